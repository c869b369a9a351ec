/** One live region for the whole app: what changes by itself is said once, to those who cannot see it change. */
import { createContext, type ReactNode, useContext, useState } from 'react';

const context = createContext<(text: string) => void>(() => {});

export function LiveRegion({ children }: { children: ReactNode }) {
  const [text, setText] = useState('');
  return (
    <context.Provider value={setText}>
      {children}
      <div role="status" aria-live="polite" className="tellers-hidden">
        {text}
      </div>
    </context.Provider>
  );
}

/** Says a sentence. */
export function useAnnounce(): (text: string) => void {
  return useContext(context);
}

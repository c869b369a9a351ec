import { useEffect, useRef } from 'react';
import { type Keyholder, startKeyholder } from './keyholder.ts';

/** The key of this page: started when it is first needed, ended when the page is left. */
export function useKeyholder(): () => Keyholder {
  const held = useRef<Keyholder>(undefined);
  useEffect(
    () => () => {
      held.current?.close();
      held.current = undefined;
    },
    [],
  );
  return () => {
    held.current ??= startKeyholder();
    return held.current;
  };
}

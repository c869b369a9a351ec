import { useRef } from 'react';

/**
 * For requests that must not be done twice: the key stays the same as long as the same thing is wished for and was not
 * done, so that another try after a lost answer does not do it again.
 *
 * @returns does what is wished for with its key
 */
export function useOnce(): <T>(wish: unknown, act: (key: string) => Promise<T>) => Promise<T> {
  const held = useRef<{ readonly wish: string; readonly key: string }>(undefined);
  return async (wish, act) => {
    const text = JSON.stringify(wish);
    if (held.current?.wish !== text) held.current = { wish: text, key: crypto.randomUUID() };
    const done = await act(held.current.key);
    held.current = undefined;
    return done;
  };
}

import { useRef } from 'react';
import { Problem } from '../api/problem.ts';

/**
 * The key of a request that must not be done twice. It stays the same as long as nobody knows whether the request
 * arrived, so that trying again does not do it again.
 */
export function useKey(): { now(): string; settled(error: Error | null): void } {
  const key = useRef<string>(undefined);
  return {
    now() {
      key.current ??= crypto.randomUUID();
      return key.current;
    },
    settled(error) {
      const answered = error === null || (error instanceof Problem && error.status > 0 && error.status < 500);
      if (answered) key.current = undefined;
    },
  };
}

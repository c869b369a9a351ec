import { useQueryClient } from '@tanstack/react-query';
import { useAnnounce } from '../shell/live.tsx';

/** Changes a ballot, and says so. Everything about ballots is asked for anew, also when it was refused. */
export function useChange(): (change: () => Promise<unknown>, told: string) => Promise<void> {
  const announce = useAnnounce();
  const queries = useQueryClient();
  return async (change, told) => {
    try {
      await change();
      announce(told);
    } finally {
      void queries.invalidateQueries({ queryKey: ['ballots'] });
    }
  };
}

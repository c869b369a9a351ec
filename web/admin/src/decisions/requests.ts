/** The decision log as the ballot service keeps it. */
import { queryOptions } from '@tanstack/react-query';
import { ballotApi, dataOf } from '../api/client.ts';
import type { components } from '../api/generated/ballot.ts';

export type Decision = components['schemas']['Decision'];

const PAGE = 200;

/** Every decision on a ballot, oldest first. */
export const decisions = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'log'],
    queryFn: async (): Promise<readonly Decision[]> => {
      const all: Decision[] = [];
      let after: string | undefined;
      do {
        const query = { limit: PAGE, ...(after !== undefined && { after }) };
        const page = dataOf(
          await ballotApi.GET('/api/ballot/ballots/{uuid}/log', { params: { path: { uuid }, query } }),
        );
        all.push(...(page.items ?? []));
        after = page.next ?? undefined;
      } while (after !== undefined);
      return all;
    },
  });

/** The public log as a file: the exact text, since what is in it is signed. */
export async function download(uuid: string): Promise<void> {
  const text = dataOf(
    await ballotApi.GET('/api/ballot/ballots/{uuid}/log/export', { params: { path: { uuid } }, parseAs: 'text' }),
  );
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `tellers-decisions-${uuid}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

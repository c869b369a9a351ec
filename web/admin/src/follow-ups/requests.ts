/** What the page of follow-ups asks of the services. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { ballotApi, dataOf } from '../api/client.ts';
import type { components } from '../api/generated/ballot.ts';

export type State = 'open' | 'waiting' | 'done' | 'lapsed';
export type FollowUp = components['schemas']['FollowUp'];

const PAGE = 50;

export const FOLLOW_UPS = ['follow-ups'];

/** The trigger dates in one state, the earliest first. */
export const followUps = (state: State) =>
  infiniteQueryOptions({
    queryKey: [...FOLLOW_UPS, state],
    queryFn: async ({ pageParam }: { pageParam: string | undefined }) =>
      dataOf(
        await ballotApi.GET('/api/ballot/follow-ups', {
          params: { query: { state, limit: PAGE, ...(pageParam !== undefined && { after: pageParam }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** Says that a date was followed up, and how. */
export async function finish({ ballot = '', number = 0 }: FollowUp, note: string): Promise<void> {
  await ballotApi.POST('/api/ballot/ballots/{uuid}/follow-ups/{number}/completion', {
    params: { path: { uuid: ballot, number } },
    body: { note },
  });
}

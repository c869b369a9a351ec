/** What the page of follow-ups asks of the services. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ballotApi, dataOf, notificationApi } from '../api/client.ts';
import type { components } from '../api/generated/ballot.ts';

export type State = 'open' | 'waiting' | 'done' | 'lapsed';
export type FollowUp = components['schemas']['FollowUp'];
export type Certificate = components['schemas']['RetentionCertificate'];

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

/** Erases now what has outlived its period, in every service; how many certificates that made. */
export async function eraseNow(): Promise<number> {
  const ofBallots = dataOf(await ballotApi.POST('/api/ballot/retention/runs'));
  const ofMail = dataOf(await notificationApi.POST('/api/notification/retention/runs'));
  return ofBallots.length + ofMail.length;
}

/** What was erased because its period had passed, the latest first, whichever service held it. */
export const certificates = queryOptions({
  queryKey: ['retention'],
  queryFn: async (): Promise<readonly Certificate[]> => {
    const [ofBallots, ofMail] = await Promise.all([
      ballotApi.GET('/api/ballot/retention/certificates'),
      notificationApi.GET('/api/notification/retention/certificates'),
    ]);
    return [...dataOf(ofBallots), ...dataOf(ofMail)].sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
  },
});

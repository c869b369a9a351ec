/** What the page of data protection asks of the services. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ballotApi, dataOf, membershipApi, notificationApi } from '../api/client.ts';
import type { components } from '../api/generated/ballot.ts';

type Certificate = components['schemas']['RetentionCertificate'];

const PAGE = 50;

/** Who took names and addresses of members out of the register, when, why and of how many; the latest first. */
export const addressLists = infiniteQueryOptions({
  queryKey: ['address-lists'],
  queryFn: async ({ pageParam }: { pageParam: string | undefined }) =>
    dataOf(
      await membershipApi.GET('/api/membership/addresses/lists', {
        params: { query: { limit: PAGE, ...(pageParam !== undefined && { after: pageParam }) } },
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next,
});

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

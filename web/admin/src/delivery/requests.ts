/** What the page of deliveries asks of the notification service. */

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, notificationApi } from '../api/client.ts';
import type { components } from '../api/generated/notification.ts';
import { LOOK_AGAIN } from '../api/look-again.ts';

type Schemas = components['schemas'];

const of = (uuid: string) => ({ path: { uuid } });

/** A list that comes in pages, each with the key of the next. */
function pages<Item>(
  queryKey: readonly unknown[],
  load: (after: string | undefined) => Promise<{ readonly items?: Item[]; readonly next?: string }>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}

const from = (after: string | undefined) => ({ query: { limit: 50, ...(after && { after }) } });

/** How each recipient domain fares, and whom a mail can reach. */
export const domains = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'domains'],
    queryFn: async () =>
      dataOf(await notificationApi.GET('/api/notification/ballots/{uuid}/deliveries/domains', { params: of(uuid) })),
    refetchInterval: LOOK_AGAIN.watched,
  });

/** Whose last mail with a code did not reach them; each page has the figures of the whole list. */
export const bounced = (uuid: string) =>
  infiniteQueryOptions({
    queryKey: ['ballots', uuid, 'bounced'],
    queryFn: async ({ pageParam }) =>
      dataOf(
        await notificationApi.GET('/api/notification/ballots/{uuid}/resends/bounced', {
          params: { ...of(uuid), ...from(pageParam) },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** Whose present address gets no mails of some class. */
export const suppressions = (uuid: string) =>
  pages<Schemas['SuppressedEntry']>(['ballots', uuid, 'suppressions'], async (after) =>
    dataOf(
      await notificationApi.GET('/api/notification/ballots/{uuid}/suppressions', {
        params: { ...of(uuid), ...from(after) },
      }),
    ),
  );

/** What relay, bounce mailbox and providers told. */
export const reports = (uuid: string) =>
  pages<Schemas['ReportRow']>(['ballots', uuid, 'reports'], async (after) =>
    dataOf(
      await notificationApi.GET('/api/notification/ballots/{uuid}/deliveries/reports', {
        params: { ...of(uuid), ...from(after) },
      }),
    ),
  );

/** Reports that name no mail of ours, of whatever ballot; for officers. */
export const strayReports = pages<Schemas['ReportRow']>(['stray-reports'], async (after) =>
  dataOf(await notificationApi.GET('/api/notification/delivery-reports', { params: from(after) })),
);

/** Mails that wait for an address which the register does not have. */
export const withoutAddress = (uuid: string) =>
  pages<Schemas['DeliveryRow']>(['ballots', uuid, 'without-address'], async (after) =>
    dataOf(
      await notificationApi.GET('/api/notification/ballots/{uuid}/deliveries', {
        params: { path: { uuid }, query: { ...from(after).query, state: 'without-address' } },
      }),
    ),
  );

/** Writes to an entry's address again, for a reason that is kept. */
export async function lift(uuid: string, entry: string, reason: string, key: string): Promise<void> {
  await notificationApi.POST('/api/notification/ballots/{uuid}/suppressions/{entry}/lifting', {
    params: { path: { uuid, entry }, header: { 'Idempotency-Key': key } },
    body: { reason },
  });
}

/** Sends codes of the bounce list once more: to those named, or to those whose address changed since. */
export async function resendBounced(uuid: string, order: Schemas['BatchOrder'], key: string) {
  const { queued = 0, suppressed = [] } = dataOf(
    await notificationApi.POST('/api/notification/ballots/{uuid}/resends/bounced', {
      params: { path: { uuid }, header: { 'Idempotency-Key': key } },
      body: order,
    }),
  );
  return { queued, leftAlone: suppressed.filter(({ lifted }) => !lifted).length };
}

/** What the helpdesk's pages ask of the services. Looking is noted there, so that nothing is asked again by itself. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, membershipApi, notificationApi } from '../api/client.ts';
import type { components } from '../api/generated/notification.ts';
import { LOOK_AGAIN } from '../api/look-again.ts';

type Schemas = components['schemas'];

const of = (uuid: string) => ({ params: { path: { uuid } } });

const ONCE = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

/** Members whose number, name or address begins like this. */
export const found = (uuid: string, text: string) =>
  queryOptions({
    ...ONCE,
    queryKey: ['ballots', uuid, 'helpdesk', 'found', text],
    queryFn: async () => {
      const { items = [], next } = dataOf(
        await notificationApi.POST('/api/notification/ballots/{uuid}/members/search', {
          params: { path: { uuid } },
          body: { text, limit: 20 },
        }),
      );
      return { items, more: next !== undefined };
    },
    enabled: text !== '',
  });

/** A member in this ballot, and what happened. */
export const timeline = (uuid: string, entryId: string) =>
  queryOptions({
    ...ONCE,
    queryKey: ['ballots', uuid, 'helpdesk', 'timeline', entryId],
    queryFn: async () =>
      dataOf(
        await notificationApi.GET('/api/notification/ballots/{uuid}/members/{entryId}', {
          params: { path: { uuid, entryId } },
        }),
      ),
  });

/** How a replacement or letter stands; voting answers within seconds, a second person within minutes. */
export const reissue = (uuid: string, what: 'replacement' | 'letter', id: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'helpdesk', what, id],
    queryFn: async (): Promise<{ readonly state?: string; readonly reason?: string }> => {
      const one = { params: { path: { uuid, id } } };
      return what === 'replacement'
        ? dataOf(await notificationApi.GET('/api/notification/ballots/{uuid}/replacements/{id}', one))
        : dataOf(await notificationApi.GET('/api/notification/ballots/{uuid}/letters/{id}', one));
    },
    refetchInterval: ({ state }) =>
      state.data?.state === 'pending'
        ? LOOK_AGAIN.moving
        : state.data?.state === 'proposed'
          ? LOOK_AGAIN.watched
          : false,
  });

/** What waits for a second person. */
export const proposals = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'helpdesk', 'proposals'],
    queryFn: async () =>
      dataOf(await notificationApi.GET('/api/notification/ballots/{uuid}/helpdesk/proposals', of(uuid))),
    refetchInterval: LOOK_AGAIN.watched,
  });

/** How often codes were replaced and printed: published to everyone. */
export const totals = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'helpdesk', 'totals'],
    queryFn: async () =>
      dataOf(await notificationApi.GET('/api/notification/ballots/{uuid}/replacements/totals', of(uuid))),
  });

/** What the helpdesk did, and who did it. */
export const audit = (uuid: string) =>
  infiniteQueryOptions({
    queryKey: ['ballots', uuid, 'helpdesk', 'audit'],
    queryFn: async ({ pageParam }) =>
      dataOf(
        await notificationApi.GET('/api/notification/ballots/{uuid}/helpdesk/audit', {
          params: { path: { uuid }, query: { limit: 50, ...(pageParam && { after: pageParam }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** Sends the same code again; after a correction, to no earlier address. */
export async function resend(
  uuid: string,
  entryId: string,
  more: { readonly correctedAt?: string | undefined; readonly lift?: string | undefined },
  key: string,
): Promise<void> {
  await notificationApi.POST('/api/notification/ballots/{uuid}/resends', {
    params: { path: { uuid }, header: { 'Idempotency-Key': key } },
    body: {
      entryId,
      ...(more.correctedAt && { correctedAt: more.correctedAt }),
      ...(more.lift && { liftSuppression: { reason: more.lift } }),
    },
  });
}

/** Why a code is replaced or printed. */
export const REASONS = ['exposed', 'never-arrived', 'lost', 'other'] as const;

export type Reason = (typeof REASONS)[number];

export interface ReissueOrder {
  readonly reason: Reason;
  readonly note: string;
}

const ordered = (entryId: string, { reason, note }: ReissueOrder) => ({
  entryId,
  reason,
  ...(note.trim() && { note: note.trim() }),
});

/** Asks for another code. */
export async function replace(uuid: string, entryId: string, order: ReissueOrder, key: string) {
  return dataOf(
    await notificationApi.POST('/api/notification/ballots/{uuid}/replacements', {
      params: { path: { uuid }, header: { 'Idempotency-Key': key } },
      body: ordered(entryId, order),
    }),
  );
}

/** Orders a letter with the code. */
export async function orderLetter(
  uuid: string,
  entryId: string,
  order: ReissueOrder,
  language: string | undefined,
  key: string,
) {
  return dataOf(
    await notificationApi.POST('/api/notification/ballots/{uuid}/letters', {
      params: { path: { uuid }, header: { 'Idempotency-Key': key } },
      body: { ...ordered(entryId, order), ...(language && { language }) },
    }),
  );
}

/** The second person agrees. */
export async function confirm(uuid: string, { what, id }: Pick<Schemas['Proposal'], 'what' | 'id'>): Promise<void> {
  const one = { params: { path: { uuid, id: id ?? '' } } };
  if (what === 'letter') await notificationApi.POST('/api/notification/ballots/{uuid}/letters/{id}/confirmation', one);
  else await notificationApi.POST('/api/notification/ballots/{uuid}/replacements/{id}/confirmation', one);
}

/** Takes a proposal, or a letter that is not printed yet, back. */
export async function withdraw(uuid: string, { what, id }: Pick<Schemas['Proposal'], 'what' | 'id'>): Promise<void> {
  const one = { params: { path: { uuid, id: id ?? '' } } };
  if (what === 'letter') await notificationApi.DELETE('/api/notification/ballots/{uuid}/letters/{id}', one);
  else await notificationApi.DELETE('/api/notification/ballots/{uuid}/replacements/{id}', one);
}

/** The letter with the code: handed out once, and kept nowhere. */
export async function printed(uuid: string, id: string): Promise<string> {
  const params = { path: { uuid, id }, query: { form: 'html' } };
  return dataOf(
    await notificationApi.POST('/api/notification/ballots/{uuid}/letters/{id}/printing', { params, parseAs: 'text' }),
  );
}

/** Corrects the address to which mails go, and gives when that was. */
export async function correct(
  number: string,
  preferred: 'personal' | 'work',
  address: string,
  reason: string,
): Promise<string | undefined> {
  const contact = {
    preferredEmailType: preferred,
    ...(preferred === 'personal' ? { personalEmail: address } : { workEmail: address }),
  };
  const { at } = dataOf(
    await membershipApi.PATCH('/api/membership/members/{number}/contact', {
      params: { path: { number } },
      body: { reason, contact },
    }),
  );
  return at;
}

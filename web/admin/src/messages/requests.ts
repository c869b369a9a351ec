/** What the page of messages asks of the notification service. */

import { queryOptions } from '@tanstack/react-query';
import { dataOf, notificationApi } from '../api/client.ts';
import type { components } from '../api/generated/notification.ts';
import { LOOK_AGAIN } from '../api/look-again.ts';
import { type Action, type Kind, moves, type Run, read } from './runs.ts';

const of = (uuid: string) => ({ params: { path: { uuid } } });

/** The messages as the service lists them, the newest first. */
export function newestFirst(views: readonly components['schemas']['MessageView'][]): readonly Run[] {
  return views.map(read).reverse();
}

/** The messages of a ballot, the newest first. */
export const runs = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'messages'],
    queryFn: async () =>
      newestFirst(dataOf(await notificationApi.GET('/api/notification/ballots/{uuid}/messages', of(uuid)))),
    refetchInterval: ({ state }) => (state.data?.some(moves) ? LOOK_AGAIN.moving : LOOK_AGAIN.watched),
  });

/** How many a message of a kind would be for now. */
export const audience = (uuid: string, kind: Kind) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'audience', kind],
    queryFn: async () => {
      const { recipients = 0, withoutAddress = 0 } = dataOf(
        await notificationApi.GET('/api/notification/ballots/{uuid}/messages/audience', {
          params: { path: { uuid }, query: { kind } },
        }),
      );
      return { recipients, withoutAddress };
    },
    refetchInterval: LOOK_AGAIN.watched,
  });

/** A campaign message in one language. */
export type CampaignText = components['schemas']['CampaignText'];

/** A message to be looked at, or to be sent. */
export interface Draft {
  readonly kind: Kind;
  readonly texts: readonly CampaignText[];
}

const worded = ({ kind, texts }: Draft) => ({ kind, ...(kind === 'campaign' && { texts: [...texts] }) });

/** A message as a member would read it, with a code that cannot vote. */
export const preview = (uuid: string, draft: Draft, language: string, voted: boolean) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'preview', draft, language, voted],
    queryFn: async () => {
      const body = { ...worded(draft), language, voted };
      return dataOf(
        await notificationApi.POST('/api/notification/ballots/{uuid}/messages/preview', { ...of(uuid), body }),
      );
    },
    staleTime: 60_000,
  });

/** Sends it to the officer's own mailbox. */
export async function sendTrial(uuid: string, draft: Draft, language: string, key: string): Promise<void> {
  await notificationApi.POST('/api/notification/ballots/{uuid}/messages/trial', {
    params: { path: { uuid }, header: { 'Idempotency-Key': key } },
    body: { ...worded(draft), language },
  });
}

/** Has it sent; the same key again asks for nothing new. */
export async function send(uuid: string, draft: Draft, notBefore: string | undefined, key: string): Promise<void> {
  await notificationApi.POST('/api/notification/ballots/{uuid}/messages', {
    params: { path: { uuid }, header: { 'Idempotency-Key': key } },
    body: { ...worded(draft), ...(notBefore && { notBefore }) },
  });
}

/** Pauses a message, lets it go on, or ends it for good. */
export async function change(uuid: string, id: string, action: Action): Promise<void> {
  const one = { params: { path: { uuid, id } } };
  if (action === 'pause') await notificationApi.POST('/api/notification/ballots/{uuid}/messages/{id}/pause', one);
  else if (action === 'resume')
    await notificationApi.POST('/api/notification/ballots/{uuid}/messages/{id}/resumption', one);
  else await notificationApi.POST('/api/notification/ballots/{uuid}/messages/{id}/cancellation', one);
}

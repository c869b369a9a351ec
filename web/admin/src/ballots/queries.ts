/** What the pages of a ballot ask of the services, and what they have them do. */
import { queryOptions } from '@tanstack/react-query';
import { ballotApi, dataOf, notificationApi, reportingApi } from '../api/client.ts';
import type { components } from '../api/generated/ballot.ts';
import type { components as NotificationContract } from '../api/generated/notification.ts';
import { orNull } from '../api/problem.ts';
import type { ChangeKind } from './checklist.ts';
import { mailOf } from './mail.ts';

export type Ballot = components['schemas']['Ballot'];
export type Draft = components['schemas']['BallotDraft'];
export type Proposal = components['schemas']['PendingProposal'];
export type CredentialProgress = NotificationContract['schemas']['CredentialProgress'];
export type Policy = components['schemas']['PolicyProposal'];

const of = (uuid: string) => ({ params: { path: { uuid } } });

/** All ballots; a union has few of them. */
export const ballots = queryOptions({
  queryKey: ['ballots'],
  queryFn: async () =>
    dataOf(await ballotApi.GET('/api/ballot/ballots', { params: { query: { limit: 200 } } })).items ?? [],
});

/** One ballot as its overview shows it. */
export const ballot = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid],
    queryFn: async () => dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}', of(uuid))),
  });

/** How far the invitations of a ballot are; for officers. */
export const invitations = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'invitations'],
    queryFn: async () => {
      const told = dataOf(await notificationApi.GET('/api/notification/ballots/{uuid}/invitations', of(uuid)));
      const { queued = 0, accepted = 0, failed = 0, returned = 0, unsent = 0, state = 'not-requested' } = told;
      const sent = accepted + failed + returned;
      return { state, sent, all: queued + sent + unsent };
    },
  });

/** How far the making of the codes is, null before it began; for officers. */
export const credentials = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'credentials'],
    queryFn: (): Promise<CredentialProgress | null> =>
      orNull(notificationApi.GET('/api/notification/ballots/{uuid}/credentials', of(uuid)).then(dataOf)),
  });

/** What is wrong with the mail of a ballot; for officers and the helpdesk. */
export const mail = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'mail'],
    queryFn: async () =>
      mailOf(dataOf(await notificationApi.GET('/api/notification/ballots/{uuid}/deliveries/domains', of(uuid)))),
  });

/** How far the count is. */
export const counting = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'counting'],
    queryFn: async () => dataOf(await reportingApi.GET('/api/reporting/ballots/{uuid}/counting', of(uuid))),
  });

/** A change that takes two people, as one of them proposes it. */
export type Change =
  | { readonly kind: 'extension'; readonly closesAt: string; readonly reason: string }
  | { readonly kind: 'cancellation'; readonly reason: string }
  | ({ readonly kind: 'policy' } & Policy);

export async function propose(uuid: string, change: Change): Promise<Ballot> {
  const { kind, ...body } = change;
  switch (kind) {
    case 'extension':
      return dataOf(
        await ballotApi.POST('/api/ballot/ballots/{uuid}/extension', {
          ...of(uuid),
          body: body as components['schemas']['ExtensionProposal'],
        }),
      );
    case 'cancellation':
      return dataOf(
        await ballotApi.POST('/api/ballot/ballots/{uuid}/cancellation', {
          ...of(uuid),
          body: body as components['schemas']['CancellationProposal'],
        }),
      );
    case 'policy':
      return dataOf(await ballotApi.POST('/api/ballot/ballots/{uuid}/policy', { ...of(uuid), body: body as Policy }));
  }
}

export async function confirmChange(uuid: string, kind: ChangeKind): Promise<Ballot> {
  return dataOf(await ballotApi.POST(`/api/ballot/ballots/{uuid}/${kind}/confirmation`, of(uuid)));
}

export async function withdrawChange(uuid: string, kind: ChangeKind): Promise<Ballot> {
  return dataOf(await ballotApi.DELETE(`/api/ballot/ballots/{uuid}/${kind}`, of(uuid)));
}

/** Approves what stands in that revision. The key makes a second press of the same button the same deed. */
export async function approve(uuid: string, revision: number, key: string): Promise<Ballot> {
  return dataOf(
    await ballotApi.POST('/api/ballot/ballots/{uuid}/approval', {
      params: { path: { uuid }, header: { 'Idempotency-Key': key } },
      body: { revision },
    }),
  );
}

/** Says that a trigger date was followed up, and how. */
export async function followUp(uuid: string, number: number, note: string): Promise<void> {
  await ballotApi.POST('/api/ballot/ballots/{uuid}/follow-ups/{number}/completion', {
    params: { path: { uuid, number } },
    body: { note },
  });
}

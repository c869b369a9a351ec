/** What the page of a roll asks of the services. */

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ballotApi, dataOf, membershipApi } from '../api/client.ts';
import type { components as BallotContract } from '../api/generated/ballot.ts';
import type { components as MembershipContract } from '../api/generated/membership.ts';
import { LOOK_AGAIN } from '../api/look-again.ts';
import { ballot as ballotQuery, type CredentialProgress, credentials as credentialsQuery } from '../ballots/queries.ts';
import { memberList, readCsv } from './csv.ts';
import { type Ballot, draftWith, isSame, type Rule, ruleOf } from './rule.ts';

type Schemas = BallotContract['schemas'];

export type Roll = Schemas['Roll'];
export type RollMember = Schemas['RollMember'];
export type Exclusion = Schemas['Exclusion'];
export type Progress = CredentialProgress;
export type Totals = MembershipContract['schemas']['AddressTotals'];

const of = (uuid: string) => ({ params: { path: { uuid } } });

/** A request that must not be done twice carries a key of its own. */
const once = (uuid: string, key: string) => ({ params: { path: { uuid }, header: { 'Idempotency-Key': key } } });

/** Who would be entitled now, by the rule as it is stored. */
export const preview = (uuid: string, revision: number) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'roll', 'preview', revision],
    queryFn: async () => dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}/roll/preview', of(uuid))),
  });

/** Some of them, others each time. */
export const sample = (uuid: string, revision: number, limit: number) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'roll', 'sample', revision, limit],
    queryFn: async () => {
      const params = { path: { uuid }, query: { limit } };
      return dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}/roll/preview/sample', { params }));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export const roll = (uuid: string, version: number) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'roll', 'frozen', version],
    queryFn: async () => dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}/roll', of(uuid))),
  });

export const versions = (uuid: string, version: number) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'roll', 'versions', version],
    queryFn: async () => dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}/roll/versions', of(uuid))),
  });

export const lateJoiners = (uuid: string, version: number) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'roll', 'late-joiners', version],
    queryFn: async () => dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}/roll/supplements', of(uuid))),
  });

export const leavers = (uuid: string, version: number) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'roll', 'leavers', version],
    queryFn: async () => dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}/roll/leavers', of(uuid))),
  });

/** Who was to be excluded and what voting decided; watched while that is not known of all. */
export const exclusions = (uuid: string) =>
  infiniteQueryOptions({
    queryKey: ['ballots', uuid, 'roll', 'exclusions'],
    queryFn: async ({ pageParam }) => {
      const query = { limit: 50, ...(pageParam !== '' && { after: pageParam }) };
      const params = { path: { uuid }, query };
      return dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}/roll/exclusions', { params }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items = [] }) => items.some((one) => one.state === 'asked' || one.state === 'revoked'))
        ? LOOK_AGAIN.moving
        : false,
  });

const MOST = 200;

/** Members whose exclusion was asked for before, whatever became of it: nobody is asked for twice. */
export const askedBefore = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'roll', 'asked-before'],
    queryFn: async () => {
      const ids = new Set<string>();
      let after: string | undefined = '';
      while (after !== undefined) {
        const query = { limit: MOST, ...(after !== '' && { after }) };
        const params = { path: { uuid }, query };
        const page: Schemas['PageExclusionView'] = dataOf(
          await ballotApi.GET('/api/ballot/ballots/{uuid}/roll/exclusions', { params }),
        );
        for (const { memberId = '' } of page.items ?? []) ids.add(memberId);
        after = page.next;
      }
      return ids;
    },
  });

/** How far the making of the codes is, watched while it goes on. */
export const credentials = (uuid: string) =>
  queryOptions({
    ...credentialsQuery(uuid),
    refetchInterval: ({ state }) => (isSettled(state.data) ? LOOK_AGAIN.quiet : LOOK_AGAIN.moving),
  });

/** Whether nothing more happens to the codes by itself. */
export function isSettled(progress: CredentialProgress | null | undefined): boolean {
  return ['ready', 'over'].includes(progress?.state ?? '');
}

/** The values that the register is known to hold: those of the largest file of late, and the places there are today. */
export const knownValues = queryOptions({
  queryKey: ['register', 'values'],
  queryFn: async () => {
    const [listed, branches] = await Promise.all([
      membershipApi.GET('/api/membership/imports', { params: { query: { limit: 20 } } }),
      membershipApi.GET('/api/membership/places/{kind}', {
        params: { path: { kind: 'branches' }, query: { on: 'today' } },
      }),
    ]);
    const applied = (dataOf(listed).items ?? []).filter(({ state }) => state === 'applied');
    const [largest] = applied.sort((a, b) => (b.rows ?? 0) - (a.rows ?? 0));
    const places = dataOf(branches).items ?? [];
    if (!largest?.id) return { totals: [], places };
    const params = { path: { id: largest.id } };
    const { items = [] } = dataOf(await membershipApi.GET('/api/membership/imports/{id}/totals', { params }));
    return { totals: items, places };
  },
  staleTime: 60_000,
});

/** Somebody else wrote another rule while this one was written. */
export class RuleChanged extends Error {
  readonly ballot: Ballot;

  constructor(ballot: Ballot) {
    super('the rule was changed meanwhile');
    this.ballot = ballot;
  }
}

/**
 * Stores a rule in the draft as it stands, with whatever else was written in it meanwhile.
 *
 * @param opened the rule that the officer began with
 */
export async function saveRule(uuid: string, opened: Rule, rule: Rule): Promise<Ballot> {
  const now = dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}', of(uuid)));
  if (!isSame(opened, ruleOf(now))) throw new RuleChanged(now);
  return dataOf(await ballotApi.PUT('/api/ballot/ballots/{uuid}', { ...of(uuid), body: draftWith(now, rule) }));
}

/** @param entitled the number that the officer saw; another one is refused */
export async function freeze(uuid: string, key: string, entitled: number): Promise<Roll> {
  return dataOf(await ballotApi.POST('/api/ballot/ballots/{uuid}/roll', { ...once(uuid, key), body: { entitled } }));
}

/** @param added the number that the officer saw, with those confirmed */
export async function supplement(uuid: string, key: string, added: number, confirmed: string[]): Promise<Roll> {
  const body = { added, confirmed };
  return dataOf(await ballotApi.POST('/api/ballot/ballots/{uuid}/roll/supplements', { ...once(uuid, key), body }));
}

export async function exclude(uuid: string, key: string, members: string[], reason: Reason): Promise<number> {
  const body = { members, reason };
  const asked = dataOf(
    await ballotApi.POST('/api/ballot/ballots/{uuid}/roll/exclusions', { ...once(uuid, key), body }),
  );
  return asked.asked ?? members.length;
}

export const REASONS = ['left', 'lapsed', 'suspended', 'not-eligible', 'duplicate', 'died', 'mistake'] as const;
export type Reason = (typeof REASONS)[number];

/** The member with a number, for whom something is done by id. */
export async function memberOf(number: string) {
  return dataOf(await membershipApi.GET('/api/membership/members/{number}', { params: { path: { number } } }));
}

/** Everyone on the roll as CSV, by id and constituency; that it was taken stands in the public log. */
export async function exportRoll(uuid: string, reason: string): Promise<string> {
  const answer = await ballotApi.POST('/api/ballot/ballots/{uuid}/roll/export', {
    ...of(uuid),
    body: { reason },
    parseAs: 'text',
  });
  return dataOf(answer);
}

/** Names and postal addresses as CSV; that they were taken, and why, is written down. */
export async function addresses(ids: readonly string[], reason: string): Promise<string> {
  const answer = await membershipApi.POST('/api/membership/addresses', {
    params: { query: { reason } },
    body: memberList(ids),
    bodySerializer: (text) => text,
    headers: { 'Content-Type': 'text/csv' },
    parseAs: 'text',
  });
  return dataOf(answer);
}

/** How many of the members there are of each kind; numbers only. */
export async function totals(ids: readonly string[]): Promise<Totals> {
  return dataOf(
    await membershipApi.POST('/api/membership/addresses/totals', {
      body: memberList(ids),
      bodySerializer: (text) => text,
      headers: { 'Content-Type': 'text/csv' },
    }),
  );
}

/** A member with the name that only the register knows. */
export interface Named {
  readonly number: string;
  readonly name: string;
}

/** Who the members are; that it was asked for is written down. */
export async function namesOf(ids: readonly string[], reason: string): Promise<ReadonlyMap<string, Named>> {
  const rows = readCsv(await addresses(ids, reason));
  return new Map(
    rows.map((row) => [
      row.member_id ?? '',
      {
        number: row.membership_number ?? '',
        name: [row.title, row.first_name, row.last_name].filter(Boolean).join(' '),
      },
    ]),
  );
}

/** Everything about the roll is asked for anew. */
export const rollOf = (uuid: string) => ({ queryKey: ['ballots', uuid, 'roll'] });
export const ballotOf = (uuid: string) => ({ queryKey: ballotQuery(uuid).queryKey });

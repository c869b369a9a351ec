/** What the pages about members ask of the services. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, membershipApi } from '../api/client.ts';
import type { components } from '../api/generated/membership.ts';

type Schemas = components['schemas'];

export type Member = Schemas['Member'];
export type ContactChange = Schemas['ContactChange'];

/** Whom to look for. */
export interface Search {
  readonly text: string;
  /** Only members without any e-mail address. */
  readonly unreachable: boolean;
}

const of = (number: string) => ({ params: { path: { number } } });

/** Members by number, a page at a time. */
export const members = (search: Search) =>
  infiniteQueryOptions({
    queryKey: ['members', 'found', search],
    queryFn: async ({ pageParam }) => {
      const body = { ...search, limit: 20, after: pageParam };
      return dataOf(await membershipApi.POST('/api/membership/members/search', { body }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });

export const member = (number: string) =>
  queryOptions({
    queryKey: ['members', 'one', number],
    queryFn: async () => dataOf(await membershipApi.GET('/api/membership/members/{number}', of(number))),
  });

/** Who changed a member's contact data, when and why. */
export const contactChanges = (number: string) =>
  queryOptions({
    queryKey: ['members', 'one', number, 'changes'],
    queryFn: async () =>
      dataOf(await membershipApi.GET('/api/membership/members/{number}/contact/changes', of(number))).items ?? [],
  });

export async function correctContact(
  number: string,
  body: Schemas['ContactCorrection'],
): Promise<Schemas['ContactCorrected']> {
  return dataOf(await membershipApi.PATCH('/api/membership/members/{number}/contact', { ...of(number), body }));
}

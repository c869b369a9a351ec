/** Who is signed in. Tokens stay with the door; the page only learns the name and the roles. */
import { queryOptions } from '@tanstack/react-query';
import { dataOf, gatewayApi } from '../api/client.ts';

export type Role = 'officer' | 'approver' | 'helpdesk' | 'scrutineer' | 'trustee' | 'auditor' | 'organiser';

/** A person who is signed in. */
export interface Person {
  readonly user: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The person who is signed in, or null. */
export const session = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Person | null> => {
    const told = dataOf(await gatewayApi.GET('/api/session'));
    return told.signedIn ? { user: told.user ?? '', name: told.name ?? '', roles: told.roles ?? [] } : null;
  },
  staleTime: 60_000,
});

/** Whether the person has one of these roles. */
export function has(person: Person, ...roles: readonly Role[]): boolean {
  return roles.some((role) => person.roles.includes(role));
}

const RETURN = 'tellers-return';

/** Goes to the sign-in, and comes back to this page afterwards. */
export function signIn(): void {
  sessionStorage.setItem(RETURN, location.pathname);
  location.assign('/session/sign-in');
}

/** Ends the session, here and where people sign in. */
export function signOut(): void {
  sessionStorage.removeItem(RETURN);
  location.assign('/session/sign-out');
}

/** The page to come back to after the sign-in, once. */
export function returnPath(): string | undefined {
  const path = sessionStorage.getItem(RETURN);
  sessionStorage.removeItem(RETURN);
  return path?.startsWith('/') && !path.startsWith('//') ? path : undefined;
}

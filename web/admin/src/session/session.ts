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

const OF_THE_SESSION = ['session', 'session-ended'];

/**
 * The person who is signed in, or null. Whose session ends while their page is open stays known here, so that the page with
 * all that was typed stays, too; {@link ended} tells.
 */
export const session = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ client }): Promise<Person | null> => {
    const told = dataOf(await gatewayApi.GET('/api/session'));
    const before = client.getQueryData<Person | null>(['session']) ?? null;
    client.setQueryData(ended.queryKey, !told.signedIn && before !== null);
    // Who signs in after another person may not be allowed what that person was shown.
    if (told.signedIn && before && before.user !== told.user)
      client.removeQueries({ predicate: ({ queryKey }) => !OF_THE_SESSION.includes(String(queryKey[0])) });
    return told.signedIn ? { user: told.user ?? '', name: told.name ?? '', roles: told.roles ?? [] } : before;
  },
  staleTime: 60_000,
});

/** Whether the session of the person of this page has ended. */
export const ended = queryOptions<boolean>({ queryKey: ['session-ended'], initialData: false, enabled: false });

/** Tells the other windows of this browser that somebody has signed in, or hears of it from them. */
export const windows = 'BroadcastChannel' in globalThis ? new BroadcastChannel('tellers-session') : undefined;

/** Those who answer for a ballot: they may read whatever was written of it, and who did it. */
export const READS_ALL: readonly Role[] = ['officer', 'approver', 'scrutineer', 'trustee', 'auditor'];

/** Whether the person has one of these roles. */
export function has(person: Person, ...roles: readonly Role[]): boolean {
  return roles.some((role) => person.roles.includes(role));
}

const RETURN = 'tellers-return';

/** Where people sign in; afterwards they are at the list of ballots. */
export const SIGN_IN = '/session/sign-in';

/** Goes to the sign-in, and comes back to this page afterwards. */
export function signIn(): void {
  sessionStorage.setItem(RETURN, location.pathname);
  location.assign(SIGN_IN);
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

/** The services' REST API through the door of this origin. The session's cookie goes along by itself. */
import createClient, { type Middleware } from 'openapi-fetch';
import type { paths as Ballot } from './generated/ballot.ts';
import type { paths as Gateway } from './generated/gateway.ts';
import type { paths as Membership } from './generated/membership.ts';
import type { paths as Notification } from './generated/notification.ts';
import type { paths as Reporting } from './generated/reporting.ts';
import type { paths as Voting } from './generated/voting.ts';
import { Problem, problemOf } from './problem.ts';

/** The door takes a change in a session only with this header, which no other site can send. */
const OURS = { 'Tellers-Request': '1' };

const faults: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
    return undefined;
  },
  onError({ error }) {
    return error instanceof Problem ? error : new Problem('no-connection', 0, '');
  },
};

function client<Paths extends object>() {
  const made = createClient<Paths>({ headers: OURS });
  made.use(faults);
  return made;
}

export const ballotApi = client<Ballot>();
export const gatewayApi = client<Gateway>();
export const membershipApi = client<Membership>();
export const notificationApi = client<Notification>();
export const reportingApi = client<Reporting>();
export const votingApi = client<Voting>();

/** What an answer holds; an answer that is not a success was thrown before. */
export function dataOf<T>({ data }: { data?: T }): T {
  if (data === undefined) throw new Problem('unexpected', 200, '');
  return data;
}

/** Posts a JSON text as it is: one that was signed or hashed must not be written anew. */
export async function exactly(path: string, body: string): Promise<Response> {
  let response: Response;
  try {
    const headers = { ...OURS, 'Content-Type': 'application/json' };
    response = await fetch(path, { method: 'POST', headers, body });
  } catch {
    throw new Problem('no-connection', 0, '');
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

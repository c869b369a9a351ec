/** What the trustee's pages ask of the services. */
import { queryOptions } from '@tanstack/react-query';
import { Problem, problemOf } from '../api/problem.ts';
import type { Ceremony } from './ceremony.ts';
import type { Rehearsal } from './worker-messages.ts';

const ceremonyOf = (uuid: string) => `/api/ballot/ballots/${uuid}/ceremony`;

/** The ceremony of a ballot; null when its key is made in another way. */
export const ceremony = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'ceremony'],
    queryFn: async (): Promise<Ceremony | null> => {
      try {
        return (await ask(ceremonyOf(uuid))).json() as Promise<Ceremony>;
      } catch (e) {
        if (e instanceof Problem && e.code === 'single-trustee') return null;
        throw e;
      }
    },
  });

/** Takes the next free place. */
export async function takeSeat(uuid: string, name: string): Promise<void> {
  await send(`${ceremonyOf(uuid)}/seat`, { name });
}

export async function sendCertificate(uuid: string, cert: string): Promise<void> {
  await send(`${ceremonyOf(uuid)}/certificate`, { cert });
}

export async function sendPolynomial(uuid: string, polynomial: string): Promise<void> {
  await send(`${ceremonyOf(uuid)}/polynomial`, { polynomial });
}

/** What the server collected for this person's seat. */
export async function input(uuid: string): Promise<string> {
  return ((await (await ask(`${ceremonyOf(uuid)}/input`)).json()) as { vinput: string }).vinput;
}

export async function sendConfirmation(uuid: string, voutput: string): Promise<void> {
  await send(`${ceremonyOf(uuid)}/confirmation`, { voutput });
}

/** The practice envelope of this person's seat, and what the worker needs to open it. */
export async function rehearsal(uuid: string): Promise<Rehearsal> {
  const [task, vinput, trustees] = await Promise.all([
    text(`${ceremonyOf(uuid)}/rehearsal`),
    input(uuid),
    text(`/api/voting/ballots/${uuid}/trustees`),
  ]);
  return { task, trustees, input: vinput };
}

/** Hands in what a rehearsal gave, the exact text that the worker made. */
export async function sendRehearsal(uuid: string, body: string): Promise<void> {
  await post(`${ceremonyOf(uuid)}/rehearsal`, body);
}

/** What is to be decrypted. */
export interface Task {
  /** The exact answer, for the worker. */
  readonly text: string;
  readonly head: string;
  readonly threshold: number;
  readonly owners: readonly { readonly owner: number; readonly name: string; readonly decrypted: boolean }[];
}

export const task = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'decryption-task'],
    queryFn: async (): Promise<Task> => {
      const exact = await text(`/api/reporting/ballots/${uuid}/decryption-task`);
      return { ...(JSON.parse(exact) as Omit<Task, 'text'>), text: exact };
    },
  });

/** The public archive, with the bytes so far while it comes in. */
export async function archive(uuid: string, progress: (done: number, total: number) => void): Promise<ArrayBuffer> {
  const response = await ask(`/api/voting/ballots/${uuid}/archive`);
  const total = Number(response.headers.get('content-length') ?? 0);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value);
    done += part.value.length;
    progress(done, total);
  }
  return new Blob(parts).arrayBuffer();
}

/** What Tellers publishes beside the archive. */
export function additions(uuid: string): Promise<string> {
  return text(`/api/voting/ballots/${uuid}/additions`);
}

/** The openings of the constituency log, for trustees. */
export function openings(uuid: string): Promise<string> {
  return text(`/api/voting/ballots/${uuid}/openings`);
}

/** Hands in the share, the exact text that the worker made. */
export async function sendShare(uuid: string, body: string): Promise<void> {
  await post(`/api/reporting/ballots/${uuid}/partial-decryptions`, body);
}

function send(path: string, body: object): Promise<Response> {
  return post(path, JSON.stringify(body));
}

function post(path: string, body: string): Promise<Response> {
  return ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
}

async function text(path: string): Promise<string> {
  return (await ask(path)).text();
}

/** Exact bytes matter here, so these go past the typed client. */
async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { ...init.headers, 'Tellers-Request': '1' } });
  } catch {
    throw new Problem('no-connection', 0, '');
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

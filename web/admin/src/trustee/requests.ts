/** What the trustee's pages ask of the services. */
import { queryOptions } from '@tanstack/react-query';
import { ballotApi, dataOf, exactly, notificationApi, reportingApi, votingApi } from '../api/client.ts';
import type { components } from '../api/generated/ballot.ts';
import { orNull, Problem } from '../api/problem.ts';
import type { Ceremony, Phase } from './ceremony.ts';
import type { Rehearsal } from './worker-messages.ts';

const of = (uuid: string) => ({ params: { path: { uuid } } });

/** Texts that are hashed or signed have to stay as they were sent. */
const textOf = (uuid: string) => ({ ...of(uuid), parseAs: 'text' as const });

/** The ceremony of a ballot; null when its key is made in another way. */
export const ceremony = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'ceremony'],
    queryFn: async (): Promise<Ceremony | null> => {
      try {
        return read(dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}/ceremony', of(uuid))));
      } catch (e) {
        if (e instanceof Problem && e.code === 'single-trustee') return null;
        throw e;
      }
    },
  });

/** The contract calls every field of an answer optional; here they are those that a ceremony always has. */
function read(view: components['schemas']['Ceremony']): Ceremony {
  const { threshold = 0, holders = 0, phase, seats = [], mine, certificates } = view;
  return {
    threshold,
    holders,
    phase: phase as Phase,
    seats: seats.map(({ seat = 0, name, headquarters = false, done = {} }) => ({
      seat,
      ...(name !== undefined && { name }),
      headquarters,
      done: {
        certificate: done.certificate === true,
        polynomial: done.polynomial === true,
        confirmation: done.confirmation === true,
        rehearsal: done.rehearsal === true,
      },
    })),
    ...(mine !== undefined && { mine }),
    ...(certificates !== undefined && { certificates }),
  };
}

/** Takes the next free place. */
export async function takeSeat(uuid: string, name: string): Promise<void> {
  await ballotApi.POST('/api/ballot/ballots/{uuid}/ceremony/seat', { ...of(uuid), body: { name } });
}

/** Takes a place from whoever holds it; all make their keys anew then. */
export async function freeSeat(uuid: string, seat: number, reason: string): Promise<void> {
  await ballotApi.POST('/api/ballot/ballots/{uuid}/ceremony/replacement', { ...of(uuid), body: { seat, reason } });
}

/** Hands in the public key of the one scrutineer. */
export async function registerKey(uuid: string, name: string, publicKey: string): Promise<void> {
  await ballotApi.POST('/api/ballot/ballots/{uuid}/trustees', {
    ...of(uuid),
    body: { name, publicKey: JSON.parse(publicKey) as components['schemas']['TrusteePublicKey'] },
  });
}

export async function sendCertificate(uuid: string, cert: string): Promise<void> {
  await ballotApi.POST('/api/ballot/ballots/{uuid}/ceremony/certificate', { ...of(uuid), body: { cert } });
}

export async function sendPolynomial(uuid: string, polynomial: string): Promise<void> {
  await ballotApi.POST('/api/ballot/ballots/{uuid}/ceremony/polynomial', { ...of(uuid), body: { polynomial } });
}

/** What the server collected for this person's seat. */
export async function input(uuid: string): Promise<string> {
  return dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}/ceremony/input', of(uuid))).vinput ?? '';
}

export async function sendConfirmation(uuid: string, voutput: string): Promise<void> {
  await ballotApi.POST('/api/ballot/ballots/{uuid}/ceremony/confirmation', { ...of(uuid), body: { voutput } });
}

/** The practice envelope of this person's seat, and what the worker needs to open it. */
export async function rehearsal(uuid: string): Promise<Rehearsal> {
  const [task, vinput, trustees] = await Promise.all([
    ballotApi.GET('/api/ballot/ballots/{uuid}/ceremony/rehearsal', textOf(uuid)),
    input(uuid),
    votingApi.GET('/api/voting/ballots/{uuid}/trustees', textOf(uuid)),
  ]);
  return { task: dataOf(task), trustees: dataOf(trustees), input: vinput };
}

/** Hands in what a rehearsal gave, the exact text that the worker made. */
export function sendRehearsal(uuid: string, body: string): Promise<Response> {
  return exactly(`/api/ballot/ballots/${uuid}/ceremony/rehearsal`, body);
}

/** Where this person has the head of the closed box mailed, and whether it went there; null when nowhere. */
export const markMail = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'mark-mail'],
    queryFn: async (): Promise<{ readonly email: string; readonly sent: boolean } | null> => {
      const wish = await orNull(
        notificationApi.GET('/api/notification/ballots/{uuid}/head-notices/mine', of(uuid)).then(dataOf),
      );
      return wish && { email: wish.email ?? '', sent: wish.sentAt !== undefined && wish.sentAt !== null };
    },
  });

export async function askForMark(uuid: string, email: string, language: string): Promise<void> {
  await notificationApi.PUT('/api/notification/ballots/{uuid}/head-notices/mine', {
    ...of(uuid),
    body: { email, language },
  });
}

/** Forgets where this person has it mailed. */
export async function forgetMark(uuid: string): Promise<void> {
  await notificationApi.DELETE('/api/notification/ballots/{uuid}/head-notices/mine', of(uuid));
}

/** How many have the head mailed, and to how many it went; null before there is a ballot to be closed. */
export const markCounts = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'mark-counts'],
    queryFn: async (): Promise<{ readonly asked: number; readonly sent: number } | null> => {
      const counts = await orNull(
        notificationApi.GET('/api/notification/ballots/{uuid}/head-notices', of(uuid)).then(dataOf),
      );
      return counts && { asked: counts.asked ?? 0, sent: counts.sent ?? 0 };
    },
  });

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
      const text = dataOf(await reportingApi.GET('/api/reporting/ballots/{uuid}/decryption-task', textOf(uuid)));
      return { ...(JSON.parse(text) as Omit<Task, 'text'>), text };
    },
  });

/** The public archive, with the bytes so far while it comes in. */
export async function archive(uuid: string, progress: (done: number, total: number) => void): Promise<ArrayBuffer> {
  const { response } = await votingApi.GET('/api/voting/ballots/{uuid}/archive', { ...of(uuid), parseAs: 'stream' });
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
export async function additions(uuid: string): Promise<string> {
  return dataOf(await votingApi.GET('/api/voting/ballots/{uuid}/additions', textOf(uuid)));
}

/** The openings of the constituency log, for trustees. */
export async function openings(uuid: string): Promise<string> {
  return dataOf(await votingApi.GET('/api/voting/ballots/{uuid}/openings', textOf(uuid)));
}

/** Hands in the share, the exact text that the worker made. */
export function sendShare(uuid: string, body: string): Promise<Response> {
  return exactly(`/api/reporting/ballots/${uuid}/partial-decryptions`, body);
}

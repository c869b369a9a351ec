/**
 * A trustee's part in the count: checks everything that the sums to be decrypted rest on, and only then decrypts them.
 * A trustee who decrypted something else could open a single member's vote.
 */
import {
  type CheckedAdditions,
  checkPublicAdditions,
  checkPublicPlan,
  type SummedCell,
  sumCells,
} from './additions/check.ts';
import { readOpeningsText } from './additions/credential-log.ts';
import { type Plan, readPlan } from './additions/plan.ts';
import { checkStrongProofs, proveFactors } from './additions/strong-proof.ts';
import { readTellers } from './additions/tellers.ts';
import { type ArchiveOptions, type CheckedArchive, checkArchive } from './archive.ts';
import { openShare, type PedersenGroup, recoverShare, seatKeys } from './ceremony.ts';
import { electionKey, readElection } from './election.ts';
import { refuse } from './errors.ts';
import { decodePoint, encodePoint, G, hashToScalar, type Point, times } from './group.ts';
import { array, canonical, decodeUtf8, fields, hex64, integer, parseCanonical, string } from './json.ts';
import { type Progress, unhurried } from './pace.ts';
import { decryptionFactors, partialDecryption, trusteeKeys, verifyPartialDecryption, writeTally } from './tally.ts';
import type { TrusteeGroup } from './trustees.ts';

/** What the services hand a trustee. */
export interface TaskInput {
  /** The public archive. */
  readonly archive: Uint8Array;
  /** tellers.json of the voting service. */
  readonly additions: Uint8Array | string;
  /** The voting service's openings of the credential log. */
  readonly openings: Uint8Array | string;
  /** The reporting service's decryption task. */
  readonly task: Uint8Array | string;
}

/** How to check; `head` is the hash that was mailed when the box closed. */
export type TaskOptions = Omit<ArchiveOptions, 'singleVote'>;

/** A task whose sums are those of the ballots, and may be decrypted. */
export interface CheckedTask extends CheckedAdditions {
  readonly archive: CheckedArchive;
  readonly plan: Plan;
  readonly cells: readonly SummedCell[];
}

/** A private key with its number in trustees.json. */
export interface OwnKey {
  /** From 1. */
  readonly owner: number;
  readonly privateKey: bigint;
}

/** What a trustee keeps secret: a private key, or the seed of a seat of a key ceremony. */
export type Secret =
  | { readonly kind: 'single'; readonly privateKey: bigint }
  | { readonly kind: 'seat'; readonly seed: string };

/**
 * Checks a decryption task: the archive with its chain and ballots, the charter, the credential log and its openings,
 * the plan with its signature and what it promises, and that each sum of the task is that of the ballots of its cell.
 *
 * @throws ProtocolError naming the first thing that does not fit
 */
export async function checkTask(input: TaskInput, options: TaskOptions = {}): Promise<CheckedTask> {
  const task = readTask(input.task);
  const tellers = readTellers(input.additions);
  const openings = readOpeningsText(input.openings);
  const plan = readPlan(task.plan);
  if (task.planHash !== plan.hash) refuse('wrong-task', "the task's plan does not have the task's planHash");
  if (tellers.plan && tellers.plan.plan.hash !== plan.hash)
    refuse('wrong-task', "the task's plan is not the one that is published with the archive");
  const archive = await checkArchive(input.archive, options);
  if (archive.closingHead === undefined)
    refuse('wrong-task', 'the box is not closed: the archive has no encrypted tally');
  if (task.head !== archive.closingHead) refuse('wrong-task', "the task's head is not that of the archive");
  const additions = checkPublicAdditions(archive, tellers);
  checkPublicPlan(archive, additions, plan, task.signature);
  const cells = await sumCells(archive, additions, plan, openings, options.progress);
  if (task.cells.length !== cells.length)
    refuse('wrong-task', `the task has ${task.cells.length} cells, the plan ${cells.length}`);
  cells.forEach(({ id, tally }, i) => {
    const asked = task.cells[i];
    if (asked?.cell !== id) refuse('wrong-task', `the task's cell ${i} is not cell ${id} of the plan`);
    if (asked?.encryptedTally !== writeTally(tally))
      refuse('wrong-task', `cell ${id}: the sum to be decrypted is not the sum of its ballots`);
  });
  return { ...additions, archive, plan, cells };
}

/** Reads a task by the names of its fields: nothing in it is believed, all is compared with what is computed here. */
function readTask(data: Uint8Array | string) {
  let json: { [key: string]: unknown } | null;
  try {
    json = JSON.parse(typeof data === 'string' ? data : decodeUtf8(data, 'task'));
  } catch {
    return refuse('not-json', 'the task is not JSON');
  }
  if (typeof json !== 'object' || json === null) return refuse('wrong-type', 'the task is not an object');
  return {
    planHash: hex64(json.planHash, 'task.planHash'),
    plan: string(json.plan, 'task.plan'),
    signature: parseCanonical(string(json.signature, 'task.signature'), 'task.signature'),
    head: hex64(json.head, 'task.head'),
    cells: array(json.cells, 'task.cells').map((value, i) => {
      const { cell, encryptedTally } = Object(value) as { [key: string]: unknown };
      return {
        cell: string(cell, `task.cells[${i}].cell`),
        encryptedTally: string(encryptedTally, `task.cells[${i}].encryptedTally`),
      };
    }),
  };
}

/**
 * Finds the trustee that a secret belongs to.
 *
 * @param ceremony what a seat's share is recovered from: the seat's input of the key ceremony, or the encrypted share
 *     in the seat's output
 * @throws ProtocolError `wrong-key` when it is of no trustee of this election
 */
export async function ownKey(secret: Secret, trustees: readonly TrusteeGroup[], ceremony?: string): Promise<OwnKey> {
  if (secret.kind === 'single') {
    const publicKey = times(G, secret.privateKey);
    const owner = 1 + trusteeKeys(trustees).findIndex((key) => key.equals(publicKey));
    if (owner === 0) refuse('wrong-key', 'this key is not a trustee key of this election');
    return { owner, privateKey: secret.privateKey };
  }
  const seat = seatKeys(secret.seed);
  let before = 0;
  for (const group of trustees) {
    if (group.kind === 'Pedersen' && hasSeat(group, seat.verification)) {
      if (ceremony === undefined)
        return refuse('wrong-key', "the share of this seat needs the seat's input of the ceremony");
      const whole = Object.hasOwn(Object(parseCanonical(ceremony, 'input')), 'secrets');
      const { index, privateKey } = await (whole ? recoverShare : openShare)(seat, group, ceremony);
      return { owner: before + index, privateKey };
    }
    before += group.keys.length;
  }
  return refuse('wrong-key', 'this key is of no seat of this election');
}

function hasSeat({ certificates }: PedersenGroup, key: Point): boolean {
  return certificates.some(({ verification }) => verification.equals(key));
}

/**
 * Decrypts every cell of a checked task, with Belenios's proof for the total and the strong proof for each factor, and
 * checks the outcome as the reporting service will.
 *
 * @returns the text to POST to the reporting service
 */
export async function decryptTask(
  task: CheckedTask,
  { owner, privateKey }: OwnKey,
  progress?: Progress,
): Promise<string> {
  const { election } = task.archive;
  const pace = unhurried((done, total) => progress?.('decryption', done, total));
  const cells: object[] = [];
  let payload: unknown;
  for (const { id, tally } of task.cells) {
    const factors = decryptionFactors(tally, privateKey);
    const proofs = proveFactors({ election, planHash: task.plan.hash, id }, tally, factors, privateKey);
    if (id === '0') {
      payload = JSON.parse(partialDecryption(election, tally, privateKey));
      cells.push({ cell: id, proofs });
    } else cells.push({ cell: id, factors: factors.map((row) => row.map(encodePoint)), proofs });
    await pace.step(cells.length, task.cells.length);
  }
  const text = canonical({ owner, payload, planHash: task.plan.hash, cells });
  checkDecryption(task, text);
  return text;
}

/** Checks a task, then decrypts it: {@link checkTask}, {@link ownKey} and {@link decryptTask} in one. */
export async function answerTask(
  input: TaskInput,
  secret: Secret,
  options: TaskOptions & { readonly ceremonyInput?: string } = {},
): Promise<string> {
  const { ceremonyInput, ...rest } = options;
  const task = await checkTask(input, rest);
  return decryptTask(task, await ownKey(secret, task.archive.trustees, ceremonyInput), rest.progress);
}

/**
 * Checks a trustee's decryption of a task: the total's with Belenios's proofs, and every factor's strong proof.
 *
 * @returns the trustee's number, and the factors of each cell
 * @throws ProtocolError naming trustee, cell and place
 */
export function checkDecryption(task: CheckedTask, text: string): { owner: number; factors: Point[][][] } {
  const { election, trustees } = task.archive;
  const json = fields(parseCanonical(text, 'decryption'), 'owner payload planHash cells', 'decryption');
  const owner = integer(json.owner, 'decryption.owner');
  const publicKey = trusteeKeys(trustees)[owner - 1] ?? refuse('wrong-key', `there is no trustee ${owner}`);
  if (json.planHash !== task.plan.hash) refuse('wrong-task', 'the decryption is of another plan');
  const given = array(json.cells, 'decryption.cells', task.cells.length);
  const factors = task.cells.map(({ id, tally }, i) => {
    const place = `trustee ${owner}, cell ${id}`;
    const total = i === 0;
    const cell = fields(given[i], total ? 'cell proofs' : 'cell factors proofs', place);
    if (cell.cell !== id) refuse('wrong-task', `${place} is not in its place`);
    const rows = total
      ? verifyPartialDecryption(election, tally, owner, publicKey, canonical(json.payload)).factors
      : array(cell.factors, place, tally.length).map((row, q) =>
          array(row, place, tally[q]?.length).map((factor) => decodePoint(factor, `${place}, factor`, true)),
        );
    checkStrongProofs({ election, planHash: task.plan.hash, id }, tally, rows, cell.proofs, publicKey, owner);
    return rows.map((row) => [...row]);
  });
  return { owner, factors };
}

/** What the ballot service sends for a rehearsal. */
interface Rehearsal {
  readonly owner: number;
  /** The text of election.json. */
  readonly election: string;
  readonly nonce: string;
  readonly encryptedTally: string;
}

/**
 * Rehearses a decryption with the trustee's key. The ciphertext must be the one that follows from a public nonce: it
 * hides nothing, so that nobody can have a vote decrypted as a rehearsal.
 *
 * @param data the ballot service's answer: `{"owner","election","nonce","encryptedTally"}`
 * @returns the text to POST back
 * @throws ProtocolError `bad-rehearsal` when the ciphertext is another one; `wrong-key` when the key is another
 *     trustee's
 */
export function rehearse(data: Uint8Array | string, { owner, privateKey }: OwnKey): string {
  const rehearsal = readRehearsal(data);
  if (rehearsal.owner !== owner) refuse('wrong-key', `the rehearsal is for trustee ${rehearsal.owner}, not ${owner}`);
  const election = readElection(new TextEncoder().encode(rehearsal.election));
  const tally = rehearsalTally(rehearsal.election, encodePoint(times(G, privateKey)), rehearsal.nonce);
  if (rehearsal.encryptedTally !== writeTally(tally))
    refuse('bad-rehearsal', 'the ciphertext is not the one that follows from the nonce; it is not decrypted');
  return canonical({ owner, payload: JSON.parse(partialDecryption(election, tally, privateKey)) });
}

/**
 * The encrypted tally of a rehearsal: every sum is an encryption of 0 whose randomness everybody can compute.
 *
 * @param electionText election.json
 * @param publicKey the trustee's, serialised
 */
export function rehearsalTally(electionText: string, publicKey: string, nonce: string) {
  const election = readElection(new TextEncoder().encode(electionText));
  const r = hashToScalar(`tellers-rehearsal|${election.fingerprint}|${publicKey}|${nonce}`);
  const sum = { alpha: times(G, r), beta: times(electionKey(election.publicKey), r) };
  return election.questions.map(({ answers, blank }) =>
    Array.from({ length: answers.length + (blank ? 1 : 0) }, () => sum),
  );
}

function readRehearsal(data: Uint8Array | string): Rehearsal {
  let json: { [key: string]: unknown };
  try {
    json = Object(JSON.parse(typeof data === 'string' ? data : decodeUtf8(data, 'rehearsal')));
  } catch {
    return refuse('not-json', 'the rehearsal is not JSON');
  }
  return {
    owner: integer(json.owner, 'rehearsal.owner'),
    election: string(json.election, 'rehearsal.election'),
    nonce: hex64(json.nonce, 'rehearsal.nonce'),
    encryptedTally: string(json.encryptedTally, 'rehearsal.encryptedTally'),
  };
}

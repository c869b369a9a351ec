/**
 * Public archives (`.bel`): specification section 4.4. The whole archive is checked: the bytes of the container, the
 * chain of events, setup, ballots, tally, partial decryptions and result.
 */
import { type Election, readElection } from './election.ts';
import { ProtocolError, refuse } from './errors.ts';
import { decodePoint, type Point, sha256Hex } from './group.ts';
import { array, decodeUtf8, fields, integer, parseCanonical, string } from './json.ts';
import { type Pace, type Progress, unhurried } from './pace.ts';
import {
  combine,
  computeTally,
  type EncryptedTally,
  lastBallots,
  type PartialDecryption,
  readTally,
  trusteeKeys,
  verifyPartialDecryption,
  writeResult,
} from './tally.ts';
import { readTrustees, type TrusteeGroup } from './trustees.ts';
import { type VerifiedBallot, verifyBallot } from './verify.ts';

/** A file of the container. */
interface Entry {
  readonly name: string;
  readonly content: Uint8Array;
}

/** An event of the chain. */
interface Event {
  readonly hash: string;
  readonly type: string;
  readonly payload: string | undefined;
}

/** What a checked archive contains. */
export interface CheckedArchive {
  readonly election: Election;
  readonly trustees: readonly TrusteeGroup[];
  /** The public credentials listed at Setup. */
  readonly credentials: ReadonlySet<string>;
  /** All ballots in order, replaced ones included. */
  readonly ballots: readonly VerifiedBallot[];
  /** How many ballots count: of each credential the last. */
  readonly numTallied: number;
  /** Recomputed from the ballots and equal to the archived one; absent while the box is open. */
  readonly tally?: EncryptedTally;
  readonly decryptions: readonly PartialDecryption[];
  /** Recomputed and equal to the archived one; absent before the declaration. */
  readonly result?: readonly (readonly number[])[];
  /** The hash of the last event. */
  readonly head: string;
  /** The hash of the EncryptedTally event, the head when the box had closed; absent while the box is open. */
  readonly closingHead?: string;
}

/** A part of the check: a fault found before the next part begins is that part's. */
export type ArchivePart =
  | 'file'
  | 'chain'
  | 'setup'
  | 'ballots'
  | 'single'
  | 'head'
  | 'tally'
  | 'decryptions'
  | 'result';

/** How an archive is to be checked. */
export interface ArchiveOptions {
  /** An event's hash that was published when the box closed: it must be in the chain, at EncryptedTally or later. */
  readonly head?: string;
  /** Re-voting is off: a second ballot of a credential is refused. Without it the last ballot of each counts. */
  readonly singleVote?: boolean;
  readonly progress?: Progress;
  /** Called when a part of the check begins; of a part that the archive does not reach it is not called. */
  readonly part?: (part: ArchivePart) => void;
  /** Checks the ballots elsewhere, such as in several threads; without it they are checked here, in slices. */
  readonly verifier?: BallotsVerifier;
}

/**
 * Checks ballots, each as {@link verifyBallot} does, and returns them in order; of several faults the one of the first
 * ballot is thrown, with its number from 1 before the message.
 *
 * @param election the bytes of election.json
 * @param checked to be called once for every ballot
 */
export type BallotsVerifier = (
  election: Uint8Array,
  ballots: readonly Uint8Array[],
  listed: ReadonlySet<string>,
  checked: () => void,
) => Promise<VerifiedBallot[]>;

/**
 * Reads and checks an archive wholly.
 *
 * @throws ProtocolError naming the first violated rule and the place
 */
export async function checkArchive(bytes: Uint8Array, options: ArchiveOptions = {}): Promise<CheckedArchive> {
  const pace = (step: 'archive' | 'credentials') => unhurried((done, total) => options.progress?.(step, done, total));
  const begin = (part: ArchivePart) => options.part?.(part);
  begin('file');
  const entries = readContainer(bytes);
  begin('chain');
  const { events, data } = await readChain(entries, pace('archive'));
  begin('setup');
  const { electionBytes, election, trustees, credentials } = await readSetup(events[0], data, pace('credentials'));
  const head = events.at(-1)?.hash as string;

  begin('ballots');
  const texts = events.filter(({ type }) => type === 'Ballot').map(({ payload }) => data.take(payload, 'a ballot'));
  let done = 0;
  const ballots = await (options.verifier ?? verifyHere)(electionBytes, texts, credentials, () =>
    options.progress?.('ballots', ++done, texts.length),
  );
  begin('single');
  const seen = new Set<string>();
  ballots.forEach(({ credential }, i) => {
    if (options.singleVote && seen.has(credential))
      refuse('bad-archive', `ballot ${i + 1} is a second one of its credential`);
    seen.add(credential);
  });
  const counting = lastBallots(ballots);

  const tallyIndex = events.findIndex(({ type }) => type === 'EncryptedTally');
  if (options.head !== undefined) begin('head');
  if (
    options.head !== undefined &&
    (tallyIndex < 0 || !events.slice(tallyIndex).some(({ hash }) => hash === options.head))
  )
    refuse('wrong-head', 'the published head is not in the chain of this archive, at or after the encrypted tally');
  const checked = { election, trustees, credentials, ballots, numTallied: counting.length, head };
  if (tallyIndex < 0) {
    begin('chain');
    data.assertAllTaken();
    return { ...checked, decryptions: [] };
  }
  begin('tally');
  const tallyEvent = events[tallyIndex] as Event;
  const tally = checkTally(election, counting, tallyEvent, data);
  const closed = { ...checked, tally, closingHead: tallyEvent.hash };

  if (events.some(({ type }) => type === 'PartialDecryption')) begin('decryptions');
  const decryptions = events
    .filter(({ type }) => type === 'PartialDecryption')
    .map(({ payload }) => checkDecryption(election, tally, trustees, payload, data));
  if (new Set(decryptions.map(({ owner }) => owner)).size !== decryptions.length)
    refuse('bad-archive', 'two partial decryptions are of the same trustee');

  const resultEvent = events.find(({ type }) => type === 'Result');
  if (!resultEvent) {
    begin('chain');
    data.assertAllTaken();
    return { ...closed, decryptions };
  }
  begin('result');
  const result =
    combine(tally, trustees, decryptions, counting.length) ??
    refuse('wrong-result', 'there is a result although partial decryptions are missing');
  if (decodeUtf8(data.take(resultEvent.payload, 'result'), 'result') !== writeResult(result))
    refuse('wrong-result', `the archived result is not the one that the decryptions give, ${JSON.stringify(result)}`);
  begin('chain');
  data.assertAllTaken();
  return { ...closed, decryptions, result };
}

const verifyHere: BallotsVerifier = async (electionBytes, ballots, listed, checked) => {
  const election = readElection(electionBytes);
  const pace = unhurried();
  const verified: VerifiedBallot[] = [];
  for (const [i, ballot] of ballots.entries()) {
    verified.push(verifyNumbered(election, ballot, i, listed));
    checked();
    await pace.step(i + 1, ballots.length);
  }
  return verified;
};

/** Checks one ballot of several; a fault's message begins with its number. */
export function verifyNumbered(
  election: Election,
  ballot: Uint8Array,
  index: number,
  listed: ReadonlySet<string>,
): VerifiedBallot {
  try {
    return verifyBallot(election, ballot, listed);
  } catch (e) {
    if (e instanceof ProtocolError) throw new ProtocolError(e.fault, `ballot ${index + 1}: ${e.message}`);
    throw e;
  }
}

/** The payloads of an archive: each must be there, come before the event that refers to it, and be referred to once. */
class Data {
  private readonly entries = new Map<string, Uint8Array>();

  add(hash: string, content: Uint8Array): void {
    if (this.entries.has(hash)) refuse('bad-archive', `data ${hash} is there twice`);
    this.entries.set(hash, content);
  }

  has(hash: string): boolean {
    return this.entries.has(hash);
  }

  take(hash: unknown, what: string): Uint8Array {
    const content = typeof hash === 'string' ? this.entries.get(hash) : undefined;
    if (!content) return refuse('bad-archive', `the data of ${what} is missing or used twice`);
    this.entries.delete(hash as string);
    return content;
  }

  assertAllTaken(): void {
    const [hash] = this.entries.keys();
    if (hash !== undefined) refuse('bad-archive', `no event refers to data ${hash}`);
  }
}

/** What may follow each type of event. */
const SUCCESSORS: Readonly<Record<string, readonly string[]>> = {
  '': ['Setup'],
  Setup: ['Ballot', 'EndBallots'],
  Ballot: ['Ballot', 'EndBallots'],
  EndBallots: ['EncryptedTally'],
  EncryptedTally: ['PartialDecryption'],
  PartialDecryption: ['PartialDecryption', 'Result'],
  Result: [],
};

async function readChain(entries: readonly Entry[], pace: Pace): Promise<{ events: readonly Event[]; data: Data }> {
  const data = new Data();
  const events: Event[] = [];
  for (const [i, { name, content }] of entries.entries()) {
    const [, hash, kind] = /^([0-9a-f]{64})\.(data|event)\.json$/.exec(name) ?? [];
    if (!hash) refuse('bad-archive', `${name} is neither data nor an event`);
    else if (sha256Hex(content) !== hash) refuse('bad-archive', `the content of ${name} does not have that hash`);
    else if (kind === 'data') data.add(hash, content);
    else events.push(readEvent(hash, content, events, data));
    await pace.step(i + 1, entries.length);
  }
  if (events.length === 0) refuse('bad-archive', 'there is no event');
  return { events, data };
}

function readEvent(hash: string, content: Uint8Array, before: readonly Event[], data: Data): Event {
  const place = `event ${before.length}`;
  const json = fields(parseCanonical(content, place), 'parent? height type payload?', place);
  const parent = before.at(-1);
  if (json.parent !== parent?.hash) refuse('bad-archive', `${place} does not have the previous event as its parent`);
  if (json.height !== before.length) refuse('bad-archive', `${place} has height ${json.height}`);
  const type = string(json.type, `${place}.type`);
  if (!SUCCESSORS[parent?.type ?? '']?.includes(type))
    refuse('bad-archive', `${place} is of type ${type}, which cannot follow ${parent?.type ?? 'the beginning'}`);
  if (type === 'EndBallots') {
    if (json.payload !== undefined) refuse('bad-archive', `${place} (EndBallots) has a payload`);
    return { hash, type, payload: undefined };
  }
  const payload = string(json.payload, `${place}.payload`);
  if (!data.has(payload)) refuse('bad-archive', `the payload of ${place} does not precede it`);
  return { hash, type, payload };
}

async function readSetup(event: Event | undefined, data: Data, pace: Pace) {
  const setup = fields(
    parseCanonical(data.take(event?.payload, 'setup'), 'setup'),
    'election trustees credentials',
    'setup',
  );
  const electionBytes = data.take(setup.election, 'election');
  const election = readElection(electionBytes);
  const trustees = readTrustees(data.take(setup.trustees, 'trustees'), election);
  const list = array(parseCanonical(data.take(setup.credentials, 'credentials'), 'credentials'), 'credentials');
  const credentials = new Set<string>();
  for (const [i, value] of list.entries()) {
    const credential = string(value, `credentials[${i}]`);
    decodePoint(credential, `credentials[${i}]`);
    if (credentials.has(credential)) refuse('bad-archive', `credentials[${i}] is listed twice`);
    credentials.add(credential);
    await pace.step(i + 1, list.length);
  }
  return { electionBytes, election, trustees, credentials };
}

function checkTally(election: Election, counting: readonly VerifiedBallot[], event: Event, data: Data): EncryptedTally {
  const place = 'sized encrypted tally';
  const sized = fields(
    parseCanonical(data.take(event.payload, place), place),
    'num_tallied total_weight encrypted_tally',
    place,
  );
  for (const name of ['num_tallied', 'total_weight'])
    if (integer(sized[name], name) !== counting.length)
      refuse('wrong-tally', `${name} is ${sized[name]}, but ${counting.length} ballots count`);
  const archived = readTally(data.take(sized.encrypted_tally, 'the encrypted tally'), election);
  const tally = computeTally(election, counting);
  tally.forEach((sums, i) => {
    sums.forEach(({ alpha, beta }, j) => {
      const other = archived[i]?.[j];
      if (!other?.alpha.equals(alpha) || !other.beta.equals(beta))
        refuse('wrong-tally', `question ${i + 1}, choice ${j + 1}: the archived sum is not the sum of the ballots`);
    });
  });
  return tally;
}

function checkDecryption(
  election: Election,
  tally: EncryptedTally,
  trustees: readonly TrusteeGroup[],
  payload: string | undefined,
  data: Data,
): PartialDecryption {
  const place = 'owned partial decryption';
  const owned = fields(parseCanonical(data.take(payload, place), place), 'owner payload', place);
  const owner = integer(owned.owner, `${place}.owner`);
  const key: Point = trusteeKeys(trustees)[owner - 1] ?? refuse('bad-archive', `there is no trustee ${owner}`);
  return verifyPartialDecryption(
    election,
    tally,
    owner,
    key,
    data.take(owned.payload, `trustee ${owner}'s decryption`),
  );
}

const BLOCK = 512;

/** Reads the container, which must be byte for byte as Belenios writes it: each header is rebuilt and compared. */
function readContainer(bytes: Uint8Array): Entry[] {
  const entries: Entry[] = [];
  let mtime = 0;
  for (let at = 0; at < bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK);
    const place = `the entry at byte ${at}`;
    const name = latin1(header.subarray(0, 100)).replace(/\0+$/, '');
    const size = octal(header.subarray(124, 136), place);
    const start = at + BLOCK;
    const end = start + Math.ceil(size / BLOCK) * BLOCK;
    if (end > bytes.length) refuse('bad-archive', `${place} is cut off`);
    const content = bytes.subarray(start, start + size);
    if (bytes.subarray(start + size, end).some((byte) => byte !== 0))
      refuse('bad-archive', `${place} is not padded with zeros`);
    if (at === 0) mtime = readHeader(name, content);
    else entries.push({ name, content });
    if (latin1(header) !== latin1(tarHeader(name, size, mtime)))
      refuse('bad-archive', `${place} has a header that Belenios would not write`);
    at = end;
  }
  return entries;
}

/** Reads the BELENIOS file; returns its timestamp, in seconds, which is the time of every entry. */
function readHeader(name: string, content: Uint8Array): number {
  if (name !== 'BELENIOS') refuse('bad-archive', 'the first entry is not BELENIOS');
  const header = fields(parseCanonical(content, 'BELENIOS'), 'version timestamp', 'BELENIOS');
  if (header.version !== 1) refuse('unsupported', 'BELENIOS.version is not 1');
  const timestamp = string(header.timestamp, 'BELENIOS.timestamp');
  return /^(0|[1-9][0-9]{0,9})$/.test(timestamp)
    ? Number(timestamp)
    : refuse('bad-archive', 'BELENIOS.timestamp is not a number of seconds');
}

function tarHeader(name: string, size: number, mtime: number): Uint8Array {
  const header = new Uint8Array(BLOCK);
  const put = (text: string, at: number) => header.set(new TextEncoder().encode(text).subarray(0, BLOCK - at), at);
  put(name, 0);
  put('0000644\u00000000000\u00000000000\u0000', 100);
  put(`${size.toString(8).padStart(11, '0')}\u0000${mtime.toString(8).padStart(11, '0')}\u0000`, 124);
  put('        0', 148);
  const checksum = header.reduce((sum, byte) => sum + byte, 0);
  put(`${checksum.toString(8).padStart(6, '0')}\u0000 `, 148);
  return header;
}

function octal(field: Uint8Array, place: string): number {
  const text = latin1(field);
  return /^[0-7]{11}\0$/.test(text)
    ? Number.parseInt(text, 8)
    : refuse('bad-archive', `${place} has no readable header`);
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

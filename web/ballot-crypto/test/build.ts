/** Builds elections and archives for tests; the archive's bytes are as Belenios writes them. */
import { createHash } from 'node:crypto';
import {
  combine,
  computeTally,
  generateTrusteeKey,
  lastBallots,
  partialDecryption,
  readTrustees,
  trusteeKeys,
  verifyBallot,
  verifyPartialDecryption,
  verifyTrusteePublicKey,
  writeResult,
  writeTally,
} from '../src/audit.ts';
import {
  confirm,
  makeCertificate,
  makeInputs,
  makePolynomial,
  type Share,
  thresholdParameters,
} from '../src/ceremony.ts';
import { generateSeed, seatKeys } from '../src/channel.ts';
import { decodePoint, encodePoint, type Point } from '../src/group.ts';
import {
  createBallot,
  deriveCredential,
  type Election,
  type PlainAnswer,
  type Question,
  readElection,
} from '../src/index.ts';
import { canonical } from '../src/json.ts';

/** A trustee's private key with its number in trustees.json. */
export interface OwnedKey {
  readonly owner: number;
  readonly privateKey: bigint;
}

export interface BuiltElection {
  readonly bytes: Uint8Array;
  readonly election: Election;
  readonly keys: readonly OwnedKey[];
  readonly trustees: string;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A new election with "Single" trustees. */
export function buildElection(questions: readonly Question[], trusteeCount = 1, description?: string): BuiltElection {
  const keys = Array.from({ length: trusteeCount }, generateTrusteeKey);
  const y = keys.map(({ publicKey }) => verifyTrusteePublicKey(publicKey)).reduce((a, b) => a.add(b));
  const trustees = JSON.stringify(keys.map(({ publicKey }) => ['Single', JSON.parse(publicKey)]));
  return {
    ...writeElection(questions, y, description),
    keys: keys.map(({ privateKey }, i) => ({ owner: i + 1, privateKey })),
    trustees,
  };
}

/** The trustees of a key ceremony, all by our code. */
export interface Ceremony {
  readonly seeds: readonly string[];
  readonly certificates: readonly string[];
  readonly polynomials: readonly string[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly shares: readonly Share[];
  /** The threshold parameters. */
  readonly parameters: string;
}

/** Holds a key ceremony. */
export async function holdCeremony(size: number, threshold: number): Promise<Ceremony> {
  const seeds = Array.from({ length: size }, generateSeed);
  const keys = seeds.map(seatKeys);
  const certificates = keys.map((key, i) => makeCertificate(key, { size, threshold, index: i + 1 }));
  const polynomials = await Promise.all(keys.map((key) => makePolynomial(key, certificates)));
  const inputs = makeInputs(certificates, polynomials);
  const confirmed = await Promise.all(keys.map((key, i) => confirm(key, certificates, inputs[i] as string)));
  const outputs = confirmed.map(({ output }) => output);
  const parameters = thresholdParameters(certificates, polynomials, outputs);
  const shares = confirmed.map(({ index, privateKey }) => ({ index, privateKey }));
  return { seeds, certificates, polynomials, inputs, outputs, shares, parameters };
}

/** A new election with the platform's "Single" trustee and a "Pedersen" group, of which only some will decrypt. */
export function buildThresholdElection(
  questions: readonly Question[],
  { parameters, shares }: { parameters: string; shares: readonly Share[] },
  description?: string,
): BuiltElection {
  const platform = generateTrusteeKey();
  const trustees = JSON.stringify([
    ['Single', JSON.parse(platform.publicKey)],
    ['Pedersen', JSON.parse(parameters)],
  ]);
  const subKey = JSON.parse(parameters)
    .coefexps.map(({ message }: { message: string }) => decodePoint(JSON.parse(message).coefexps[0], 'coefficient'))
    .reduce((a: Point, b: Point) => a.add(b));
  return {
    ...writeElection(questions, verifyTrusteePublicKey(platform.publicKey).add(subKey), description),
    keys: [
      { owner: 1, privateKey: platform.privateKey },
      ...shares.map(({ index, privateKey }) => ({ owner: 1 + index, privateKey })),
    ],
    trustees,
  };
}

function writeElection(questions: readonly Question[], y: Point, description = 'made by a test') {
  const bytes = bytesOf(
    canonical({
      version: 1,
      description,
      name: 'Test',
      group: 'Ed25519',
      public_key: encodePoint(y),
      questions: questions.map(({ answers, blank, min, max, question }) => ({
        answers,
        ...(blank ? { blank } : {}),
        min,
        max,
        question,
      })),
      uuid: '6KtJmwugEAEpW8',
    }),
  );
  return { bytes, election: readElection(bytes) };
}

/** A private credential for tests: the same for the same number. */
export function code(n: number): string {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  const digits = [...createHash('sha256').update(`code ${n}`).digest()].slice(0, 22);
  return digits.map((byte) => alphabet[byte % 58]).join('');
}

/** The parts of an archive, as texts. */
export interface Parts {
  election: string;
  trustees: string;
  credentials: string;
  ballots: string[];
  tally?: { text: string; counted: number };
  decryptions: { owner: number; text: string }[];
  result?: string;
}

/** The tally of the ballots that count among these. */
export function tallyOf(election: Election, ballots: readonly string[]): { text: string; counted: number } {
  const counting = lastBallots(ballots.map((text) => verifyBallot(election, text)));
  return { text: writeTally(computeTally(election, counting)), counted: counting.length };
}

/** A whole election: each vote is by the credential of that number. Without enough keys it has no result. */
export function runElection(
  built: BuiltElection,
  votes: readonly { by: number; vote: readonly PlainAnswer[] }[],
  voters = Math.max(0, ...votes.map(({ by }) => by)) + 3,
): Parts {
  const { election, bytes, keys, trustees } = built;
  const credentials = Array.from({ length: voters }, (_, n) => deriveCredential(election.uuid, code(n)));
  const ballots = votes.map(({ by, vote }) => createBallot(election, credentials[by] as never, vote).text);
  const counting = lastBallots(ballots.map((text) => verifyBallot(election, text)));
  const tally = computeTally(election, counting);
  const groups = readTrustees(trustees, election);
  const decryptions = keys.map(({ owner, privateKey }) => ({
    owner,
    text: partialDecryption(election, tally, privateKey),
  }));
  const checked = decryptions.map(({ owner, text }) =>
    verifyPartialDecryption(election, tally, owner, trusteeKeys(groups)[owner - 1] as Point, text),
  );
  const result = combine(tally, groups, checked, counting.length);
  return {
    election: new TextDecoder().decode(bytes),
    trustees,
    credentials: JSON.stringify(credentials.map(({ publicCredential }) => publicCredential)),
    ballots,
    tally: { text: writeTally(tally), counted: counting.length },
    decryptions,
    ...(result && { result: writeResult(result) }),
  };
}

/** An entry of the container before it is named by its hash. */
export interface RawEntry {
  readonly kind: 'data' | 'event';
  readonly text: string;
}

/** The entries of an archive with these parts, chained. */
export function entriesOf(parts: Parts): RawEntry[] {
  const entries: RawEntry[] = [];
  let parent: string | undefined;
  let height = 0;
  const data = (text: string) => {
    entries.push({ kind: 'data', text });
    return sha256(text);
  };
  const event = (type: string, payload?: string) => {
    const text = JSON.stringify({ ...(parent && { parent }), height: height++, type, ...(payload && { payload }) });
    entries.push({ kind: 'event', text });
    parent = sha256(text);
  };
  const setup = {
    election: data(parts.election),
    trustees: data(parts.trustees),
    credentials: data(parts.credentials),
  };
  event('Setup', data(JSON.stringify(setup)));
  for (const ballot of parts.ballots) event('Ballot', data(ballot));
  if (parts.tally) {
    const { text, counted } = parts.tally;
    event('EndBallots');
    const encrypted_tally = data(text);
    event('EncryptedTally', data(JSON.stringify({ num_tallied: counted, total_weight: counted, encrypted_tally })));
  }
  for (const { owner, text } of parts.decryptions)
    event('PartialDecryption', data(JSON.stringify({ owner, payload: data(text) })));
  if (parts.result) event('Result', data(parts.result));
  return entries;
}

/** The bytes of an archive with these entries. */
export function pack(entries: readonly RawEntry[], timestamp = 1795290878): Uint8Array {
  const files = entries.map(({ kind, text }) => ({ name: `${sha256(text)}.${kind}.json`, text }));
  const header = { name: 'BELENIOS', text: JSON.stringify({ version: 1, timestamp: String(timestamp) }) };
  return Buffer.concat([header, ...files].map(({ name, text }) => tarEntry(name, Buffer.from(text), timestamp)));
}

function tarEntry(name: string, content: Buffer, mtime: number): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  header.write(name, 0);
  header.write('0000644', 100);
  header.write('0000000', 108);
  header.write('0000000', 116);
  header.write(octal(content.length, 11), 124);
  header.write(octal(mtime, 11), 136);
  header.write('        0', 148);
  header.write(
    `${octal(
      header.reduce((a, b) => a + b),
      6,
    )}\0 `,
    148,
  );
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

/** The parts of an archive as its bytes hold them. */
export function partsOf(archive: Uint8Array): Parts {
  const files = new Map<string, string>();
  const events: { type: string; payload: string }[] = [];
  for (let at = 0; at < archive.length; ) {
    const size = Number.parseInt(Buffer.from(archive.subarray(at + 124, at + 135)).toString(), 8);
    const name = Buffer.from(archive.subarray(at, at + 100)).toString();
    const text = Buffer.from(archive.subarray(at + 512, at + 512 + size)).toString();
    if (name.includes('.event.')) events.push(JSON.parse(text));
    else files.set(name.slice(0, 64), text);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  const text = (hash: string) => files.get(hash) as string;
  const payloads = (type: string) => events.filter((e) => e.type === type).map((e) => text(e.payload));
  const setup = JSON.parse(payloads('Setup')[0] as string);
  const tally = payloads('EncryptedTally').map((t) => JSON.parse(t))[0];
  const result = payloads('Result')[0];
  return {
    election: text(setup.election),
    trustees: text(setup.trustees),
    credentials: text(setup.credentials),
    ballots: payloads('Ballot'),
    ...(tally && { tally: { text: text(tally.encrypted_tally), counted: tally.num_tallied } }),
    decryptions: payloads('PartialDecryption').map((t) => {
      const { owner, payload } = JSON.parse(t);
      return { owner, text: text(payload) };
    }),
    ...(result && { result }),
  };
}

/** SHA-256 in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Deterministic vectors of what Tellers adds to Belenios, for every implementation: vectors/additions. The keys and
 * nonces in them are hashes of labels, so anyone can make them again; they protect nothing.
 */
import { commitment, logHead, logStart } from '../src/additions/credential-log.ts';
import { decisionsStart } from '../src/additions/decisions.ts';
import { signWith } from '../src/additions/signature.ts';
import { proveWith } from '../src/additions/strong-proof.ts';
import { encodePoint, G, hashToScalar, sha256Hex, times } from '../src/group.ts';
import { canonical } from '../src/json.ts';
import { vector } from './vectors.ts';

const scalar = (label: string) => hashToScalar(`tellers-vector|${label}`);
const pointOf = (label: string) => encodePoint(times(G, scalar(label)));

const { fingerprint, uuid } = vector('one-question').election;
const privateKey = scalar('key');
const key = { privateKey: String(privateKey), publicKey: encodePoint(times(G, privateKey)) };

function signatures() {
  const of = (purpose: 'plan' | 'decision', message: string) => {
    const nonce = scalar(`nonce ${purpose}`);
    const signature = signWith(purpose, message, privateKey, nonce);
    return { purpose, message, ...key, nonce: String(nonce), signature };
  };
  return [of('plan', sha256Hex('a plan')), of('decision', sha256Hex('a line'))];
}

function strongProofs() {
  const of = (id: string, question: number, option: number) => {
    const nonce = scalar(`nonce ${id} ${question} ${option}`);
    const alpha = times(G, scalar(`alpha ${id} ${question} ${option}`));
    const factor = times(alpha, privateKey);
    const planHash = sha256Hex('a plan');
    const statement = { election: { fingerprint }, planHash, id, question, option, alpha, factor };
    return {
      fingerprint,
      planHash,
      cell: id,
      question,
      option,
      ...key,
      alpha: encodePoint(alpha),
      factor: encodePoint(factor),
      nonce: String(nonce),
      proof: proveWith(statement, privateKey, nonce),
    };
  };
  return [of('0', 0, 0), of('0', 1, 2), of('12', 0, 1)];
}

function credentialLog() {
  const listed = Array.from({ length: 6 }, (_, i) => pointOf(`credential ${i}`));
  const constituencies = ['region/north/branch/leeds', 'region/north/branch/york', 'all', '~'];
  const openings = [0, 1, 2, 3].map((i) => {
    const opening = {
      credential: listed[i] as string,
      constituency: constituencies[i] as string,
      nonce: sha256Hex(`tellers-vector|nonce of opening ${i}`),
    };
    return { ...opening, commitment: commitment(fingerprint, opening) };
  });
  let head = logStart(fingerprint);
  const batch = (activated: number[], revoked: number[]) => {
    const lists = {
      activated: activated.map((i) => listed[i] as string).sort(),
      revoked: revoked.map((i) => listed[i] as string).sort(),
      commitments: activated.map((i) => openings[i]?.commitment as string).sort(),
    };
    head = logHead(head, lists);
    return { ...lists, head };
  };
  const batches = [batch([0, 1], []), batch([2], [1]), batch([3], []), batch([], [0])];
  return { fingerprint, start: logStart(fingerprint), listed, openings, batches };
}

/** Plans as text: those that every reader takes, and those that it refuses. */
function plans() {
  const leaves = ['region/north/branch/leeds', 'region/north/branch/york', 'region/south/branch/kent'];
  const plan = {
    version: 1,
    ballot: uuid,
    fingerprint,
    head: sha256Hex('head'),
    credentialLogHead: sha256Hex('log head'),
    minima: { cast: 20, entitled: 20 },
    cells: [
      { id: '0', level: 'total', name: 'All members', constituencies: leaves, cast: 90, entitled: 150 },
      { id: '1', level: 'region', name: 'North', constituencies: leaves.slice(0, 2), cast: 50, entitled: 80 },
      { id: '2', level: 'region', name: 'South', constituencies: leaves.slice(2), cast: 40, entitled: 70 },
      { id: '3', level: 'branch', name: 'Leeds', constituencies: leaves.slice(0, 1), cast: 25, entitled: 40 },
    ],
    withheld: [{ level: 'branch', constituency: leaves[2] as string, reason: 'complementary' }],
  };
  const text = canonical(plan);
  const cells = (change: (cells: typeof plan.cells) => unknown[]) =>
    canonical({ ...plan, cells: change(structuredClone(plan.cells)) });
  const counted = (id: number, cast: number, entitled: number) =>
    cells((all) => all.map((cell, i) => (i === id ? { ...cell, cast, entitled } : cell)));
  return {
    accepted: [{ text, hash: sha256Hex(text) }],
    refused: [
      { why: 'white space', text: `${text} ` },
      { why: 'a field twice', text: text.replace('{"version":1,', '{"version":1,"version":1,') },
      { why: 'an unknown field', text: text.replace('{"version":1,', '{"version":1,"more":1,') },
      { why: 'another order of fields', text: text.replace('"cast":20,"entitled":20', '"entitled":20,"cast":20') },
      { why: 'another version', text: text.replace('"version":1', '"version":2') },
      { why: 'an unknown reason', text: text.replace('complementary', 'because') },
      { why: 'no cell', text: cells(() => []) },
      { why: 'no total', text: cells(([, ...others]) => others.map((cell, i) => ({ ...cell, id: String(i) }))) },
      { why: 'a total twice', text: cells((all) => all.map((cell) => ({ ...cell, level: 'total' }))) },
      { why: 'ids that are not the numbers', text: cells((all) => [...all].reverse()) },
      {
        why: 'a cell without a constituency',
        text: text.replace(/"Leeds","constituencies":\["[^"]*"\]/, '"Leeds","constituencies":[]'),
      },
      {
        why: 'constituencies that are not sorted',
        text: cells((all) => all.map((cell) => ({ ...cell, constituencies: [...cell.constituencies].reverse() }))),
      },
      {
        why: 'a constituency that is not in the total',
        text: text.replace('["region/south/branch/kent"]', '["region/west/branch/bath"]'),
      },
      { why: 'a cell with too few votes', text: counted(2, 19, 70) },
      { why: 'a cell with too few entitled', text: counted(3, 20, 19) },
      { why: 'a remainder of a region with too few votes', text: counted(3, 31, 40) },
      { why: 'a remainder of a region with too few entitled', text: counted(3, 25, 61) },
      { why: 'a part that is larger than the whole', text: counted(3, 51, 80) },
      { why: 'regions that leave an empty rest with votes', text: counted(2, 39, 70) },
      {
        why: 'a remainder of the total with too few votes',
        text: cells((all) => all.filter(({ level }) => level !== 'branch').slice(0, 2)).replace(
          '"cast":50',
          '"cast":71',
        ),
      },
      {
        why: 'overlapping cells',
        text: cells((all) => all.map((cell, i) => (i === 2 ? { ...cell, constituencies: leaves.slice(1) } : cell))),
      },
    ],
  };
}

function decisions() {
  let previous = decisionsStart(uuid);
  const line = (number: number, said: object, signed: boolean) => {
    const entry = canonical({ number, previous, at: `2026-02-0${number}T12:00:00Z`, who: 'officer', ...said });
    const hash = sha256Hex(entry);
    previous = hash;
    if (!signed) return { entry, hash };
    const nonce = scalar(`nonce of line ${number}`);
    return { entry, hash, nonce: String(nonce), signature: signWith('decision', hash, privateKey, nonce) };
  };
  return {
    ballot: uuid,
    start: decisionsStart(uuid),
    logKey: key.publicKey,
    privateKey: key.privateKey,
    lines: [
      line(1, { what: 'approved', from: 'draft', to: 'approved' }, false),
      line(2, { what: 'keyed', from: 'approved', to: 'keyed' }, true),
      line(3, { what: 'policy-changed', why: 'The branches asked for “é”.' }, true),
    ],
  };
}

/** The files of vectors/additions by name. */
export const additionsVectors = {
  'signature.json': signatures(),
  'strong-proof.json': strongProofs(),
  'credential-log.json': credentialLog(),
  'plan.json': plans(),
  'decisions.json': decisions(),
};

/**
 * Deterministic vectors of what Tellers adds to Belenios, for every implementation: vectors/additions. The keys and
 * nonces in them are hashes of labels, so anyone can make them again; they protect nothing.
 */
import { commitment, logHead, logStart } from '../src/additions/credential-log.ts';
import { decisionsStart } from '../src/additions/decisions.ts';
import { applyRule } from '../src/additions/disclosure.ts';
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

/** Plans as text: those that every reader takes under the given minima and levels, and those that it refuses. */
function plans() {
  const allowance = { minima: { cast: 20, entitled: 20 }, levels: ['region', 'branch'] };
  const counts = new Map(
    Object.entries({
      'region/north/branch/leeds': { cast: 25, entitled: 40 },
      'region/north/branch/york': { cast: 31, entitled: 45 },
      'region/north/~': { cast: 21, entitled: 23 },
      'region/south/branch/dover': { cast: 5, entitled: 22 },
      'region/south/branch/hastings': { cast: 26, entitled: 30 },
      'region/south/branch/kent': { cast: 28, entitled: 40 },
      '~': { cast: 20, entitled: 20 },
    }),
  );
  const names = [
    'All members',
    'North',
    'South',
    'Smaller regions',
    'Leeds',
    'York',
    'North: smaller branches',
    'Kent',
  ];
  const { cells, withheld } = applyRule(counts, allowance.minima, allowance.levels);
  const plan = {
    version: 1,
    ballot: uuid,
    fingerprint,
    head: sha256Hex('head'),
    credentialLogHead: sha256Hex('log head'),
    minima: allowance.minima,
    cells: cells.map(({ level, constituencies, cast, entitled }, i) => {
      return { id: String(i), level, name: names[i] as string, constituencies, cast, entitled };
    }),
    withheld,
  };
  type Planned = (typeof plan.cells)[0];
  const text = canonical(plan);
  const whole = (change: object) => canonical({ ...plan, ...change });
  const renumbered = (all: readonly Planned[]) => whole({ cells: all.map((cell, i) => ({ ...cell, id: String(i) })) });
  const changed = (id: number, change: Partial<Planned>) =>
    whole({ cells: plan.cells.map((cell, i) => (i === id ? { ...cell, ...change } : cell)) });
  const total = plan.cells[0] as Planned;
  const leeds = plan.cells[4] as Planned;
  return {
    ...allowance,
    constituencies: [...counts].map(([id, count]) => ({ id, ...count })),
    accepted: [
      { text, hash: sha256Hex(text) },
      ...[
        whole({ cells: [total], withheld: [] }),
        whole({ minima: { cast: 20, entitled: 21 }, cells: [total], withheld: [] }),
      ].map((other) => ({ text: other, hash: sha256Hex(other) })),
    ],
    refused: [
      { why: 'white space', text: `${text} ` },
      { why: 'a field twice', text: text.replace('{"version":1,', '{"version":1,"version":1,') },
      { why: 'an unknown field', text: text.replace('{"version":1,', '{"version":1,"more":1,') },
      { why: 'another order of fields', text: text.replace('"cast":20,"entitled":20', '"entitled":20,"cast":20') },
      { why: 'another version', text: text.replace('"version":1', '"version":2') },
      { why: 'an unknown reason', text: text.replace('complementary', 'because') },
      { why: 'minima below the allowed', text: whole({ minima: { cast: 19, entitled: 20 } }) },
      { why: 'a level that is not allowed', text: text.replaceAll('"level":"branch"', '"level":"workplace"') },
      { why: 'no cell', text: whole({ cells: [] }) },
      { why: 'no total', text: renumbered(plan.cells.slice(1)) },
      { why: 'a total twice', text: renumbered([total, ...plan.cells]) },
      { why: 'ids that are not the numbers', text: whole({ cells: [...plan.cells].reverse() }) },
      {
        why: 'two cells exchanged',
        text: renumbered([total, ...[2, 1, 3, 4, 5, 6, 7].map((i) => plan.cells[i] as Planned)]),
      },
      { why: 'a cell left out without a word', text: renumbered(plan.cells.slice(0, -1)) },
      { why: 'a cell twice', text: renumbered([...plan.cells, plan.cells.at(-1) as Planned]) },
      { why: 'nothing withheld', text: whole({ withheld: [] }) },
      { why: 'a part withheld twice', text: whole({ withheld: [...withheld, withheld.at(-1)] }) },
      {
        why: 'a cell that is withheld, too',
        text: whole({
          withheld: [
            { level: 'branch', constituency: 'region/north/branch/leeds', reason: 'complementary' },
            ...withheld,
          ],
        }),
      },
      { why: 'a cell without a constituency', text: changed(4, { constituencies: [] }) },
      {
        why: 'constituencies that are not sorted',
        text: changed(0, { constituencies: [...total.constituencies].reverse() }),
      },
      {
        why: 'a constituency that is not in the total',
        text: changed(4, { constituencies: ['region/west/branch/bath'] }),
      },
      { why: 'a cell of part of a region', text: changed(1, { constituencies: leeds.constituencies }) },
      { why: 'overlapping cells', text: changed(4, { constituencies: (plan.cells[5] as Planned).constituencies }) },
      { why: 'the constituency "all" among others', text: text.replaceAll('"~"', '"all"') },
      { why: 'a constituency that contains another', text: text.replaceAll('"region/north/~"', '"region/north"') },
      { why: 'a constituency whose id is no path', text: text.replaceAll('"~"', '"south-west"') },
      {
        why: 'a constituency of another level',
        text: text.replaceAll('region/north/branch/leeds', 'region/north/employer/leeds'),
      },
      { why: 'a total with too few votes', text: whole({ cells: [{ ...total, cast: 19 }], withheld: [] }) },
      { why: 'more votes than entitled', text: whole({ cells: [{ ...total, cast: 221 }], withheld: [] }) },
      { why: 'a cell with too few votes', text: changed(4, { cast: 19 }) },
      { why: 'a cell with too few entitled', text: changed(4, { entitled: 19 }) },
      { why: 'regions that leave an empty rest with votes', text: changed(2, { cast: 58 }) },
      { why: 'a remainder of a region with too few votes', text: changed(7, { cast: 40 }) },
      { why: 'a remainder of a region with too few entitled', text: changed(7, { entitled: 73 }) },
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

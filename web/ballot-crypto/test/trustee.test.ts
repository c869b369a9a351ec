import { describe, expect, it } from 'vitest';
import { type BallotsVerifier, combine, type PartialDecryption, verifyPartialDecryption } from '../src/audit.ts';
import { generateSeed } from '../src/channel.ts';
import { encodePoint, G, hashToScalar, invert, mod, randomScalar, sha256Hex, times } from '../src/group.ts';
import { createBallot, deriveCredential, type Fault, readElection } from '../src/index.ts';
import { canonical } from '../src/json.ts';
import type { Step } from '../src/pace.ts';
import { writeTally } from '../src/tally.ts';
import {
  answerTask,
  type CheckedTask,
  checkDecryption,
  checkTask,
  decryptTask,
  type OwnKey,
  ownKey,
  rehearsalTally,
  rehearse,
  type TaskInput,
} from '../src/trustee.ts';
import { buildElection, code, entriesOf, type Parts, pack, tallyOf } from './build.ts';
import {
  buildClosedBallot,
  type ClosedBallot,
  closingHead,
  sumsOf,
  verifyOnce,
  write,
  writeLog,
} from './build-closed.ts';

/** These tests are about everything but the ballots: what was found valid once is not verified again. */
const verifier: BallotsVerifier = async (election, ballots) =>
  ballots.map((bytes) => verifyOnce(readElection(election), new TextDecoder().decode(bytes)));

const fault = (name: Fault) => expect.objectContaining({ name: 'ProtocolError', fault: name });

const closed = await buildClosedBallot();
const { built, ceremony, input } = closed;
const task = await checkTask(input);
const seat = (i: number) => ({ kind: 'seat', seed: ceremony.seeds[i] as string }) as const;
const key = (i: number) => ownKey(seat(i), task.archive.trustees, ceremony.inputs[i]);

describe('a trustee', () => {
  it('finds everything in order, and learns what the cells are', () => {
    expect(task.cells.map(({ id, cast }) => [id, cast])).toEqual([
      ['0', 9],
      ['1', 5],
      ['2', 4],
      ['3', 3],
      ['4', 2],
    ]);
    expect(task.plan.cells.map(({ level }) => level)).toEqual(['total', 'region', 'region', 'branch', 'branch']);
    expect(task.plan.withheld.map(({ constituency, reason }) => [constituency, reason])).toEqual([
      ['region/south/branch/hastings', 'under-minimum'],
      ['region/south/branch/kent', 'complementary'],
    ]);
    expect(task.decisions).toHaveLength(4);
  });

  it('decrypts every cell; any two with the platform give the counts, and one of them does not', async () => {
    const texts = await Promise.all(
      [{ owner: 1, privateKey: built.keys[0]?.privateKey as bigint }, await key(0), await key(2)].map((k) =>
        decryptTask(task, k),
      ),
    );
    const checked = texts.map((text) => checkDecryption(task, text));
    expect(checked.map(({ owner }) => owner)).toEqual([1, 2, 4]);
    const countsOf = (some: typeof checked) =>
      task.cells.map(({ tally, cast }, i) => {
        const decryptions = some.map(({ owner, factors }) => ({ owner, factors: factors[i] }) as PartialDecryption);
        return combine(tally, task.archive.trustees, decryptions, cast);
      });
    expect(countsOf(checked)).toEqual([[[1, 5, 3]], [[1, 3, 1]], [[0, 2, 2]], [[0, 2, 1]], [[1, 1, 0]]]);
    expect(countsOf(checked.slice(0, 2))).toEqual(task.cells.map(() => undefined));
  });

  it('writes what the reporting service takes: the total as Belenios has it, and a strong proof of each factor', async () => {
    const own = await key(1);
    const json = JSON.parse(await decryptTask(task, own));
    expect(Object.keys(json)).toEqual(['owner', 'payload', 'planHash', 'cells']);
    expect(json.owner).toBe(3);
    expect(json.planHash).toBe(task.plan.hash);
    expect(json.cells.map(Object.keys)).toEqual([
      ['cell', 'proofs'],
      ...Array.from({ length: 4 }, () => ['cell', 'factors', 'proofs']),
    ]);
    const total = task.cells[0]?.tally as never;
    const publicKey = times(G, own.privateKey);
    expect(() =>
      verifyPartialDecryption(task.archive.election, total, 3, publicKey, canonical(json.payload)),
    ).not.toThrow();
  });

  it('does all in one, and is told how far it is, with the page alive meanwhile', async () => {
    const steps = new Map<Step, number>();
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const options = {
      head: task.archive.closingHead as string,
      ceremonyInput: ceremony.inputs[0] as string,
      progress: (step: Step, done: number, total: number) => steps.set(step, done / total),
    };
    const text = await answerTask(input, seat(0), options);
    clearInterval(timer);
    expect(checkDecryption(task, text).owner).toBe(2);
    const all: Step[] = ['archive', 'credentials', 'ballots', 'openings', 'sums', 'decryption'];
    expect(steps).toEqual(new Map(all.map((step) => [step, 1])));
    expect(turns).toBeGreaterThan(5);
  });

  it.each(['none', 'region'])('decrypts for a charter with the breakdown %s', async (breakdown) => {
    const other = await buildClosedBallot({ breakdown });
    const checked = await checkTask(other.input, { verifier });
    expect(checked.cells).toHaveLength(breakdown === 'none' ? 1 : 3);
  });

  it('decrypts for a charter with re-voting, each last ballot in its own cell', async () => {
    const other = await buildClosedBallot({ revoting: true });
    const again = createBallot(other.built.election, deriveCredential(other.built.election.uuid, code(0)), [[1, 0, 0]]);
    const parts = retallied(other, [...other.parts.ballots, again.text]);
    const changed = { ...other, parts, plan: { ...other.plan, head: closingHead(parts) } };
    const sums = sumsOf({ ...changed, parts: { ...parts, ballots: parts.ballots.slice(1) } });
    const checked = await checkTask(write(changed, { sums }), { verifier });
    expect([checked.archive.ballots.length, checked.cells[0]?.cast]).toEqual([10, 9]);
  });
});

/** The parts with other ballots, tallied anew. */
function retallied({ built, parts }: ClosedBallot, ballots: readonly string[]): Parts {
  return { ...parts, ballots: [...ballots], tally: tallyOf(built.election, ballots) };
}

describe('a trustee refuses', () => {
  const refuses = async (expected: Fault, lie: TaskInput, options = {}) =>
    expect(checkTask(lie, { verifier, ...options })).rejects.toEqual(fault(expected));
  const relogged = (changes: Parameters<typeof writeLog>[1]) => {
    const log = writeLog(built.election.fingerprint, changes);
    return { ...closed, ...log, plan: { ...closed.plan, credentialLogHead: log.batches.at(-1)?.head } };
  };
  const changes = closed.batches.map(({ activated, revoked }) => ({
    activated: closed.openings.filter(({ credential }) => activated.includes(credential)),
    revoked,
  }));
  const replan = (change: object) => write({ ...closed, plan: { ...closed.plan, ...change } });
  const recell = (k: number, change: object) =>
    replan({ cells: closed.plan.cells.map((cell, i) => (i === k ? { ...cell, ...change } : cell)) });

  it('an archive with another head than the one mailed at the close', () =>
    refuses('wrong-head', input, { head: sha256Hex('another') }));

  it('a box that is still open', () => {
    const { tally: _, ...open } = closed.parts;
    return refuses('wrong-task', { ...input, archive: pack(entriesOf(open)) });
  });

  it('a ballot left out of the archive', async () => {
    const parts = retallied(closed, closed.parts.ballots.slice(1));
    await refuses('wrong-task', { ...input, archive: write({ ...closed, parts }).archive });
    await refuses('bad-plan', { ...write({ ...closed, parts }) });
    await refuses('wrong-cell', write({ ...closed, parts, plan: { ...closed.plan, head: closingHead(parts) } }));
  });

  it('another charter than the one the election names', () =>
    refuses('bad-charter', write({ ...closed, charter: closed.charter.replace('"cast":2', '"cast":1') })));

  it('additions of another ballot', () =>
    refuses('bad-additions', write(closed, { tellers: { ballot: '6KtJmwugEAEpW9' } })));

  it('a plan that differs from the published one', async () => {
    const other = replan({ minima: { cast: 3, entitled: 3 } });
    await refuses('wrong-task', { ...input, additions: other.additions });
    await refuses('wrong-task', write(closed, { task: { planHash: sha256Hex('another') } }));
    await refuses('wrong-task', write(closed, { task: { head: sha256Hex('another') } }));
  });

  it('a plan signed with another key', () => refuses('bad-plan', write(closed, { signer: 5n })));

  it.each([
    ['another ballot', 'bad-plan', { ballot: '6KtJmwugEAEpW9' }],
    ['another election', 'bad-plan', { fingerprint: 'A'.repeat(43) }],
    ['another archive', 'bad-plan', { head: sha256Hex('another') }],
    ['another credential log', 'bad-plan', { credentialLogHead: sha256Hex('another') }],
    ['minima below the charter', 'plan-not-allowed', { minima: { cast: 1, entitled: 3 } }],
    ['other minima than its cells', 'bad-plan', { minima: { cast: 2, entitled: 4 } }],
    [
      'another reason to withhold than the rule gives',
      'wrong-cell',
      { withheld: (closed.plan.withheld as object[]).map((part) => ({ ...part, reason: 'under-minimum' })) },
    ],
    ['a cell less', 'bad-plan', { cells: closed.plan.cells.slice(0, -1) }],
    ['nothing withheld', 'bad-plan', { withheld: [] }],
  ] as const)('a plan for %s', (_, expected, change) => refuses(expected, replan(change)));

  it('a plan with figures that are not those of the log and the box', async () => {
    await refuses('bad-plan', recell(3, { entitled: 3 }));
    const total = await buildClosedBallot({ breakdown: 'none' });
    for (const change of [{ cast: 10 }, { entitled: 16 }]) {
      const cells = total.plan.cells.map((cell) => ({ ...cell, ...change }));
      await refuses('wrong-cell', write({ ...total, plan: { ...total.plan, cells } }));
    }
  });

  it('a level that the charter does not publish', async () => {
    const shy = await buildClosedBallot({ breakdown: 'region' });
    const { cells, withheld } = closed.plan as never;
    const plan = { ...shy.plan, cells, withheld } as ClosedBallot['plan'];
    await refuses('plan-not-allowed', write({ ...shy, plan }));
  });

  it('a log with a member moved to another constituency after the plan was made', async () => {
    const moved = changes.map(({ activated, revoked }) => ({
      revoked,
      activated: activated.map((opening) =>
        opening.constituency.endsWith('york') ? { ...opening, constituency: 'region/north/branch/leeds' } : opening,
      ),
    }));
    await refuses('wrong-cell', write(relogged(moved)));
  });

  it('openings that open nothing, or too little', async () => {
    const other = closed.openings.map((opening, i) =>
      i === 3 ? { ...opening, nonce: sha256Hex('another') } : opening,
    );
    await refuses('wrong-opening', write({ ...closed, openings: other }));
    const active = new Set(task.log.active);
    const k = closed.openings.findIndex(({ credential }) => active.has(credential));
    await refuses('wrong-opening', { ...input, openings: canonical({ openings: closed.openings.toSpliced(k, 1) }) });
    await refuses('wrong-shape', { ...input, openings: canonical({ openings: [...closed.openings].reverse() }) });
  });

  it('openings of active credentials only are enough', async () => {
    const active = closed.openings.filter(({ credential }) => task.log.active.has(credential));
    expect(active.length).toBe(closed.openings.length - 1);
    const checked = await checkTask({ ...input, openings: canonical({ openings: active }) }, { verifier });
    expect(checked.cells).toHaveLength(5);
  });

  it('a ballot of a credential that was revoked or never activated', async () => {
    const voter = (JSON.parse(closed.parts.ballots[0] as string) as { credential: string }).credential;
    await refuses('inactive-credential', write(relogged([...changes, { activated: [], revoked: [voter] }])));
    const without = changes.map(({ activated, revoked }) => ({
      revoked,
      activated: activated.filter(({ credential }) => credential !== voter),
    }));
    await refuses('inactive-credential', write(relogged(without)));
  });

  it('a log that is not the one the plan names', () =>
    refuses(
      'bad-plan',
      write({ ...closed, ...writeLog(built.election.fingerprint, [...changes, { activated: [], revoked: [] }]) }),
    ));

  it('a second ballot of a credential where the charter does not allow it', async () => {
    const again = createBallot(built.election, deriveCredential(built.election.uuid, code(0)), [[1, 0, 0]]);
    const parts = retallied(closed, [...closed.parts.ballots, again.text]);
    await refuses('bad-archive', write({ ...closed, parts, plan: { ...closed.plan, head: closingHead(parts) } }));
  });

  it('a decision log with an altered line', () => {
    const [first, ...others] = closed.decisions as [{ entry: string; hash: string }];
    const altered = { ...first, entry: first.entry.replace('officer', 'nobody') };
    return refuses('bad-decision', write({ ...closed, decisions: [altered, ...others] }));
  });

  it('to decrypt any sum but those of the plan: one ballot, another cell, more cells', async () => {
    const sums = sumsOf(closed);
    const [one] = sumsOf({ ...closed, parts: { ...closed.parts, ballots: closed.parts.ballots.slice(0, 1) } });
    const put = (k: number, encryptedTally: string) =>
      sums.map((sum, i) => (i === k ? { ...sum, encryptedTally } : sum));
    for (const lie of [
      put(4, (one as { encryptedTally: string }).encryptedTally),
      put(0, (one as { encryptedTally: string }).encryptedTally),
      put(3, (sums[4] as { encryptedTally: string }).encryptedTally),
      [...sums, { cell: '5', encryptedTally: (one as { encryptedTally: string }).encryptedTally }],
      sums.slice(1),
      sums.slice(0, -1),
      [...sums].reverse(),
    ])
      await refuses('wrong-task', write(closed, { sums: lie }));
  });

  it.each([
    ['not JSON', 'not-json', '{'],
    ['nothing', 'wrong-type', 'null'],
    ['no plan', 'wrong-type', '{}'],
    ['cells that are no list', 'wrong-type', JSON.stringify({ ...JSON.parse(input.task as string), cells: {} })],
    ['a cell that is null', 'wrong-type', JSON.stringify({ ...JSON.parse(input.task as string), cells: [null] })],
  ] as const)('a task that is %s', (_, expected, text) => refuses(expected, { ...input, task: text }));

  it.each([
    ['additions', 'plan', 'not-canonical'],
    ['openings', 'nonce', 'not-canonical'],
  ] as const)('%s with white space', (part, word, expected) =>
    refuses(expected, { ...input, [part]: (input[part] as string).replace(`"${word}":`, `"${word}": `) }),
  );
});

describe('a decryption is refused', () => {
  let text: string;
  const good = async () => {
    text ??= await decryptTask(task, await key(0));
    return JSON.parse(text);
  };
  const refuses = (expected: Fault, json: object) =>
    expect(() => checkDecryption(task, canonical(json))).toThrow(fault(expected));
  type Cell = { cell: string; factors?: string[][]; proofs: { challenge: string; response: string }[][] };

  it('with a factor that is wrong but carries Belenios’s proof, naming who sent it', async () => {
    // Belenios v1 hashes neither alpha nor the factor: with a commitment B of one's own choosing the proof holds.
    const { privateKey } = await key(0);
    const json = await good();
    const payload = forged(task, privateKey);
    const publicKey = times(G, privateKey);
    const total = task.cells[0]?.tally as never;
    verifyPartialDecryption(task.archive.election, total, 2, publicKey, canonical(payload));
    expect(() => checkDecryption(task, canonical({ ...json, payload }))).toThrow(
      expect.objectContaining({
        fault: 'bad-strong-proof',
        message: expect.stringContaining('trustee 2, cell 0, proofs[0][0]'),
      }),
    );
  });

  it('with any factor or proof changed', async () => {
    const json = await good();
    const cells = json.cells as Cell[];
    const put = (k: number, change: Partial<Cell>) => ({
      ...json,
      cells: cells.map((c, i) => (i === k ? { ...c, ...change } : c)),
    });
    cells.forEach((cell, k) => {
      const proofs = structuredClone(cell.proofs);
      (proofs[0] as { challenge: string; response: string }[]).reverse();
      refuses('bad-strong-proof', put(k, { proofs }));
      refuses('bad-strong-proof', put(k, { proofs: (cells[(k + 1) % 5] as Cell).proofs }));
      if (cell.factors)
        refuses('bad-strong-proof', put(k, { factors: [[...(cell.factors[0] as string[])].reverse()] }));
    });
    refuses('wrong-shape', put(1, { proofs: [] }));
    refuses('wrong-shape', put(1, { factors: [] }));
    refuses('wrong-fields', put(0, { factors: json.payload.decryption_factors }));
    refuses('wrong-task', { ...json, cells: [cells[0], cells[2], cells[1], cells[3], cells[4]] });
    refuses('wrong-shape', { ...json, cells: cells.slice(0, -1) });
    refuses('wrong-task', { ...json, planHash: sha256Hex('another') });
  });

  it('of another owner', async () => {
    const json = await good();
    refuses('bad-decryption-proof', { ...json, owner: 3 });
    refuses('wrong-key', { ...json, owner: 5 });
    refuses('wrong-key', { ...json, owner: 0 });
  });
});

/** A partial decryption of the total with wrong factors, and proofs that Belenios v1 takes all the same. */
function forged({ archive: { election }, cells }: CheckedTask, privateKey: bigint) {
  const publicKey = encodePoint(times(G, privateKey));
  const rows = (cells[0] as CheckedTask['cells'][0]).tally.map((sums) =>
    sums.map(({ alpha }) => {
      const [w, b] = [randomScalar(), times(G, randomScalar())];
      const points = `${encodePoint(times(G, w))},${encodePoint(b)}`;
      const challenge = hashToScalar(`decrypt|${election.fingerprint}|${publicKey}|${points}`);
      const response = mod(w - privateKey * challenge);
      // Whatever B is, this factor makes alpha^response · factor^challenge equal to it.
      const factor = times(b.subtract(times(alpha, response)), invert(challenge));
      return { factor: encodePoint(factor), proof: { challenge: String(challenge), response: String(response) } };
    }),
  );
  return {
    decryption_factors: rows.map((row) => row.map(({ factor }) => factor)),
    decryption_proofs: rows.map((row) => row.map(({ proof }) => proof)),
  };
}

describe('the key of a trustee', () => {
  it('is found for a single trustee and for each seat', async () => {
    const single = { kind: 'single', privateKey: built.keys[0]?.privateKey as bigint } as const;
    const owners = [await ownKey(single, task.archive.trustees), await key(0), await key(1), await key(2)];
    expect(owners).toEqual(built.keys);
    const share = JSON.parse(ceremony.outputs[1] as string).private_key;
    expect(await ownKey(seat(1), task.archive.trustees, share)).toEqual(owners[2]);
  });

  it.each([
    ['a single key of someone else', { kind: 'single', privateKey: 5n }],
    ['a seed of someone else', { kind: 'seat', seed: generateSeed() }],
    ['a seat without its input', seat(0)],
  ] as const)('is not found for %s', async (_, secret) => {
    await expect(ownKey(secret, task.archive.trustees)).rejects.toEqual(fault('wrong-key'));
  });
});

describe('a rehearsal', () => {
  const other = buildElection([{ question: 'Rehearsal', answers: ['Yes'], min: 0, max: 1, blank: false }]);
  const electionText = new TextDecoder().decode(other.bytes);
  const nonce = sha256Hex('nonce');
  const ask = ({ owner, privateKey }: OwnKey, change: object = {}) => {
    const tally = rehearsalTally(electionText, encodePoint(times(G, privateKey)), nonce);
    return canonical({ owner, election: electionText, nonce, encryptedTally: writeTally(tally), ...change });
  };

  it('gives a decryption that the ballot service can check', async () => {
    const own = await key(1);
    const { owner, payload } = JSON.parse(rehearse(ask(own), own));
    expect(owner).toBe(3);
    const publicKey = times(G, own.privateKey);
    const tally = rehearsalTally(electionText, encodePoint(publicKey), nonce);
    expect(() =>
      verifyPartialDecryption(readElection(other.bytes), tally, 3, publicKey, canonical(payload)),
    ).not.toThrow();
  });

  it('never decrypts a ciphertext that the server chose, such as a vote', async () => {
    const own = await key(1);
    const another = await key(2);
    const ballot = JSON.parse(closed.parts.ballots[0] as string);
    const vote = canonical([[ballot.answers[0].choices[0]]]);
    expect(() => rehearse(ask(own, { encryptedTally: vote }), own)).toThrow(fault('bad-rehearsal'));
    expect(() => rehearse(ask(own, { nonce: sha256Hex('another') }), own)).toThrow(fault('bad-rehearsal'));
    expect(() => rehearse(ask(another, { owner: 3 }), own)).toThrow(fault('bad-rehearsal'));
    expect(() => rehearse(ask(own, { owner: 2 }), own)).toThrow(fault('wrong-key'));
    expect(() => rehearse('null', own)).toThrow(fault('wrong-type'));
    expect(() => rehearse('', own)).toThrow(fault('not-json'));
  });
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Batch,
  checkLog,
  checkOpenings,
  commitment,
  logHead,
  type Opening,
  readBatch,
} from '../src/additions/credential-log.ts';
import { checkDecisions, type DecisionLine } from '../src/additions/decisions.ts';
import { applyRule, type Count, checkPlan, checkPlanExactly, shownLevels } from '../src/additions/disclosure.ts';
import { type Plan, readPlan } from '../src/additions/plan.ts';
import { checkSignature, type Purpose, sign } from '../src/additions/signature.ts';
import { checkStrongProof } from '../src/additions/strong-proof.ts';
import { decodePoint, encodePoint, G, Q, randomScalar, sha256Hex, times } from '../src/group.ts';
import { additionsVectors } from './additions-vectors.ts';
import { root } from './vectors.ts';

const {
  'signature.json': signatures,
  'strong-proof.json': strongProofs,
  'credential-log.json': log,
  'plan.json': plans,
  'decisions.json': decisions,
} = additionsVectors;

describe('the vectors of the additions', () => {
  // After a deliberate change of a format: TELLERS_WRITE_VECTORS=1 npx vitest run test/additions.test.ts
  const write = process.env.TELLERS_WRITE_VECTORS !== undefined;

  it.each(Object.entries(additionsVectors))('%s is what this implementation makes', (name, value) => {
    const file = `${root}/vectors/additions/${name}`;
    const text = `${JSON.stringify(value, null, 1)}\n`;
    if (write) {
      mkdirSync(`${root}/vectors/additions`, { recursive: true });
      writeFileSync(file, text);
    }
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

const fault = (name: string) => expect.objectContaining({ name: 'ProtocolError', fault: name });
const plusOne = (decimal: string) => String((BigInt(decimal) + 1n) % Q);

describe('a signature', () => {
  const check = (purpose: Purpose, message: string, value: unknown, key: string) =>
    checkSignature(purpose, message, value, decodePoint(key, 'key'), 'bad-plan', 'the signature');

  it.each(signatures)('for the purpose $purpose holds', ({ purpose, message, signature, publicKey }) => {
    expect(() => check(purpose, message, signature, publicKey)).not.toThrow();
  });

  it('holds for nothing else', () => {
    const [{ purpose, message, signature, publicKey }] = signatures as [(typeof signatures)[0]];
    const { challenge, response } = signature;
    for (const wrong of [
      () => check('decision', message, signature, publicKey),
      () => check(purpose, sha256Hex(message), signature, publicKey),
      () => check(purpose, message, signature, encodePoint(G)),
      () => check(purpose, message, { challenge: plusOne(challenge), response }, publicKey),
      () => check(purpose, message, { challenge, response: plusOne(response) }, publicKey),
    ])
      expect(wrong).toThrow(fault('bad-plan'));
    const heavy = { challenge, response: String(BigInt(response) + Q) };
    expect(() => check(purpose, message, heavy, publicKey)).toThrow(fault('bad-scalar'));
    expect(() => check(purpose, message, { response, challenge }, publicKey)).toThrow(fault('wrong-fields'));
  });

  it('made by any key over any text holds', () => {
    fc.assert(
      fc.property(fc.string(), (message) => {
        const privateKey = randomScalar();
        check('plan', message, sign('plan', message, privateKey), encodePoint(times(G, privateKey)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('a strong proof', () => {
  const read = ({ fingerprint, planHash, cell, question, option, alpha, factor }: (typeof strongProofs)[0]) => ({
    election: { fingerprint },
    planHash,
    id: cell,
    question,
    option,
    alpha: decodePoint(alpha, 'alpha'),
    factor: decodePoint(factor, 'factor'),
  });

  it.each(strongProofs)('of cell $cell, question $question, option $option holds', (v) => {
    expect(() => checkStrongProof(read(v), v.proof, decodePoint(v.publicKey, 'key'), 'proof')).not.toThrow();
  });

  it('holds for no other statement', () => {
    const v = strongProofs[0] as (typeof strongProofs)[0];
    const statement = read(v);
    const other = times(G, 7n);
    for (const change of [
      { election: { fingerprint: 'A'.repeat(43) } },
      { planHash: sha256Hex('another plan') },
      { id: '1' },
      { question: 1 },
      { option: 1 },
      { alpha: other },
      { factor: other },
      { factor: statement.factor.add(G) },
    ])
      expect(() =>
        checkStrongProof({ ...statement, ...change }, v.proof, decodePoint(v.publicKey, 'key'), 'proof'),
      ).toThrow(fault('bad-strong-proof'));
    expect(() => checkStrongProof(statement, v.proof, other, 'proof')).toThrow(fault('bad-strong-proof'));
    for (const part of ['challenge', 'response'] as const)
      expect(() =>
        checkStrongProof(
          statement,
          { ...v.proof, [part]: plusOne(v.proof[part]) },
          decodePoint(v.publicKey, 'key'),
          'proof',
        ),
      ).toThrow(fault('bad-strong-proof'));
  });
});

describe('the credential log', () => {
  const { fingerprint } = log;
  const listed = new Set(log.listed);
  const batches = log.batches.map((batch, k) => readBatch(batch, `batch ${k}`));
  type Lists = Omit<Batch, 'head'>;
  /** The log with a batch changed and all heads made anew, as a voting service that lies would. */
  const rehashed = (k: number, change: Partial<Lists>) => {
    let head = log.start;
    return batches.map((batch, i) => {
      const lists = i === k ? { ...batch, ...change } : batch;
      head = logHead(head, lists);
      return { ...lists, head };
    });
  };

  it('of the vector holds, and says who may vote', () => {
    const checked = checkLog(fingerprint, batches, listed);
    expect(checked.head).toBe(batches.at(-1)?.head);
    expect([...checked.active].sort()).toEqual([log.listed[2], log.listed[3]].sort());
    expect([...checked.revoked].sort()).toEqual([log.listed[0], log.listed[1]].sort());
  });

  it('of no batch has the start as its head', () => {
    expect(checkLog(fingerprint, [], listed).head).toBe(log.start);
  });

  it('is refused when a batch is changed, dropped, repeated or exchanged', () => {
    const [a, b, c, d] = batches as [
      (typeof batches)[0],
      (typeof batches)[0],
      (typeof batches)[0],
      (typeof batches)[0],
    ];
    for (const wrong of [
      [b, c, d],
      [a, c, d],
      [a, b, d],
      [a, b, b, c, d],
      [a, c, b, d],
      [{ ...a, head: b.head }, b, c, d],
      [{ ...a, activated: a.activated.slice(1) }, b, c, d],
      [a, { ...b, revoked: [] }, c, d],
      [a, b, { ...c, commitments: [sha256Hex('x')] }, d],
    ])
      expect(() => checkLog(fingerprint, wrong, listed)).toThrow(fault('bad-credential-log'));
    expect(() => checkLog('A'.repeat(43), batches, listed)).toThrow(fault('bad-credential-log'));
  });

  it('is refused when it says what cannot be, however well it is chained', () => {
    const [first, , third] = batches as [Batch, Batch, Batch];
    const unlisted = encodePoint(times(G, 5n));
    for (const wrong of [
      rehashed(2, { activated: [unlisted] }),
      rehashed(2, { activated: [first.activated[0] as string] }),
      rehashed(3, { revoked: [log.listed[4] as string] }),
      rehashed(3, { revoked: [log.listed[1] as string] }),
    ])
      expect(() => checkLog(fingerprint, wrong, listed)).toThrow(fault('bad-credential-log'));
    expect(() => checkLog(fingerprint, rehashed(2, third), listed)).not.toThrow();
  });

  it.each([
    ['lists that are not sorted', { ...batches[0], activated: [...(batches[0]?.activated ?? [])].reverse() }],
    ['a credential twice', { ...batches[2], activated: [log.listed[3], log.listed[3]] }],
    ['capital letters', { ...batches[2], activated: [log.listed[3]?.toUpperCase()] }],
    ['another order of fields', { head: batches[0]?.head, ...batches[0] }],
    ['an unknown field', { ...batches[0], at: 'noon' }],
    ['a commitment missing', { ...batches[0], commitments: batches[0]?.commitments.slice(1) }],
  ])('has no batch with %s', (_, batch) => {
    expect(() => readBatch(batch, 'batch')).toThrow(expect.objectContaining({ name: 'ProtocolError' }));
  });

  const openings: Opening[] = log.openings.map(({ commitment: _, ...opening }) => opening);

  it('is opened by the openings of the active credentials, with or without those of revoked ones', async () => {
    const checked = checkLog(fingerprint, batches, listed);
    for (const given of [openings, openings.slice(2)])
      expect(await checkOpenings(fingerprint, checked, given)).toEqual(
        new Map(given.map(({ credential, constituency }) => [credential, constituency])),
      );
  });

  it('is not opened by anything else', async () => {
    const checked = checkLog(fingerprint, batches, listed);
    const [third, fourth] = openings.slice(2) as [Opening, Opening];
    for (const wrong of [
      [third],
      [third, third],
      [third, { ...fourth, constituency: 'all' }],
      [third, { ...fourth, nonce: third.nonce }],
      [third, { ...fourth, credential: third.credential }],
      [third, fourth, { ...fourth, credential: log.listed[5] as string }],
      [
        { ...third, constituency: fourth.constituency },
        { ...fourth, constituency: third.constituency },
      ],
    ])
      await expect(checkOpenings(fingerprint, checked, wrong)).rejects.toEqual(fault('wrong-opening'));
  });

  it('commits to each part of an opening', () => {
    const hex = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
    const opening = fc.record({ credential: hex, constituency: fc.string(), nonce: hex });
    fc.assert(
      fc.property(opening, opening, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(commitment(fingerprint, a) === commitment(fingerprint, b)).toBe(same);
      }),
    );
  });
});

describe('a disclosure plan', () => {
  const { minima, levels, constituencies } = plans;
  const allowance = { minima, levels };
  const counts = new Map<string, Count>(constituencies.map(({ id, ...count }) => [id, count]));

  it.each(plans.accepted)('of the vector is taken', ({ text, hash }) => {
    const plan = readPlan(text);
    checkPlan(plan, allowance);
    expect(plan.hash).toBe(hash);
  });

  it('of the vector is the one that the rule gives, and no other counts give it', () => {
    const plan = readPlan((plans.accepted[0] as { text: string }).text);
    expect(() => checkPlanExactly(plan, counts, allowance)).not.toThrow();
    const leeds = 'region/north/branch/leeds';
    for (const wrong of [
      new Map([...counts, [leeds, { cast: 24, entitled: 40 }]]),
      new Map([...counts, [leeds, { cast: 25, entitled: 41 }]]),
      new Map([...counts, ['region/west/branch/bath', { cast: 25, entitled: 40 }]]),
      new Map([...counts].slice(1)),
      new Map(),
    ])
      expect(() => checkPlanExactly(plan, wrong, allowance)).toThrow(fault('wrong-cell'));
  });

  it.each(plans.refused)('with $why is refused', ({ text }) => {
    expect(() => checkPlan(readPlan(text), allowance)).toThrow(expect.objectContaining({ name: 'ProtocolError' }));
  });

  /** Members and votes by constituency: regions with branches, what was merged, and where nobody is. */
  const count = fc.oneof(
    { weight: 1, arbitrary: fc.constant({ cast: 0, entitled: 0 }) },
    {
      weight: 8,
      arbitrary: fc
        .record({ cast: fc.nat(60), more: fc.nat(20) })
        .map(({ cast, more }) => ({ cast, entitled: cast + more })),
    },
  );
  const trees = fc
    .array(fc.array(count, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    .chain((regions) => fc.tuple(fc.constant(regions), fc.option(count)))
    .map(([regions, smaller]) => {
      const leaves = regions.flatMap((branches, r) =>
        branches.map((c, b) => [b === 3 ? `region/r${r}/~` : `region/r${r}/branch/b${b}`, c] as const),
      );
      return new Map<string, Count>(smaller ? [...leaves, ['~', smaller]] : leaves);
    });
  const planOf = (all: ReadonlyMap<string, Count>, shown: readonly string[], strict = minima): Plan => {
    const { cells, withheld } = applyRule(all, strict, shown);
    return { minima: strict, cells: cells.map((cell, i) => ({ ...cell, id: String(i), name: '' })), withheld } as never;
  };

  it('lets nobody find by adding and subtracting what fewer than the minima did', () => {
    fc.assert(
      fc.property(trees, fc.constantFrom([], ['region'], ['region', 'branch']), (all, shown) => {
        const { cells } = planOf(all, shown);
        // Constituencies that are in the same cells cannot be told apart; everything else is a union of such sets.
        const atoms = new Map<string, Count>();
        for (const [id, { cast, entitled }] of all) {
          const seen = cells.flatMap(({ constituencies }, i) => (constituencies.includes(id) ? [i] : [])).join();
          const before = atoms.get(seen) ?? { cast: 0, entitled: 0 };
          atoms.set(seen, { cast: before.cast + cast, entitled: before.entitled + entitled });
        }
        const [total] = cells;
        for (const { cast, entitled } of cells.length > 1 ? atoms.values() : [])
          expect((cast === 0 && entitled === 0) || (cast >= 20 && entitled >= 20)).toBe(true);
        if (total) expect(total.cast).toBeGreaterThanOrEqual(20);
      }),
      { numRuns: 500 },
    );
  });

  it('by the rule is taken, with any cell more or less or any figure changed it is not', () => {
    fc.assert(
      fc.property(trees, fc.nat(), (all, seed) => {
        const plan = planOf(all, levels);
        fc.pre(plan.cells.length > 0);
        checkPlanExactly(plan, all, allowance);
        const k = seed % plan.cells.length;
        const figure = plan.cells.map((cell, i) => (i === k ? { ...cell, entitled: cell.entitled + 1 } : cell));
        const fewer = plan.cells.toSpliced(k, 1);
        // A plan that leaves a whole level out is a stricter one, and taken.
        const stricter = ![...fewer, ...plan.withheld].some(({ level }) => level === plan.cells[k]?.level);
        for (const wrong of stricter && k > 0 ? [figure] : [figure, fewer])
          expect(() => checkPlanExactly({ ...plan, cells: wrong }, all, allowance)).toThrow();
        for (const [i, { level, constituency }] of plan.withheld.entries()) {
          const ids = [...all.keys()].filter((id) => id === constituency || id.startsWith(`${constituency}/`)).sort();
          const sum = ids.reduce(
            (n, id) => ({
              cast: n.cast + (all.get(id)?.cast ?? 0),
              entitled: n.entitled + (all.get(id)?.entitled ?? 0),
            }),
            { cast: 0, entitled: 0 },
          );
          const at = plan.cells.findLastIndex(
            (cell) => levels.indexOf(cell.level) < levels.indexOf(level) || cell.level === level,
          );
          const cells = plan.cells.toSpliced(at + 1, 0, { id: '', name: '', level, constituencies: ids, ...sum });
          expect(() =>
            checkPlanExactly({ ...plan, cells, withheld: plan.withheld.toSpliced(i, 1) }, all, allowance),
          ).toThrow();
        }
      }),
      { numRuns: 200 },
    );
  });

  it('with stricter minima than asked for is taken, with laxer ones not', () => {
    fc.assert(
      fc.property(trees, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (all, cast, entitled) => {
        const plan = planOf(all, levels, { cast, entitled });
        fc.pre(plan.cells.length > 0);
        const check = () => checkPlanExactly(plan, all, allowance);
        if (cast >= 20 && entitled >= 20) expect(check).not.toThrow();
        else expect(check).toThrow(fault('plan-not-allowed'));
      }),
    );
  });

  it('shows no level in which a cell or a remainder is unanimous, nor a finer one', () => {
    const plan = readPlan((plans.accepted[0] as { text: string }).text);
    // Of each cell its votes for Yes; the rest are for No.
    const shown = (...yes: number[]) =>
      shownLevels(
        plan,
        plan.cells.map(({ cast }, i) => [[yes[i] ?? 0, cast - (yes[i] ?? 0)]]),
      );
    expect(plan.cells.map(({ name }) => name)).toEqual([
      'All members',
      'North',
      'South',
      'Smaller regions',
      'Leeds',
      'York',
      'North: smaller branches',
      'Kent',
    ]);
    expect(shown(80, 40, 30, 10, 15, 15, 10, 14)).toEqual(['region', 'branch']);
    expect(shown(80, 40, 30, 10, 25, 10, 5, 14)).toEqual(['region']);
    expect(shown(80, 40, 30, 10, 15, 15, 10, 30)).toEqual(['region']);
    expect(shown(80, 40, 40, 0, 15, 15, 10, 14)).toEqual([]);
  });
});

describe('the decision log', () => {
  const lines: DecisionLine[] = decisions.lines.map(({ entry, hash, signature }) => ({
    entry,
    hash,
    ...(signature && { signature }),
  }));
  const logKey = decodePoint(decisions.logKey, 'key');
  const check = (changed: typeof lines, key = logKey) => checkDecisions(decisions.ballot, changed, key);
  const [one, two, three] = lines as [DecisionLine, DecisionLine, DecisionLine];

  it('of the vector holds', () => {
    expect(check(lines).map(({ what }) => what)).toEqual(['approved', 'keyed', 'policy-changed']);
    expect(check([one])).toHaveLength(1);
  });

  it('is refused when a line is altered, dropped, exchanged, or of another ballot', () => {
    const altered = { ...two, entry: two.entry.replace('keyed', 'rigged') };
    for (const wrong of [
      [one, altered, three],
      [one, { ...altered, hash: sha256Hex(altered.entry) }, three],
      [two, three],
      [one, three],
      [one, three, two],
      [one, two, two],
      [one, { ...two, signature: three.signature }, three],
      [one, two, { entry: three.entry, hash: three.hash }],
    ])
      expect(() => check(wrong)).toThrow(fault('bad-decision'));
    expect(() => checkDecisions('6KtJmwugEAEpW9', lines, logKey)).toThrow(fault('bad-decision'));
    expect(() => check(lines, G)).toThrow(fault('bad-decision'));
    expect(() => checkDecisions(decisions.ballot, lines, undefined)).toThrow(fault('bad-decision'));
  });
});

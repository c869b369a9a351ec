import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkCellCounts,
  checkPossible,
  checkPublicAdditions,
  checkPublicPlan,
  checkReconciliation,
  checkStrongProofs,
  type Plan,
  readTellers,
  shownLevels,
  sumCells,
  type Tellers,
} from '../src/additions/index.ts';
import { type CheckedArchive, checkArchive, trusteeKeys } from '../src/audit.ts';
import { encodePoint, G } from '../src/group.ts';
import type { Fault } from '../src/index.ts';
import { checkDecryption, checkTask, decryptTask, ownKey } from '../src/trustee.ts';
import { beleniosTool } from './belenios.ts';
import { buildClosedBallot, declare } from './build-closed.ts';
import { root } from './vectors.ts';

const fault = (name: Fault) => expect.objectContaining({ name: 'ProtocolError', fault: name });

/** A whole ballot with a key ceremony of 2 of 3, a replaced code and a breakdown: for other implementations, too. */
const folder = `${root}/vectors/additions/whole`;
const read = (name: string) => readFileSync(`${folder}/${name}`);

// After a deliberate change of a format: TELLERS_WRITE_VECTORS=1 npx vitest run test/declared.test.ts
if (process.env.TELLERS_WRITE_VECTORS !== undefined) {
  const closed = await buildClosedBallot();
  const { archive, additions, auditPack, decryptions } = await declare(closed, [1, 2, 4]);
  mkdirSync(folder, { recursive: true });
  const seats = closed.ceremony.seeds.map((seed, i) => ({ seed, input: closed.ceremony.inputs[i] }));
  const files: Record<string, string | Uint8Array> = {
    'closed.bel': closed.input.archive,
    'closed-additions.json': closed.input.additions,
    'openings.json': closed.input.openings,
    'task.json': closed.input.task,
    'decryption-2.json': decryptions.get(2) as string,
    'declared.bel': archive,
    'additions.json': additions,
    'audit-pack.json': auditPack,
    'secrets.json': JSON.stringify({ platform: String(closed.built.keys[0]?.privateKey), seats }, null, 1),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(`${folder}/${name}`, content);
}

const archive = await checkArchive(read('declared.bel'));
const text = read('audit-pack.json').toString();
const pack = readTellers(text);
const { plan, signature } = pack.plan as { plan: Plan; signature: unknown };
const audit = pack.audit as NonNullable<Tellers['audit']>;

describe('a declared ballot', () => {
  it('holds in every respect, from the archive to the counts of each cell', async () => {
    const additions = checkPublicAdditions(archive, pack);
    checkPublicPlan(archive, additions, plan, signature);
    strongProofsHold(archive, pack);
    const cells = await sumCells(archive, additions, plan, audit.openings, undefined);
    const results = await checkCellCounts(archive, plan, cells, audit.cells);
    expect(results).toEqual([[[1, 5, 3]], [[1, 3, 1]], [[0, 2, 2]], [[0, 2, 1]], [[1, 1, 0]]]);
    expect(archive.result).toEqual(results[0]);
    checkReconciliation(archive, additions.log, audit.reconciliation);
    // In the South nobody was blank, but half and half is not unanimous.
    expect(shownLevels(plan, results)).toEqual(['region', 'branch']);
  });

  it('has the same additions in public, without the audit pack', () => {
    const { audit: _, ...rest } = JSON.parse(text);
    expect(read('additions.json').toString()).toBe(JSON.stringify(rest));
    expect(readTellers(read('additions.json')).audit).toBeUndefined();
  });

  it('is a valid archive for belenios-tool', { timeout: 120_000 }, () => {
    const dir = mkdtempSync(join(tmpdir(), 'tellers-declared-'));
    try {
      writeFileSync(join(dir, `${archive.election.uuid}.bel`), read('declared.bel'));
      beleniosTool(['election', 'verify'], dir);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('was closed as its task says, and a seat can decrypt that again', async () => {
    const input = {
      archive: read('closed.bel'),
      additions: read('closed-additions.json'),
      openings: read('openings.json'),
      task: read('task.json'),
    };
    const task = await checkTask(input, { head: archive.closingHead as string });
    expect(checkDecryption(task, read('decryption-2.json').toString()).owner).toBe(2);
    const { seats } = JSON.parse(read('secrets.json').toString());
    const own = await ownKey({ kind: 'seat', seed: seats[1].seed }, task.archive.trustees, seats[1].input);
    expect(checkDecryption(task, await decryptTask(task, own)).owner).toBe(3);
  });
});

function strongProofsHold({ decryptions, election, trustees, tally }: CheckedArchive, { strongProofs }: Tellers): void {
  expect(strongProofs?.map(({ owner }) => owner)).toEqual(decryptions.map(({ owner }) => owner));
  for (const { owner, proofs } of strongProofs ?? []) {
    const factors = decryptions.find((d) => d.owner === owner)?.factors as never;
    const key = trusteeKeys(trustees)[owner - 1] as never;
    checkStrongProofs({ election, planHash: plan.hash, id: '0' }, tally as never, factors, proofs, key, owner);
  }
}

describe('an audit pack is refused', async () => {
  const additions = checkPublicAdditions(archive, pack);
  const cells = await sumCells(archive, additions, plan, audit.openings, undefined);
  const json = JSON.parse(text);
  type Cells = typeof json.audit.cells;
  /** Why the pack with changed cells is refused. */
  const refuses = async (expected: Fault, change: (cells: Cells) => Cells) => {
    const changed = change(structuredClone(json.audit.cells));
    const read = () => readTellers(JSON.stringify({ ...json, audit: { ...json.audit, cells: changed } })).audit;
    await expect((async () => checkCellCounts(archive, plan, cells, read()?.cells ?? []))()).rejects.toEqual(
      fault(expected),
    );
  };

  it('with cells missing, exchanged or too many', async () => {
    await refuses('wrong-cell', (all) => all.slice(1));
    await refuses('wrong-cell', (all) => all.slice(0, -1));
    await refuses('wrong-cell', (all) => [all[0], all[2], all[1], all[3], all[4]]);
    await refuses('wrong-cell', (all) => [...all, all[0]]);
  });

  it('with another sum, or other counts', async () => {
    await refuses('wrong-cell', (all) => {
      all[4].encryptedTally = all[3].encryptedTally;
      return all;
    });
    for (const k of [0, 4])
      await refuses('wrong-cell', (all) => {
        all[k].result[0].reverse();
        return all;
      });
    await refuses('wrong-cell', (all) => {
      all[1].result[0].push(0);
      return all;
    });
  });

  it('with a decryption missing, twice, of nobody, or of another trustee', async () => {
    await refuses('wrong-cell', (all) => {
      all[2].decryptions.pop();
      return all;
    });
    await refuses('wrong-cell', (all) => {
      all[2].decryptions.push(all[2].decryptions[0]);
      return all;
    });
    for (const owner of [0, 5])
      await refuses('wrong-cell', (all) => {
        all[2].decryptions[0].owner = owner;
        return all;
      });
    await refuses('bad-strong-proof', (all) => {
      all[2].decryptions[1].owner = 3;
      return all;
    });
  });

  it('with any factor or proof changed', async () => {
    for (const k of [0, 3]) {
      await refuses('bad-strong-proof', (all) => {
        all[k].decryptions[1].factors[0][0] = encodePoint(G);
        return all;
      });
      await refuses('bad-strong-proof', (all) => {
        all[k].decryptions[1].proofs = all[k].decryptions[2].proofs;
        return all;
      });
      await refuses('wrong-shape', (all) => {
        all[k].decryptions[1].proofs[0].pop();
        return all;
      });
      await refuses('wrong-shape', (all) => {
        all[k].decryptions[1].factors[0].pop();
        return all;
      });
    }
  });

  it.each([
    ['listed = active + revoked + reserve', { reserve: 0 }],
    ['active = entitled', { entitled: 16, rollVersions: [{ version: 1, entitled: 16 }] }],
    ['entitled = that of the last roll version', { rollVersions: [{ version: 1, entitled: 14 }] }],
    ['entitled = that of the last roll version', { rollVersions: [] }],
    ['roll versions in order', { rollVersions: [2, 1].map((version) => ({ version, entitled: 15 })) }],
    ['listed = credentials in the archive', { listed: 20, reserve: 4 }],
    [
      'active = active in the credential log',
      { active: 14, entitled: 14, reserve: 4, rollVersions: [{ version: 1, entitled: 14 }] },
    ],
    ['revoked = revoked in the credential log', { revoked: 0, reserve: 4 }],
    ['used = ballots that count', { used: 8 }],
  ])('where not %s', (equation, change) => {
    const stated = { ...audit.reconciliation, ...change };
    expect(() => checkReconciliation(archive, additions.log, stated)).toThrow(
      expect.objectContaining({ fault: 'bad-reconciliation', message: expect.stringContaining(equation) }),
    );
  });

  it.each([
    [[[1, 5, 4]], false],
    [[[1, 5, 2]], false],
    [[[10, 0, 0]], false],
    [[[0, 9, 0]], true],
    [[[9, 0, 0]], true],
  ])('whose counts no nine ballots can give: %j', (counts, possible) => {
    const check = () => checkPossible(archive.election.questions, counts, 9, 'cell 0');
    if (possible) expect(check).not.toThrow();
    else expect(check).toThrow(fault('wrong-result'));
  });
});

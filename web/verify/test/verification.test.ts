import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Report, type Verdict, verify } from '../src/verification.ts';
import { CLAIMS } from '../src/words.ts';

const vector = (path: string) =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`../../../vectors/${path}`, import.meta.url))));
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (content: string) => new TextEncoder().encode(content);
const having = ({ lines }: Report, verdict: Verdict) =>
  lines.filter((line) => line.verdict === verdict).map(({ check }) => check);

const archive = vector('tellers/archive.bel');
const additions = vector('tellers/additions.json');
const AUDIT = ['openings', 'cells', 'sums', 'reconciliation'];

describe('a ballot of Tellers', () => {
  it('is accepted with its additions, and what was not checked is said', async () => {
    const report = await verify({ archive, additions });
    expect(report.accepted, JSON.stringify(report.lines)).toBe(true);
    expect(having(report, 'not run')).toEqual(['head', ...AUDIT]);
    expect(report.lines.map(({ check }) => check)).toEqual([...CLAIMS.keys()]);
  });

  it('is accepted with its audit pack by every check', async () => {
    const report = await verify({ archive, additions: vector('tellers/audit-pack.json') });
    expect(report.accepted, JSON.stringify(report.lines)).toBe(true);
    expect(having(report, 'not run')).toEqual(['head']);
  });

  it.each([
    ['openings', '"nonce":"', '"nonce":"0'],
    ['openings', `"constituency":"region/south/branch/devon"`, `"constituency":"region/south/branch/kent"`],
    ['sums', '"result":[[3,6,3]', '"result":[[4,5,3]'],
    ['reconciliation', '"reserve":4', '"reserve":5'],
  ])('is refused by %s when the audit pack is altered', async (check, from, to) => {
    const pack = text(vector('tellers/audit-pack.json'));
    expect(pack).toContain(from);
    const report = await verify({ archive, additions: bytes(pack.replace(from, to)) });
    expect(having(report, 'refused').some((refused) => [check, 'additions'].includes(refused))).toBe(true);
  });

  it('is accepted with its published head only', async () => {
    const head = (await verify({ archive })).archive?.head as string;
    expect(having(await verify({ archive, head }), 'ok')).toContain('head');
    const other = await verify({ archive, head: '0'.repeat(64) });
    expect(having(other, 'refused')).toEqual(['head']);
  });

  it("is checked by Belenios's rules without its additions", async () => {
    const report = await verify({ archive });
    expect(report.accepted).toBe(true);
    expect(having(report, 'ok')).toEqual([
      'file',
      'chain',
      'setup',
      'ballots',
      'single',
      'tally',
      'decryptions',
      'result',
    ]);
  });

  it.each([
    ['charter', '\\"cast\\":3', '\\"cast\\":2'],
    ['additions', '"ballot":"TeLLersSampLe2"', '"ballot":"TeLLersSampLe3"'],
    ['log', '"revoked":["', '"revoked":["0'],
    ['plan', 'Leeds', 'Leads'],
    ['decisions', 'closed', 'closet'],
  ])('is refused by %s when that is altered', async (check, from, to) => {
    expect(text(additions)).toContain(from);
    const report = await verify({ archive, additions: bytes(text(additions).replace(from, to)) });
    expect(report.accepted).toBe(false);
    expect(having(report, 'refused').some((refused) => [check, 'additions'].includes(refused))).toBe(true);
  });

  it('is refused when a bit of the archive is another, and says what was not checked any more', async () => {
    const altered = archive.slice();
    altered[altered.length >> 1] = (altered[altered.length >> 1] as number) ^ 1;
    const report = await verify({ archive: altered, additions });
    expect(report.accepted).toBe(false);
    expect(having(report, 'refused')).toHaveLength(1);
    expect(having(report, 'not run')).toContain('result');
  });
});

describe('archives of belenios-tool', () => {
  it.each(['one-question', 'three-questions', 'threshold'])('%s is accepted', async (name) => {
    const shares: number[] = [];
    const report = await verify({
      archive: vector(`${name}/archive.bel`),
      progress: (share) => shares.push(share),
    });
    expect(report.accepted).toBe(true);
    expect(shares.at(-1)).toBe(1);
  });
});

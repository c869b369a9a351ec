/** The checks of the confidential audit pack: how every cell was counted, and where every credential went. */
import type { CheckedArchive } from '../archive.ts';
import type { Question } from '../election.ts';
import { refuse } from '../errors.ts';
import { decodePoint, type Point } from '../group.ts';
import { array } from '../json.ts';
import { type Progress, unhurried } from '../pace.ts';
import { combine, type PartialDecryption, trusteeKeys, writeResult, writeTally } from '../tally.ts';
import type { SummedCell } from './check.ts';
import type { CheckedLog } from './credential-log.ts';
import type { Plan } from './plan.ts';
import { checkStrongProofs } from './strong-proof.ts';
import type { AuditedCell, Reconciliation } from './tellers.ts';

/**
 * Checks how the cells were counted: each cell of the plan in its order, its sum that of its ballots, every factor with
 * its strong proof, the counts what a quorum's factors give; the total as in the archive.
 *
 * @param cells the sums made anew from the ballots
 * @returns the counts of each cell
 * @throws ProtocolError naming the cell
 */
export async function checkCellCounts(
  archive: CheckedArchive,
  plan: Plan,
  cells: readonly SummedCell[],
  audited: readonly AuditedCell[],
  progress?: Progress,
): Promise<(readonly (readonly number[])[])[]> {
  if (audited.map(({ cell }) => cell).join() !== cells.map(({ id }) => id).join())
    refuse('wrong-cell', 'the audit pack does not have the cells of the plan in their order');
  const pace = unhurried((done, total) => progress?.('decryption', done, total));
  const results: (readonly (readonly number[])[])[] = [];
  for (const [i, sum] of cells.entries()) {
    results.push(checkCell(archive, plan, sum, audited[i] as AuditedCell));
    await pace.step(i + 1, cells.length);
  }
  return results;
}

function checkCell(archive: CheckedArchive, plan: Plan, { id, tally, cast }: SummedCell, audited: AuditedCell) {
  const { election, trustees } = archive;
  if (audited.encryptedTally !== writeTally(tally))
    refuse('wrong-cell', `cell ${id}: the encrypted tally is not the sum of its ballots`);
  const seen = new Set<number>();
  const decryptions = audited.decryptions.map(({ owner, factors, proofs }): PartialDecryption => {
    const place = `cell ${id}, trustee ${owner}`;
    const key = trusteeKeys(trustees)[owner - 1] ?? refuse('wrong-cell', `${place}: there is no such trustee`);
    if (seen.has(owner)) refuse('wrong-cell', `${place} is there twice`);
    seen.add(owner);
    const rows = readFactors(factors, tally, place);
    checkStrongProofs({ election, planHash: plan.hash, id }, tally, rows, proofs, key, owner);
    const published = archive.decryptions.find((decryption) => decryption.owner === owner);
    if (id === '0' && published && !sameFactors(published.factors, rows))
      refuse('wrong-cell', `${place}: the factors are not those in the archive`);
    return { owner, factors: rows };
  });
  const counts =
    combine(tally, trustees, decryptions, cast) ??
    refuse('wrong-cell', `cell ${id}: a needed trustee's share is missing`);
  if (writeResult(counts) !== writeResult(audited.result))
    refuse('wrong-cell', `cell ${id}: the counts are not those that the factors give, ${JSON.stringify(counts)}`);
  checkPossible(election.questions, counts, cast, `cell ${id}`);
  return counts;
}

function readFactors(value: unknown, tally: SummedCell['tally'], place: string): Point[][] {
  return array(value, place, tally.length).map((row, i) =>
    array(row, place, tally[i]?.length).map((factor) => decodePoint(factor, `${place}, factor`, true)),
  );
}

function sameFactors(a: PartialDecryption['factors'], b: readonly (readonly Point[])[]): boolean {
  return a.every((row, i) => row.every((factor, j) => factor.equals((b[i] ?? [])[j] as Point)));
}

/**
 * Checks that counts can come from that many ballots: of each question min·(ballots − blank) ≤ sum of the options ≤
 * max·(ballots − blank), and no option has more votes than there are ballots that are not blank.
 *
 * @throws ProtocolError `wrong-result` naming the question
 */
export function checkPossible(
  questions: readonly Question[],
  counts: readonly (readonly number[])[],
  ballots: number,
  place: string,
): void {
  questions.forEach(({ blank, min, max }, i) => {
    const row = counts[i] ?? [];
    const options = blank ? row.slice(1) : row;
    const filled = ballots - (blank ? (row[0] ?? 0) : 0);
    const sum = options.reduce((total, count) => total + count, 0);
    if (filled < 0 || sum < min * filled || sum > max * filled || options.some((count) => count > filled))
      refuse('wrong-result', `${place}, question ${i + 1}: ${ballots} ballots cannot give these counts`);
  });
}

/**
 * Checks the reconciliation: listed = active + revoked + reserve, active = entitled as in the last version of the roll,
 * and all as the archive and the log have them.
 *
 * @throws ProtocolError `bad-reconciliation` naming the equation
 */
export function checkReconciliation(archive: CheckedArchive, log: CheckedLog, stated: Reconciliation): void {
  const { rollVersions, entitled, listed, active, revoked, reserve, used } = stated;
  const equations: readonly (readonly [string, boolean])[] = [
    ['listed = active + revoked + reserve', listed === active + revoked + reserve],
    ['active = entitled', active === entitled],
    ['entitled = that of the last roll version', rollVersions.at(-1)?.entitled === entitled],
    [
      'roll versions in order',
      rollVersions.every(({ version }, i) => i === 0 || version > (rollVersions[i - 1]?.version ?? 0)),
    ],
    ['listed = credentials in the archive', listed === archive.credentials.size],
    ['active = active in the credential log', active === log.active.size],
    ['revoked = revoked in the credential log', revoked === log.revoked.size],
    ['used = ballots that count', used === archive.numTallied],
  ];
  for (const [equation, holds] of equations)
    if (!holds) refuse('bad-reconciliation', `the reconciliation does not add up: ${equation}`);
}

/**
 * The checks over an archive and its additions that trustees and auditors share: the credential log with its openings,
 * the plan against the ballots, and the sums of its cells.
 */
import type { CheckedArchive } from '../archive.ts';
import { refuse } from '../errors.ts';
import { type Progress, unhurried } from '../pace.ts';
import { computeTally, type EncryptedTally, lastBallots } from '../tally.ts';
import type { VerifiedBallot } from '../verify.ts';
import { type Charter, readCharter } from './charter.ts';
import { type CheckedLog, checkLog, checkOpenings, type Opening } from './credential-log.ts';
import { checkDecisions, type Decision } from './decisions.ts';
import type { Count } from './disclosure.ts';
import { checkPlan, checkPlanExactly } from './disclosure.ts';
import { checkPlanSignature, type Plan } from './plan.ts';
import type { Tellers } from './tellers.ts';

/** What the public additions say, once it is checked. */
export interface CheckedAdditions {
  readonly charter: Charter;
  readonly log: CheckedLog;
  readonly decisions: readonly Decision[];
}

/**
 * Checks what the public additions say of an archive: the charter is the one that the election names, only active
 * credentials voted, each once unless the charter allows more, and the decision log is whole. While the box is open the
 * log may be an interval behind; a credential that was revoked never votes.
 *
 * @throws ProtocolError naming what does not fit
 */
export function checkPublicAdditions(archive: CheckedArchive, tellers: Tellers): CheckedAdditions {
  const { election, ballots, credentials } = archive;
  if (tellers.ballot !== election.uuid) refuse('bad-additions', 'the additions are of another ballot');
  const charter = readCharter(tellers.charter, election);
  const log = checkLog(election.fingerprint, tellers.credentialLog, credentials);
  ballots.forEach(({ credential }, i) => {
    if (log.revoked.has(credential) || (archive.tally && !log.active.has(credential)))
      refuse('inactive-credential', `ballot ${i + 1} is of a credential that is not active`);
  });
  if (!charter.revoting && archive.numTallied !== ballots.length)
    refuse('bad-archive', 'a credential has a second ballot, which the charter does not allow');
  const decisions = checkDecisions(election.uuid, tellers.decisions, charter.logKey);
  return { charter, log, decisions };
}

/**
 * Checks a plan as everybody can: it is of this archive as it was when the box had closed, signed by the platform, and
 * keeps the charter's promises.
 *
 * @throws ProtocolError naming what does not fit
 */
export function checkPublicPlan(
  archive: CheckedArchive,
  { charter, log }: CheckedAdditions,
  plan: Plan,
  signature: unknown,
): void {
  const { election, closingHead, numTallied, trustees } = archive;
  if (plan.ballot !== election.uuid || plan.fingerprint !== election.fingerprint)
    refuse('bad-plan', 'the plan is of another ballot');
  if (plan.head !== closingHead) refuse('bad-plan', 'the plan was made for another archive: its head is not this one');
  if (plan.credentialLogHead !== log.head) refuse('bad-plan', 'the plan was made for another credential log');
  const [platform] = trustees.find(({ kind }) => kind === 'Single')?.keys ?? [];
  checkPlanSignature(plan, signature, platform ?? refuse('bad-plan', 'there is no platform key to sign the plan'));
  checkPlan(plan, charter);
  const cast = plan.cells[0]?.cast;
  if (cast !== numTallied) refuse('wrong-cell', `the plan's total is ${cast} votes, but ${numTallied} ballots count`);
}

/** A cell of the plan with its sum, made anew from the ballots. */
export interface SummedCell {
  readonly id: string;
  readonly tally: EncryptedTally;
  /** How many ballots are in it. */
  readonly cast: number;
}

/**
 * Checks a plan as those can who know the openings: it is what the disclosure rule gives for the true figures of each
 * constituency. Then sums its cells.
 *
 * @throws ProtocolError naming what does not fit
 */
export async function sumCells(
  archive: CheckedArchive,
  { charter, log }: CheckedAdditions,
  plan: Plan,
  openings: readonly Opening[],
  progress: Progress | undefined,
): Promise<SummedCell[]> {
  const { election, ballots } = archive;
  const opening = unhurried((done, total) => progress?.('openings', done, total));
  const constituencies = await checkOpenings(election.fingerprint, log, openings, opening);
  const counted = new Map<string, VerifiedBallot[]>();
  for (const ballot of lastBallots(ballots)) {
    const constituency = constituencies.get(ballot.credential) as string;
    const others = counted.get(constituency);
    if (others) others.push(ballot);
    else counted.set(constituency, [ballot]);
  }
  const counts = new Map<string, Count>();
  for (const credential of log.active) {
    const constituency = constituencies.get(credential) as string;
    const entitled = (counts.get(constituency)?.entitled ?? 0) + 1;
    counts.set(constituency, { cast: counted.get(constituency)?.length ?? 0, entitled });
  }
  checkPlanExactly(plan, counts, charter);
  const summing = unhurried((done, total) => progress?.('sums', done, total));
  const cells: SummedCell[] = [];
  for (const { id, constituencies: within } of plan.cells) {
    const inCell = within.flatMap((constituency) => counted.get(constituency) ?? []);
    cells.push({ id, tally: computeTally(election, inCell), cast: inCell.length });
    await summing.step(cells.length, plan.cells.length);
  }
  return cells;
}

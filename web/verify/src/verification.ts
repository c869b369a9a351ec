/** The checks of an archive, of the additions beside it and of the audit pack, as the command line `verify` does them. */
import { ProtocolError } from '@tellers/ballot-crypto';
import {
  type CheckedAdditions,
  type CheckedLog,
  checkCellCounts,
  checkDecisions,
  checkLog,
  checkPlan,
  checkPlanSignature,
  checkPossible,
  checkReconciliation,
  checkStrongProofs,
  type Plan,
  readCharter,
  readTellers,
  sumCells,
  type Tellers,
} from '@tellers/ballot-crypto/additions';
import {
  type ArchivePart,
  type BallotsVerifier,
  type CheckedArchive,
  checkArchive,
  trusteeKeys,
} from '@tellers/ballot-crypto/audit';
import { CLAIMS } from './words.ts';

/** What a check came to. */
export type Verdict = 'ok' | 'refused' | 'not run';

/** A check's line. */
export interface Line {
  readonly check: string;
  readonly claim: string;
  readonly verdict: Verdict;
  /** How much was checked, what is wrong, or why it was not checked. */
  readonly detail: string;
}

/** What the checks came to. */
export interface Report {
  readonly accepted: boolean;
  readonly lines: readonly Line[];
  /** Absent where the archive was refused. */
  readonly archive?: CheckedArchive;
}

/** What is to be checked, and how. */
export interface Task {
  readonly archive: Uint8Array;
  readonly additions?: Uint8Array;
  readonly head?: string;
  readonly verifier?: BallotsVerifier;
  readonly progress?: (share: number) => void;
}

const STOPPED = 'a check before it failed';
const AUDIT = ['openings', 'cells', 'sums', 'reconciliation'];
const PARTS: readonly ArchivePart[] = [
  'file',
  'chain',
  'head',
  'setup',
  'ballots',
  'single',
  'tally',
  'decryptions',
  'result',
];

/** Collects the lines; the order is that of the words. */
class Lines {
  private readonly found = new Map<string, { verdict: Verdict; detail: string }>();

  set(check: string, verdict: Verdict, detail: string): void {
    this.found.set(check, { verdict, detail });
  }

  ok(check: string): boolean {
    return this.found.get(check)?.verdict === 'ok';
  }

  refused(check: string): boolean {
    return this.found.get(check)?.verdict === 'refused';
  }

  /** Runs a check that refuses by throwing; what it returns is its value and how much was checked. */
  run<T>(check: string, body: () => readonly [value: T, detail: string]): T | undefined {
    try {
      const [value, detail] = body();
      this.set(check, 'ok', detail);
      return value;
    } catch (e) {
      if (!(e instanceof ProtocolError)) throw e;
      this.set(check, 'refused', e.message);
      return undefined;
    }
  }

  /** The same of checks that take their time; a fault may belong to another check. */
  async runLong<T>(
    check: string,
    body: () => Promise<readonly [value: T, detail: string]>,
    whose = (_: ProtocolError) => check,
  ): Promise<T | undefined> {
    try {
      const [value, detail] = await body();
      this.set(check, 'ok', detail);
      return value;
    } catch (e) {
      if (!(e instanceof ProtocolError)) throw e;
      this.set(whose(e), 'refused', e.message);
      return undefined;
    }
  }

  report(archive: CheckedArchive | undefined): Report {
    const lines = [...CLAIMS].map(([check, claim]) => ({
      check,
      claim,
      ...(this.found.get(check) ?? { verdict: 'not run' as const, detail: STOPPED }),
    }));
    return { accepted: lines.every(({ verdict }) => verdict !== 'refused'), lines, ...(archive && { archive }) };
  }
}

/** Checks everything that the files allow to check in a browser. */
export async function verify(task: Task): Promise<Report> {
  const lines = new Lines();
  const tellers = task.additions && readAdditions(task.additions, lines);
  const archive = await ofArchive(task, revoting(tellers), lines);
  if (!task.additions) {
    for (const check of CLAIMS.keys())
      if (!PARTS.includes(check as ArchivePart))
        lines.set(check, 'not run', "no additions were given: checked by Belenios's rules only");
    return lines.report(archive);
  }
  if (archive && tellers) await ofAdditions(archive, tellers, lines);
  return lines.report(archive);
}

function readAdditions(bytes: Uint8Array, lines: Lines): Tellers | undefined {
  return lines.run('additions', () => {
    const tellers = readTellers(bytes);
    return [tellers, tellers.audit ? 'with the audit pack' : 'public'];
  });
}

/** What the charter says of second ballots; that it is the election's charter is checked later. */
function revoting(tellers: Tellers | undefined): boolean {
  try {
    return tellers === undefined || JSON.parse(tellers.charter).revoting === true;
  } catch {
    return false;
  }
}

async function ofArchive(task: Task, revoting: boolean, lines: Lines): Promise<CheckedArchive | undefined> {
  const begun: ArchivePart[] = [];
  let archive: CheckedArchive | undefined;
  let refusal: ProtocolError | undefined;
  try {
    archive = await checkArchive(task.archive, {
      singleVote: !revoting,
      ...(task.head !== undefined && { head: task.head }),
      ...(task.verifier && { verifier: task.verifier }),
      part: (part) => begun.push(part),
      progress: (step, done, total) => step === 'ballots' && task.progress?.(done / total),
    });
  } catch (e) {
    if (!(e instanceof ProtocolError)) throw e;
    refusal = e;
  }
  const refused = refusal && begun.at(-1);
  for (const part of PARTS) {
    if (part === refused) lines.set(part, 'refused', refusal?.message ?? '');
    else if (begun.includes(part)) lines.set(part, 'ok', archive ? detail(part, archive, revoting) : '');
    else lines.set(part, 'not run', unreached(part, task, archive));
  }
  if (archive?.result) {
    const { election, result, numTallied } = archive;
    lines.run('result', () => {
      checkPossible(election.questions, result, numTallied, 'result');
      return [undefined, JSON.stringify(result)];
    });
  }
  return archive;
}

function detail(part: ArchivePart, archive: CheckedArchive, revoting: boolean): string {
  switch (part) {
    case 'setup':
      return `${archive.credentials.size} credentials`;
    case 'ballots':
      return `${archive.ballots.length} ballots`;
    case 'single':
      return `${archive.numTallied} count, ${revoting ? 'the last of each credential' : 're-voting is refused'}`;
    case 'tally':
      return `${archive.numTallied} ballots`;
    case 'decryptions':
      return `by trustees ${owners(archive).join(', ')}`;
    default:
      return '';
  }
}

function unreached(part: ArchivePart, task: Task, archive: CheckedArchive | undefined): string {
  if (part === 'head' && task.head === undefined) return 'no published head was given';
  if (!archive) return STOPPED;
  return archive.tally ? 'not in this archive: the result is not declared' : 'the box is not closed in this archive';
}

function owners({ decryptions }: CheckedArchive): number[] {
  return decryptions.map(({ owner }) => owner).sort((a, b) => a - b);
}

function refuse(fault: ConstructorParameters<typeof ProtocolError>[0], message: string): never {
  throw new ProtocolError(fault, message);
}

async function ofAdditions(archive: CheckedArchive, tellers: Tellers, lines: Lines): Promise<void> {
  const { election } = archive;
  if (tellers.ballot !== election.uuid) lines.set('additions', 'refused', 'the additions are of another ballot');
  const charter = lines.run('charter', () => [readCharter(tellers.charter, election), '']);
  const log = lines.run('log', () => {
    const checked = checkLog(election.fingerprint, tellers.credentialLog, archive.credentials);
    return [
      checked,
      `${checked.batches.length} batches, ${checked.active.size} active, ${checked.revoked.size} revoked`,
    ];
  });
  if (log) lines.run('active', () => [undefined, active(archive, log)]);
  const decisions =
    charter &&
    lines.run('decisions', () => {
      const read = checkDecisions(election.uuid, tellers.decisions, charter.logKey);
      const signed = tellers.decisions.filter(({ signature }) => signature !== undefined).length;
      return [read, `${read.length} lines, ${signed} signed`];
    });
  const additions = charter && log && { charter, log, decisions: decisions ?? [] };
  const plan = ofPlan(archive, tellers, additions, lines);
  ofStrongProofs(archive, tellers, lines);
  if (!tellers.audit) {
    for (const check of AUDIT) lines.set(check, 'not run', 'the additions are the public ones, without audit pack');
    return;
  }
  if (additions) await ofAuditPack(archive, tellers.audit, additions, plan, lines);
}

function active(archive: CheckedArchive, log: CheckedLog): string {
  let early = 0;
  for (const { credential } of archive.ballots) {
    if (log.revoked.has(credential)) refuse('inactive-credential', 'a ballot was cast with a revoked credential');
    if (!log.active.has(credential)) early++;
  }
  if (early > 0 && archive.tally) refuse('inactive-credential', `${early} ballots are of credentials never activated`);
  const later = early === 0 ? '' : `, ${early} of them not in the log yet: the box is open`;
  return `${archive.numTallied} of ${log.active.size} have voted${later}`;
}

function ofPlan(
  archive: CheckedArchive,
  { plan: signed }: Tellers,
  additions: CheckedAdditions | undefined,
  lines: Lines,
): Plan | undefined {
  const { election, trustees, closingHead } = archive;
  if (!signed) {
    if (archive.decryptions.length > 0) lines.set('plan', 'refused', 'there are decryptions but no plan');
    else for (const check of ['plan', 'rule']) lines.set(check, 'not run', 'there is no plan yet');
    return undefined;
  }
  const { plan, signature } = signed;
  lines.run('plan', () => {
    if (plan.ballot !== election.uuid || plan.fingerprint !== election.fingerprint || plan.head !== closingHead)
      refuse('bad-plan', 'the plan was not made for this archive');
    if (plan.credentialLogHead !== additions?.log.head)
      refuse('bad-plan', 'the plan was not made for this credential log');
    const [platform] = trustees.find(({ kind }) => kind === 'Single')?.keys ?? [];
    checkPlanSignature(plan, signature, platform ?? refuse('bad-plan', 'there is no platform key to sign the plan'));
    return [undefined, plan.hash];
  });
  if (additions)
    lines.run('rule', () => {
      checkPlan(plan, additions.charter);
      if (plan.cells[0]?.cast !== archive.numTallied)
        refuse('bad-plan', "the plan's total is not the number of ballots that count");
      return [undefined, `${plan.cells.length} cells, ${plan.withheld.length} withheld`];
    });
  return lines.ok('plan') ? plan : undefined;
}

async function ofAuditPack(
  archive: CheckedArchive,
  { openings, cells: audited, reconciliation }: NonNullable<Tellers['audit']>,
  additions: CheckedAdditions,
  plan: Plan | undefined,
  lines: Lines,
): Promise<void> {
  lines.run('reconciliation', () => {
    checkReconciliation(archive, additions.log, reconciliation);
    return [undefined, `${reconciliation.entitled} entitled, ${reconciliation.used} voted`];
  });
  if (!plan || !lines.ok('active')) return;
  const cells = await lines.runLong(
    'cells',
    async () => [await sumCells(archive, additions, plan, openings, undefined), ''],
    ({ fault }) => (fault === 'wrong-opening' ? 'openings' : 'cells'),
  );
  if (!lines.refused('openings')) lines.set('openings', 'ok', `${openings.length} openings`);
  if (cells)
    await lines.runLong('sums', async () => {
      await checkCellCounts(archive, plan, cells, audited);
      return [undefined, `${cells.length} cells`];
    });
}

function ofStrongProofs(archive: CheckedArchive, { plan, strongProofs }: Tellers, lines: Lines): void {
  const { election, trustees, tally } = archive;
  if (!strongProofs && archive.decryptions.length === 0) {
    lines.set('strong', 'not run', 'the result is not declared');
    return;
  }
  if (!plan || !tally) return;
  lines.run('strong', () => {
    const proofs = strongProofs ?? [];
    if (JSON.stringify(proofs.map(({ owner }) => owner)) !== JSON.stringify(owners(archive)))
      refuse('bad-strong-proof', 'there are not strong proofs of each trustee who decrypted');
    const keys = trusteeKeys(trustees);
    for (const { owner, factors } of archive.decryptions) {
      const own = proofs.find((proof) => proof.owner === owner)?.proofs;
      const key = keys[owner - 1] ?? refuse('bad-strong-proof', `there is no trustee ${owner}`);
      checkStrongProofs({ election, planHash: plan.plan.hash, id: '0' }, tally, factors, own, key, owner);
    }
    return [undefined, `${proofs.length} trustees`];
  });
}

/** Checks the ballots of an archive in several threads: each takes every n-th ballot. */
import { type BallotsVerifier, verifyNumbered } from './archive.ts';
import { readElection } from './election.ts';
import { type Fault, ProtocolError } from './errors.ts';
import { type Affine, fromChecked } from './group.ts';
import type { VerifiedBallot } from './verify.ts';

/** What a thread is started with. */
export interface Job {
  readonly election: Uint8Array;
  /** With the ballots' positions in the archive. */
  readonly ballots: readonly (readonly [index: number, ballot: Uint8Array])[];
  readonly listed: ReadonlySet<string>;
}

/** What a thread says about a ballot; after a fault it stops. */
export type Finding =
  | {
      readonly index: number;
      readonly credential: string;
      readonly tracker: string;
      readonly choices: readonly (readonly { readonly alpha: Affine; readonly beta: Affine }[])[];
    }
  | { readonly index: number; readonly fault: Fault; readonly message: string };

/** Starts a thread, which does {@link work}; fulfilled when it has ended. */
export type StartThread = (job: Job, tell: (finding: Finding) => void) => Promise<void>;

/** A verifier with that many threads. */
export function inParallel(threads: number, start: StartThread): BallotsVerifier {
  return async (election, ballots, listed, checked) => {
    const verified: VerifiedBallot[] = [];
    const faults: { index: number; error: ProtocolError }[] = [];
    const tell = (finding: Finding) => {
      if ('fault' in finding) {
        faults.push({ index: finding.index, error: new ProtocolError(finding.fault, finding.message) });
        return;
      }
      const { index, credential, tracker, choices } = finding;
      verified[index] = {
        credential,
        tracker,
        choices: choices.map((row) =>
          row.map(({ alpha, beta }) => ({ alpha: fromChecked(alpha), beta: fromChecked(beta) })),
        ),
      };
      checked();
    };
    const numbered = ballots.map((ballot, i) => [i, ballot] as const);
    const jobs = Array.from({ length: Math.min(threads, ballots.length) }, (_, k) => ({
      election,
      ballots: numbered.filter(([i]) => i % threads === k),
      listed,
    }));
    await Promise.all(jobs.map((job) => start(job, tell)));
    const [first] = faults.sort((a, b) => a.index - b.index);
    if (first) throw first.error;
    if (verified.filter(Boolean).length !== ballots.length) throw new Error('a thread left a ballot out');
    return verified;
  };
}

/** What a thread does. */
export function work({ election: bytes, ballots, listed }: Job, tell: (finding: Finding) => void): void {
  const election = readElection(bytes);
  for (const [index, ballot] of ballots) {
    try {
      const { credential, tracker, choices } = verifyNumbered(election, ballot, index, listed);
      const affine = choices.map((row) =>
        row.map(({ alpha, beta }) => ({ alpha: alpha.toAffine(), beta: beta.toAffine() })),
      );
      tell({ index, credential, tracker, choices: affine });
    } catch (e) {
      if (!(e instanceof ProtocolError)) throw e;
      tell({ index, fault: e.fault, message: e.message });
      return;
    }
  }
}

/**
 * A verifier with that many Web Workers, each running this package's `verify-worker`.
 *
 * @param create makes one such worker
 */
export function inWorkers(threads: number, create: () => Worker): BallotsVerifier {
  return inParallel(
    threads,
    (job, tell) =>
      new Promise((resolve, reject) => {
        const worker = create();
        const end = (settle: () => void) => {
          worker.terminate();
          settle();
        };
        worker.onmessage = ({ data }: MessageEvent<Finding | 'done'>) => {
          if (data === 'done') end(resolve);
          else tell(data);
        };
        worker.onerror = ({ message }) => end(() => reject(new Error(`a worker failed: ${message}`)));
        worker.postMessage(job);
      }),
  );
}

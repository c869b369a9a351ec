/** Checks the ballots of an archive in several threads: each takes every n-th ballot. */
import { Worker } from 'node:worker_threads';
import type { BallotsVerifier, VerifiedBallot } from '../src/audit.ts';
import { type Fault, ProtocolError } from '../src/errors.ts';
import { type Affine, fromChecked } from '../src/group.ts';

/** What a thread is started with. */
export interface Task {
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

/** A verifier with that many threads. The script of a thread is `verify-thread.js` beside this one. */
export function inThreads(threads: number): BallotsVerifier {
  return async (election, ballots, listed, checked) => {
    const verified: VerifiedBallot[] = [];
    const faults: { index: number; error: ProtocolError }[] = [];
    const thread = (k: number) =>
      new Promise<void>((resolve, reject) => {
        const task: Task = {
          election,
          ballots: ballots.map((ballot, i) => [i, ballot] as const).filter(([i]) => i % threads === k),
          listed,
        };
        const worker = new Worker(new URL(/* @vite-ignore */ './verify-thread.js', import.meta.url), {
          workerData: task,
        });
        worker.on('message', (finding: Finding) => {
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
        });
        worker.on('error', reject);
        worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with code ${code}`))));
      });
    await Promise.all(Array.from({ length: threads }, (_, k) => thread(k)));
    const [first] = faults.sort((a, b) => a.index - b.index);
    if (first) throw first.error;
    if (verified.filter(Boolean).length !== ballots.length) throw new Error('a thread left a ballot out');
    return verified;
  };
}

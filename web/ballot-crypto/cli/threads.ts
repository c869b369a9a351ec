/** Checks ballots in threads of Node. */
import { Worker } from 'node:worker_threads';
import type { BallotsVerifier } from '../src/audit.ts';
import { type Finding, inParallel } from '../src/parallel.ts';

/** A verifier with that many threads. The script of a thread is `verify-thread.js` beside this one. */
export function inThreads(threads: number): BallotsVerifier {
  return inParallel(
    threads,
    (job, tell) =>
      new Promise((resolve, reject) => {
        const script = new URL(/* @vite-ignore */ './verify-thread.js', import.meta.url);
        const worker = new Worker(script, { workerData: job });
        worker.on('message', (finding: Finding) => tell(finding));
        worker.on('error', reject);
        worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with code ${code}`))));
      }),
  );
}

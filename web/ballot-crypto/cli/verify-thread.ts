/** The script of a thread of {@link inThreads}. */
import { parentPort, workerData } from 'node:worker_threads';
import { verifyNumbered } from '../src/archive.ts';
import { ProtocolError } from '../src/errors.ts';
import { readElection } from '../src/index.ts';
import type { Finding, Task } from './threads.ts';

const { election: bytes, ballots, listed } = workerData as Task;
const election = readElection(bytes);
const tell = (finding: Finding) => parentPort?.postMessage(finding);

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
    break;
  }
}

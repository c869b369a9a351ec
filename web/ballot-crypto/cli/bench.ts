/** `bench`: how long it takes to make a ballot of one 3-option question in Node. */

import { encodePoint, G, randomScalar, times } from '../src/group.ts';
import { createBallot, deriveCredential, type Election, readElection, warmUp } from '../src/index.ts';

/** An election as it is served, with a fresh key. */
function newElection(): Uint8Array {
  const public_key = encodePoint(times(G, randomScalar()));
  const questions = [{ answers: ['Yes', 'No', 'Abstain'], min: 1, max: 1, question: 'Agreed?' }];
  const election = { version: 1, description: '', name: '', group: 'Ed25519', public_key, questions };
  return new TextEncoder().encode(JSON.stringify({ ...election, uuid: '6KtJmwugEAEpW8' }));
}

const started = performance.now();
const election: Election = readElection(newElection());
const credential = deriveCredential(election.uuid, 'hWD8n-bgaUbT-PRUyX-2LNASK');
warmUp(election);
const prepared = performance.now();

const times_ms = Array.from({ length: 60 }, () => {
  const before = performance.now();
  createBallot(election, credential, [[1, 0, 0]]);
  return performance.now() - before;
})
  .slice(10)
  .sort((a, b) => a - b);
const median = times_ms[Math.floor(times_ms.length / 2)] as number;

process.stdout.write(`prepare_encryption_ms ${(prepared - started).toFixed(1)} ms\n`);
process.stdout.write(`encrypt_3_options_ms ${median.toFixed(1)} ms\n`);

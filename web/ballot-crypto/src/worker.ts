/** Entry of the Web Worker that holds the private credential and encrypts, so that the page never blocks. */
import { createBallot, warmUp } from './ballot.ts';
import { type Credential, deriveCredential } from './credential.ts';
import { type Election, readElection } from './election.ts';
import { ProtocolError, refuse } from './errors.ts';
import type { Reply, Request } from './messages.ts';

/** The part of a worker's global scope that is used here. */
interface Scope {
  onmessage: ((event: { data: Request }) => void) | null;
  postMessage(message: Reply): void;
}

const scope = globalThis as unknown as Scope;
let prepared: { election: Election; credential: Credential } | undefined;

scope.onmessage = ({ data: request }) => {
  try {
    scope.postMessage({ id: request.id, ok: answer(request) });
  } catch (e) {
    // An unexpected error's text is not passed on: it could carry a part of the input.
    scope.postMessage(
      e instanceof ProtocolError
        ? { id: request.id, fault: e.fault, message: e.message }
        : { id: request.id, fault: 'internal', message: 'the cryptography failed unexpectedly' },
    );
  }
};

function answer(request: Request) {
  if (request.op === 'prepare') {
    prepared = undefined;
    const election = readElection(request.election);
    const credential = deriveCredential(election.uuid, request.credential);
    warmUp(election);
    prepared = { election, credential };
    return { publicCredential: credential.publicCredential, fingerprint: election.fingerprint };
  }
  const { election, credential } = prepared ?? refuse('not-prepared', 'prepare must come before encrypt');
  const { text, tracker } = createBallot(election, credential, request.answers);
  return { ballot: text, tracker };
}

/** What a voting client needs: reading an election, deriving a credential, making a ballot. */
export type { PlainAnswer } from './answers.ts';
export { checkAnswers, plainAnswer } from './answers.ts';
export type { Ballot } from './ballot.ts';
export { createBallot, warmUp } from './ballot.ts';
export type { Credential } from './credential.ts';
export { deriveCredential } from './credential.ts';
export { normaliseCredential } from './credential-form.ts';
export type { Election, Question } from './election.ts';
export { readElection } from './election.ts';
export type { Fault } from './errors.ts';
export { ProtocolError } from './errors.ts';

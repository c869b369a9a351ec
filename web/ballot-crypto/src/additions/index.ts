/** What Tellers adds to Belenios: signatures, strong proofs, the credential log, the disclosure plan, tellers.json. */
export type { Charter, Minima } from './charter.ts';
export { readCharter } from './charter.ts';
export type { Batch, CheckedLog, Opening } from './credential-log.ts';
export {
  checkLog,
  checkOpenings,
  commitment,
  logHead,
  logStart,
  readBatch,
  readOpenings,
  readOpeningsText,
} from './credential-log.ts';
export type { Decision, DecisionLine } from './decisions.ts';
export { checkDecisions, decisionsStart } from './decisions.ts';
export type { Count, Plan, PlannedCell, WithheldCell } from './plan.ts';
export { checkMinima, checkPlanAllowed, checkPlanSignature, readPlan } from './plan.ts';
export type { ProofJson, Purpose } from './signature.ts';
export { checkSignature, sign } from './signature.ts';
export type { Cell, Rows, Statement } from './strong-proof.ts';
export { checkStrongProof, checkStrongProofs, proveFactors } from './strong-proof.ts';
export type { Audit, AuditedCell, Reconciliation, Tellers } from './tellers.ts';
export { readTellers } from './tellers.ts';

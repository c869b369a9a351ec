/** What Tellers adds to Belenios: signatures, strong proofs, the credential log, the disclosure plan, tellers.json. */

export { checkCellCounts, checkPossible, checkReconciliation } from './audit-pack.ts';
export type { Charter, Minima } from './charter.ts';
export { readCharter } from './charter.ts';
export type { CheckedAdditions, SummedCell } from './check.ts';
export { checkPublicAdditions, checkPublicPlan, sumCells } from './check.ts';
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
export type { Allowance, Count } from './disclosure.ts';
export { checkPlan, checkPlanExactly, shownLevels } from './disclosure.ts';
export type { Plan, PlannedCell, WithheldCell } from './plan.ts';
export { checkPlanSignature, readPlan } from './plan.ts';
export type { ProofJson, Purpose } from './signature.ts';
export { checkSignature, sign } from './signature.ts';
export type { Cell, Rows, Statement } from './strong-proof.ts';
export { checkStrongProof, checkStrongProofs, proveFactors } from './strong-proof.ts';
export type { Audit, AuditedCell, Reconciliation, Tellers } from './tellers.ts';
export { readTellers } from './tellers.ts';

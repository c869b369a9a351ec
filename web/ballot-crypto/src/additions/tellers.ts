/** tellers.json: what Tellers publishes beside the Belenios archive; with its audit part, the confidential audit pack. */
import { refuse } from '../errors.ts';
import { array, canonical, fields, integer, parseCanonical, string } from '../json.ts';
import { type Batch, type Opening, readBatch, readOpenings } from './credential-log.ts';
import { type DecisionLine, readDecisionLines } from './decisions.ts';
import type { Plan } from './plan.ts';
import { readPlan } from './plan.ts';

/** What tellers.json holds: its form is checked, its claims are not. */
export interface Tellers {
  readonly ballot: string;
  /** charter.json, the exact text. */
  readonly charter: string;
  readonly credentialLog: readonly Batch[];
  /** Absent before the box is closed. */
  readonly plan?: { readonly plan: Plan; readonly signature: unknown };
  /** The proofs of the total's factors; absent before the declaration. */
  readonly strongProofs?: readonly { readonly owner: number; readonly proofs: unknown }[];
  readonly decisions: readonly DecisionLine[];
  /** Only in the audit pack. */
  readonly audit?: Audit;
}

/** What trustees and auditors may know and the public may not. */
export interface Audit {
  readonly openings: readonly Opening[];
  readonly cells: readonly AuditedCell[];
  readonly reconciliation: Reconciliation;
}

/** A decrypted cell of the plan. */
export interface AuditedCell {
  readonly cell: string;
  /** The encrypted tally's canonical text. */
  readonly encryptedTally: string;
  readonly decryptions: readonly { readonly owner: number; readonly factors: unknown; readonly proofs: unknown }[];
  readonly result: readonly (readonly number[])[];
}

/** The report's figures about people and credentials. */
export interface Reconciliation {
  readonly rollVersions: readonly { readonly version: number; readonly entitled: number }[];
  readonly entitled: number;
  readonly listed: number;
  readonly active: number;
  readonly revoked: number;
  readonly reserve: number;
  readonly used: number;
}

/**
 * Reads tellers.json strictly: compact, every field known and in its order.
 *
 * @throws ProtocolError naming the place
 */
export function readTellers(data: Uint8Array | string): Tellers {
  const json = fields(
    parseCanonical(data, 'additions'),
    'version ballot charter credentialLog plan? strongProofs? decisions audit?',
    'additions',
  );
  if (json.version !== 1) refuse('unsupported', 'additions.version is not 1');
  return {
    ballot: string(json.ballot, 'additions.ballot'),
    charter: string(json.charter, 'additions.charter'),
    credentialLog: array(json.credentialLog, 'additions.credentialLog').map((batch, k) =>
      readBatch(batch, `additions.credentialLog[${k}]`),
    ),
    ...(json.plan !== undefined && { plan: readSignedPlan(json.plan) }),
    ...(json.strongProofs !== undefined && {
      strongProofs: array(json.strongProofs, 'additions.strongProofs').map((value, i) => {
        const place = `additions.strongProofs[${i}]`;
        const { owner, proofs } = fields(value, 'owner proofs', place);
        return { owner: integer(owner, `${place}.owner`), proofs };
      }),
    }),
    decisions: readDecisionLines(json.decisions, 'additions.decisions'),
    ...(json.audit !== undefined && { audit: readAudit(json.audit) }),
  };
}

function readSignedPlan(value: unknown): { plan: Plan; signature: unknown } {
  const { text, signature } = fields(value, 'text signature', 'additions.plan');
  return { plan: readPlan(string(text, 'additions.plan.text')), signature };
}

function readAudit(value: unknown): Audit {
  const json = fields(value, 'openings cells reconciliation', 'audit');
  return {
    openings: readOpenings(json.openings, 'audit.openings'),
    cells: array(json.cells, 'audit.cells').map((cell, i) => readAuditedCell(cell, `audit.cells[${i}]`)),
    reconciliation: readReconciliation(json.reconciliation),
  };
}

function readAuditedCell(value: unknown, place: string): AuditedCell {
  const json = fields(value, 'cell encryptedTally decryptions result', place);
  return {
    cell: string(json.cell, `${place}.cell`),
    encryptedTally: canonical(array(json.encryptedTally, `${place}.encryptedTally`)),
    decryptions: array(json.decryptions, `${place}.decryptions`).map((decryption, i) => {
      const at = `${place}.decryptions[${i}]`;
      const { owner, factors, proofs } = fields(decryption, 'owner factors proofs', at);
      return { owner: integer(owner, `${at}.owner`), factors, proofs };
    }),
    result: array(json.result, `${place}.result`).map((row, i) =>
      array(row, `${place}.result[${i}]`).map((count, j) => integer(count, `${place}.result[${i}][${j}]`)),
    ),
  };
}

function readReconciliation(value: unknown): Reconciliation {
  const place = 'audit.reconciliation';
  const json = fields(value, 'rollVersions entitled listed active revoked reserve used', place);
  const number = (name: string) => integer(json[name], `${place}.${name}`);
  return {
    rollVersions: array(json.rollVersions, `${place}.rollVersions`).map((version, i) => {
      const at = `${place}.rollVersions[${i}]`;
      const { version: n, entitled } = fields(version, 'version entitled', at);
      return { version: integer(n, `${at}.version`), entitled: integer(entitled, `${at}.entitled`) };
    }),
    entitled: number('entitled'),
    listed: number('listed'),
    active: number('active'),
    revoked: number('revoked'),
    reserve: number('reserve'),
    used: number('used'),
  };
}

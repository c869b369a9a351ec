/**
 * The disclosure plan: the only sums that are ever formed and decrypted, fixed and signed before anyone decrypts. No
 * figure in it, nor any that follows by subtraction, may be of fewer people than the minima say.
 */
import { refuse } from '../errors.ts';
import { type Point, sha256Hex } from '../group.ts';
import { array, fields, hex64, integer, parseCanonical, rising, string, word } from '../json.ts';
import { type Minima, readMinima } from './charter.ts';
import { checkSignature } from './signature.ts';

/** A sum that the plan lists. */
export interface PlannedCell {
  /** Its place in the plan from 0, in base 10. Cell 0 is the total. */
  readonly id: string;
  /** `total`, or a level of constituencies. */
  readonly level: string;
  readonly name: string;
  /** The constituencies summed: sorted, at least one. */
  readonly constituencies: readonly string[];
  readonly cast: number;
  readonly entitled: number;
}

/** A constituency without figures of its own, and why. */
export interface WithheldCell {
  readonly level: string;
  readonly constituency: string;
  readonly reason: 'under-minimum' | 'complementary';
}

/** A disclosure plan. */
export interface Plan {
  /** SHA-256 of its text. */
  readonly hash: string;
  readonly ballot: string;
  /** φ of the election. */
  readonly fingerprint: string;
  /** The hash of the archive's EncryptedTally event: its head when the box had closed. */
  readonly head: string;
  readonly credentialLogHead: string;
  readonly minima: Minima;
  readonly cells: readonly PlannedCell[];
  readonly withheld: readonly WithheldCell[];
}

/**
 * Reads a plan's form. What it lists is checked by the disclosure rule.
 *
 * @throws ProtocolError `bad-plan`, or the fault of its form
 */
export function readPlan(text: string): Plan {
  const json = fields(
    parseCanonical(text, 'plan'),
    'version ballot fingerprint head credentialLogHead minima cells withheld',
    'plan',
  );
  if (json.version !== 1) refuse('unsupported', 'plan.version is not 1');
  const cells = array(json.cells, 'plan.cells').map(readCell);
  if (cells.length === 0) refuse('bad-plan', 'the plan has no cell');
  return {
    hash: sha256Hex(text),
    ballot: string(json.ballot, 'plan.ballot'),
    fingerprint: string(json.fingerprint, 'plan.fingerprint'),
    head: hex64(json.head, 'plan.head'),
    credentialLogHead: hex64(json.credentialLogHead, 'plan.credentialLogHead'),
    minima: readMinima(fields(json.minima, 'cast entitled', 'plan.minima'), 'plan.minima'),
    cells,
    withheld: array(json.withheld, 'plan.withheld').map(readWithheld),
  };
}

function readCell(value: unknown, index: number): PlannedCell {
  const place = `plan.cells[${index}]`;
  const json = fields(value, 'id level name constituencies cast entitled', place);
  if (json.id !== String(index)) refuse('bad-plan', `${place}.id is not its number, ${index}`);
  const constituencies = array(json.constituencies, `${place}.constituencies`).map((c, i) =>
    string(c, `${place}.constituencies[${i}]`),
  );
  if (constituencies.length === 0) refuse('bad-plan', `${place} has no constituency`);
  return {
    id: String(index),
    level: string(json.level, `${place}.level`),
    name: string(json.name, `${place}.name`),
    constituencies: rising(constituencies, `${place}.constituencies`),
    cast: integer(json.cast, `${place}.cast`),
    entitled: integer(json.entitled, `${place}.entitled`),
  };
}

function readWithheld(value: unknown, index: number): WithheldCell {
  const place = `plan.withheld[${index}]`;
  const json = fields(value, 'level constituency reason', place);
  return {
    level: string(json.level, `${place}.level`),
    constituency: string(json.constituency, `${place}.constituency`),
    reason: word(json.reason, ['under-minimum', 'complementary'], `${place}.reason`),
  };
}

/** Checks the plan's signature by the platform's trustee key. */
export function checkPlanSignature(plan: Plan, signature: unknown, platformKey: Point): void {
  checkSignature('plan', plan.hash, signature, platformKey, 'bad-plan', "the plan's signature");
}

/**
 * The disclosure plan: the only sums that are ever formed and decrypted, fixed and signed before anyone decrypts. No
 * figure in it, nor any that follows by subtraction, may be of fewer people than the minima say.
 */
import { refuse } from '../errors.ts';
import { type Point, sha256Hex } from '../group.ts';
import { array, fields, hex64, integer, parseCanonical, rising, string, word } from '../json.ts';
import { type Charter, type Minima, readMinima } from './charter.ts';
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

/** Votes cast and people entitled. */
export interface Count {
  readonly cast: number;
  readonly entitled: number;
}

/**
 * Reads a plan. What its figures say is checked by {@link checkPlan}.
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
  const [total, ...others] = cells;
  if (total?.level !== 'total' || others.some(({ level }) => level === 'total'))
    refuse('bad-plan', 'cell 0 of the plan must be the total, and no other cell');
  const all = new Set(total?.constituencies);
  for (const { id, constituencies } of others)
    if (constituencies.some((constituency) => !all.has(constituency)))
      refuse('bad-plan', `cell ${id} has a constituency that is not in the total`);
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

/**
 * Checks that the plan keeps what the charter promises: minima at least as high, and figures for no level that the
 * charter does not publish. A later policy can only be stricter.
 *
 * @throws ProtocolError `plan-not-allowed`
 */
export function checkPlanAllowed(plan: Plan, charter: Charter): void {
  for (const kind of ['cast', 'entitled'] as const)
    if (plan.minima[kind] < charter.minima[kind])
      refuse('plan-not-allowed', `plan.minima.${kind} is ${plan.minima[kind]}, below the charter's`);
  const { breakdown, constituencyLevel, constituencyGroupLevel } = charter;
  const levels = [constituencyGroupLevel, constituencyLevel];
  const allowed = breakdown === 'none' ? [] : levels.slice(0, levels.indexOf(breakdown) + 1);
  for (const { id, level } of plan.cells.slice(1))
    if (!allowed.includes(level))
      refuse('plan-not-allowed', `cell ${id} is of level ${level}, which the charter does not publish`);
}

/**
 * Checks the minima by the plan's own figures or by others: each cell meets them, and so does whatever is left of a
 * cell when the cells within it are subtracted, unless that is empty. Cells must be disjoint or one within the other:
 * then these remainders are all that can be found by subtracting.
 *
 * @param count what a cell counts
 * @throws ProtocolError `bad-plan` naming the cell
 */
export function checkMinima(plan: Plan, count: (cell: PlannedCell) => Count = (cell) => cell): void {
  const { cells, minima } = plan;
  const enough = ({ cast, entitled }: Count) => cast >= minima.cast && entitled >= minima.entitled;
  const within = children(cells);
  cells.forEach((cell, i) => {
    const whole = count(cell);
    if (!enough(whole)) refuse('bad-plan', `cell ${cell.id} has fewer votes cast or entitled than the minima`);
    const inner = within[i] as number[];
    const parts = inner.map((k) => count(cells[k] as PlannedCell));
    const rest = {
      cast: parts.reduce((left, part) => left - part.cast, whole.cast),
      entitled: parts.reduce((left, part) => left - part.entitled, whole.entitled),
    };
    const left = inner.reduce(
      (n, k) => n - (cells[k] as PlannedCell).constituencies.length,
      cell.constituencies.length,
    );
    const none = rest.cast === 0 && rest.entitled === 0;
    if (inner.length > 0 && !none && !(left > 0 && enough(rest)))
      refuse('bad-plan', `subtracting the cells within cell ${cell.id} leaves fewer than the minima`);
  });
}

/** For each cell the cells directly within it. */
function children(cells: readonly PlannedCell[]): number[][] {
  const within: number[][] = cells.map(() => []);
  // The larger first, and of equals the earlier: a cell's parent then comes before it.
  const order = cells.map((_, i) => i).sort((a, b) => size(cells, b) - size(cells, a) || a - b);
  const innermost = new Map<string, number>();
  for (const i of order) {
    const { id, constituencies } = cells[i] as PlannedCell;
    const parents = new Set(constituencies.map((constituency) => innermost.get(constituency)));
    if (parents.size > 1) refuse('bad-plan', `cell ${id} overlaps another cell without being within it`);
    const [parent] = parents;
    if (parent !== undefined) within[parent]?.push(i);
    for (const constituency of constituencies) innermost.set(constituency, i);
  }
  return within;
}

function size(cells: readonly PlannedCell[], i: number): number {
  return cells[i]?.constituencies.length ?? 0;
}

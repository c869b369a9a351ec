/**
 * The disclosure rule: which sums may be decrypted, and which levels of them shown. The constituencies form a tree
 * under the total. A part of it gets a cell only where its parent has one and where it meets both minima; and what is
 * left of a parent when its cells are subtracted must be nothing or meet them too: until it does, the smallest cell is
 * taken out as well. Cells are nested, so that everything adding and subtracting can give is a union of such remainders.
 */
import { ProtocolError, refuse } from '../errors.ts';
import { canonical } from '../json.ts';
import type { Charter, Minima } from './charter.ts';
import type { Plan, PlannedCell, WithheldCell } from './plan.ts';

/** Votes cast and people entitled. */
export interface Count {
  readonly cast: number;
  readonly entitled: number;
}

/** What a charter, or a later and stricter policy, allows a plan. */
export type Allowance = Pick<Charter, 'minima' | 'levels'>;

/** A part of the constituencies; its children are the next finer parts. */
interface Part {
  readonly id: string;
  readonly leaves: string[];
  readonly children: Map<string, Part>;
  count: Count;
  /** Whether it has a cell. */
  shown: boolean;
}

const equal = (a: readonly string[], b: readonly string[]) => canonical(a) === canonical(b);
const NOBODY: Count = { cast: 0, entitled: 0 };
const plus = (a: Count, b: Count): Count => ({ cast: a.cast + b.cast, entitled: a.entitled + b.entitled });
const minus = (a: Count, b: Count): Count => ({ cast: a.cast - b.cast, entitled: a.entitled - b.entitled });
const same = (a: Count, b: Count) => a.cast === b.cast && a.entitled === b.entitled;
const meets = (count: Count, minima: Minima) => count.cast >= minima.cast && count.entitled >= minima.entitled;
const safe = (rest: Count, minima: Minima) => same(rest, NOBODY) || meets(rest, minima);

/**
 * Checks what everybody can see of a plan: minima and levels are the charter's or stricter, the cells are whole parts
 * of one tree in their order, every other part of the levels shown is named as withheld, and neither a cell nor a
 * remainder is under a minimum. The total is shown as soon as enough have voted.
 *
 * @throws ProtocolError `plan-not-allowed` or `bad-plan` naming the cell
 */
export function checkPlan(plan: Plan, allowance: Allowance): void {
  for (const kind of ['cast', 'entitled'] as const)
    if (plan.minima[kind] < allowance.minima[kind])
      refuse('plan-not-allowed', `plan.minima.${kind} is ${plan.minima[kind]}, below the charter's`);
  const levels = levelsOf(plan, allowance);
  const first = plan.cells[0] as PlannedCell;
  const total = tree(new Map(first.constituencies.map((id) => [id, NOBODY])), levels);
  checkCell(first, 0, 'total', total);
  if (first.cast < plan.minima.cast || first.cast > first.entitled)
    refuse('bad-plan', 'cell 0 has fewer votes than the minimum, or more than people entitled');
  place(plan, total, levels);
  checkRemainders(total, plan.minima);
}

/**
 * Checks a plan against the true figures: as {@link checkPlan}, and that it is what the rule gives for them.
 *
 * @param counts by constituency; one that the plan names and this leaves out has nobody
 * @throws ProtocolError `plan-not-allowed`, `bad-plan` or `wrong-cell`
 */
export function checkPlanExactly(plan: Plan, counts: ReadonlyMap<string, Count>, allowance: Allowance): void {
  checkPlan(plan, allowance);
  const stated = plan.cells[0]?.constituencies ?? [];
  const all = new Map(stated.map((id) => [id, counts.get(id) ?? NOBODY]));
  for (const id of counts.keys()) if (!all.has(id)) refuse('wrong-cell', `the plan leaves out the constituency ${id}`);
  const due = applyRule(all, plan.minima, levelsOf(plan, allowance));
  if (due.cells.length === 0) refuse('wrong-cell', 'fewer have voted than the minimum: nothing may be decrypted');
  for (const [i, should] of due.cells.entries()) {
    const is = plan.cells[i];
    if (is?.level !== should.level || !equal(is.constituencies, should.constituencies))
      throw new ProtocolError('wrong-cell', `cell ${i} is not of the constituencies that the rule gives`);
    for (const kind of ['cast', 'entitled'] as const)
      if (is[kind] !== should[kind])
        refuse('wrong-cell', `cell ${i}: the plan says ${kind} ${is[kind]}, but it is ${should[kind]}`);
  }
  if (due.cells.length !== plan.cells.length || canonical(due.withheld) !== canonical(plan.withheld))
    refuse('wrong-cell', 'the plan lists other cells, or withholds others, than the rule does');
}

/**
 * The levels that may be shown once the cells are counted: the coarsest ones up to the first in which a cell, or what
 * is left of a cell above, is unanimous in a question. The total is always shown.
 *
 * @param results by cell, question and option
 */
export function shownLevels(plan: Plan, results: readonly (readonly (readonly number[])[])[]): string[] {
  const [total, ...others] = plan.cells.map((cell, i) => ({ ...cell, result: results[i] ?? [] }));
  const shown: string[] = [];
  let above = total ? [total] : [];
  for (const level of new Set(others.map((cell) => cell.level))) {
    const cells = others.filter((cell) => cell.level === level);
    const rests = above.map((parent) => {
      const within = new Set(parent.constituencies);
      return cells
        .filter(({ constituencies }) => constituencies.every((id) => within.has(id)))
        .reduce(
          ({ cast, result }, cell) => ({
            cast: cast - cell.cast,
            result: result.map((row, i) => row.map((count, j) => count - (cell.result[i]?.[j] ?? 0))),
          }),
          { cast: parent.cast, result: parent.result },
        );
    });
    if ([...cells, ...rests].some(unanimous)) break;
    shown.push(level);
    above = cells;
  }
  return shown;
}

/** Whether all votes are alike in a question: all for one option, or none for any. */
function unanimous({ cast, result }: { cast: number; result: readonly (readonly number[])[] }): boolean {
  return cast > 0 && result.some((row) => row.includes(cast) || row.every((count) => count === 0));
}

/** The levels a plan speaks of, those above its finest one included. */
function levelsOf(plan: Plan, { levels }: Allowance): readonly string[] {
  const depths = [...plan.cells.slice(1), ...plan.withheld].map(({ level }) => {
    const depth = levels.indexOf(level) + 1;
    return depth > 0 ? depth : refuse('plan-not-allowed', `the charter does not publish figures by ${level}`);
  });
  return levels.slice(0, Math.max(0, ...depths));
}

/**
 * Applies the rule.
 *
 * @param counts by constituency
 * @param levels the levels to show, coarsest first
 * @returns no cell at all when fewer have voted than the minimum: then nothing is decrypted
 */
export function applyRule(
  counts: ReadonlyMap<string, Count>,
  minima: Minima,
  levels: readonly string[],
): { cells: Omit<PlannedCell, 'id' | 'name'>[]; withheld: WithheldCell[] } {
  const total = tree(counts, levels);
  if (total.count.cast < minima.cast) return { cells: [], withheld: [] };
  total.shown = true;
  choose(total, minima);
  const cells = [{ level: 'total', constituencies: total.leaves.sort(), ...total.count }];
  const withheld: WithheldCell[] = [];
  let parts = [total];
  for (const level of levels) {
    parts = finer(parts);
    for (const part of parts) {
      const reason = meets(part.count, minima) ? 'complementary' : 'under-minimum';
      if (part.shown) cells.push({ level, constituencies: part.leaves.sort(), ...part.count });
      else withheld.push({ level, constituency: part.id, reason });
    }
  }
  return { cells, withheld };
}

function choose(parent: Part, minima: Minima): void {
  const children = [...parent.children.values()].sort(byId);
  for (const child of children) child.shown = meets(child.count, minima);
  while (!safe(remainder(parent), minima)) {
    const [smallest] = children
      .filter(({ shown }) => shown)
      .sort((a, b) => a.count.cast - b.count.cast || a.count.entitled - b.count.entitled || byId(a, b));
    if (!smallest) break; // what is left is the parent itself
    smallest.shown = false;
  }
  for (const child of children) if (child.shown) choose(child, minima);
}

function remainder({ count, children }: Part): Count {
  return [...children.values()].reduce((rest, child) => (child.shown ? minus(rest, child.count) : rest), count);
}

const byId = (a: Part, b: Part) => (a.id < b.id ? -1 : 1);

function finer(parts: readonly Part[]): Part[] {
  return parts.flatMap(({ children }) => [...children.values()]).sort(byId);
}

/** The tree over constituencies, down to the finest level. */
function tree(counts: ReadonlyMap<string, Count>, levels: readonly string[]): Part {
  const part = (id: string): Part => ({ id, leaves: [], children: new Map(), count: NOBODY, shown: false });
  const total = part('');
  const whole = new Set<string>();
  const divided = new Set<string>();
  for (const [leaf, count] of counts) {
    const path = steps(leaf);
    if (path.length === 0 && counts.size > 1) refuse('bad-plan', 'the constituency "all" is not the only one');
    let at = total;
    add(at, leaf, count);
    path.forEach(({ id, level }, depth) => {
      (depth === path.length - 1 ? whole : divided).add(id);
      if (depth >= levels.length) return;
      if (level !== '' && level !== levels[depth])
        refuse('bad-plan', `the constituency ${leaf} has the level ${level} where ${levels[depth]} should be`);
      const child = at.children.get(id) ?? part(id);
      at.children.set(id, child);
      add(child, leaf, count);
      at = child;
    });
  }
  for (const id of whole) if (divided.has(id)) refuse('bad-plan', `${id} is a constituency and contains others`);
  return total;
}

function add(part: Part, leaf: string, count: Count): void {
  part.leaves.push(leaf);
  part.count = plus(part.count, count);
}

/**
 * The parts a constituency belongs to, coarsest first, itself last, from its id: `region/north/branch/leeds`, with
 * `region/north/~` for what was merged inside a group and `~` over all. None of `all`.
 */
function steps(id: string): { id: string; level: string }[] {
  if (id === 'all') return [];
  const words = id.split('/');
  const merged = words.at(-1) === '~' && words.length % 2 === 1;
  const named = merged ? words.slice(0, -1) : words;
  if (named.length % 2 === 1 || named.includes('')) refuse('bad-plan', `${id} is not the id of a constituency`);
  const path = named
    .filter((_, i) => i % 2 === 0)
    .map((level, i) => ({ level, id: named.slice(0, 2 * i + 2).join('/') }));
  return merged ? [...path, { level: '', id }] : path;
}

/** Goes through the parts level by level: each must be the next cell of the plan or the next that it withholds. */
function place(plan: Plan, total: Part, levels: readonly string[]): void {
  const { cells, withheld, minima } = plan;
  total.shown = true;
  total.count = cells[0] as PlannedCell;
  let next = 1;
  let hidden = 0;
  let parents = [total];
  for (const level of levels) {
    const parts = parents.flatMap((parent) => [...parent.children.values()].map((part) => ({ part, parent })));
    for (const { part, parent } of parts.sort((a, b) => byId(a.part, b.part))) {
      const out = withheld[hidden];
      if (out?.level === level && out.constituency === part.id) {
        hidden++;
        continue;
      }
      const cell = cells[next];
      if (!cell || !parent.shown)
        throw new ProtocolError('bad-plan', `${part.id} has neither a cell nor a reason why not`);
      checkCell(cell, next, level, part);
      part.shown = true;
      part.count = cell;
      if (!meets(cell, minima) || cell.cast > cell.entitled)
        refuse(
          'bad-plan',
          `cell ${next} has fewer votes cast or entitled than the minima, or more votes than entitled`,
        );
      next++;
    }
    parents = parts.map(({ part }) => part);
  }
  if (next !== cells.length) refuse('bad-plan', `cell ${next} is no part of the constituencies, or not in its place`);
  if (hidden !== withheld.length) refuse('bad-plan', `plan.withheld[${hidden}] is no part, or not in its place`);
}

function checkCell(cell: PlannedCell, number: number, level: string, part: Part): void {
  if (cell.level !== level || !equal(cell.constituencies, part.leaves.sort()))
    refuse('bad-plan', `cell ${number} is not the part ${part.id || 'of all constituencies'} of level ${level}`);
}

function checkRemainders(parent: Part, minima: Minima): void {
  const shown = [...parent.children.values()].filter((child) => child.shown);
  if (shown.length === 0) return;
  const rest = remainder(parent);
  const all = shown.reduce((n, { leaves }) => n + leaves.length, 0) === parent.leaves.length;
  if (all ? !same(rest, NOBODY) : !safe(rest, minima) || rest.cast > rest.entitled)
    refuse('bad-plan', `subtracting the cells within ${parent.id || 'the total'} leaves fewer than the minima`);
  for (const child of shown) checkRemainders(child, minima);
}

/** Who is entitled, as an officer writes it: plain rules. */
import type { components as BallotContract } from '../api/generated/ballot.ts';
import { daysLater, instantsOf, localOf } from '../text/london.ts';

type Schemas = BallotContract['schemas'];
export type Ballot = Schemas['Ballot'];

export const DIMENSIONS = [
  'sections',
  'regions',
  'branches',
  'employers',
  'workplaces',
  'membershipClasses',
  'statuses',
] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** The values that are admitted; a dimension that is left out admits all of them. */
export type Rule = Readonly<Partial<Record<Dimension, readonly string[]>>>;

const MOST_VALUES = 500;
const USUAL_STATUSES = ['active'];

/** The rule of a ballot. */
export function ruleOf({ eligibility = {} }: Ballot): Rule {
  const given = DIMENSIONS.flatMap((dimension) => {
    const values = eligibility[dimension];
    return values ? [[dimension, values]] : [];
  });
  return { statuses: USUAL_STATUSES, ...Object.fromEntries(given) };
}

/** Whether two rules admit the same members. */
export function isSame(a: Rule, b: Rule): boolean {
  const written = (rule: Rule) =>
    JSON.stringify(DIMENSIONS.map((dimension) => (rule[dimension] ? [...rule[dimension]].sort() : null)));
  return written(a) === written(b);
}

/** Dimensions of which nothing, or too much, is chosen. */
export function ruleFaults(rule: Rule): readonly Dimension[] {
  return DIMENSIONS.filter((dimension) => {
    const values = rule[dimension];
    return values && (values.length === 0 || values.length > MOST_VALUES);
  });
}

/** The draft with another rule. The service replaces drafts as a whole, so everything else is sent as it was. */
export function draftWith(ballot: Ballot, rule: Rule): Schemas['BallotDraft'] {
  const {
    name = '',
    authority = '',
    questions = [],
    opensAt = '',
    closesAt = '',
    eligibility,
    welsh,
    triggers,
  } = ballot;
  const lists = DIMENSIONS.flatMap((dimension) => {
    const values = rule[dimension];
    return values ? [[dimension, [...values]]] : [];
  });
  const joinedBefore = eligibility?.joinedBefore;
  return {
    name,
    authority,
    // What is read is whole; the contract only does not say so.
    questions: questions as Schemas['Question'][],
    opensAt,
    closesAt,
    eligibility: { ...Object.fromEntries(lists), ...(joinedBefore && { joinedBefore }) },
    revoting: false,
    ...kept(ballot, ['union', 'constituencyLevel', 'constituencyGroupLevel', 'publication', 'minima']),
    ...kept(ballot, ['reserve', 'keyHolders', 'helpLine']),
    ...(triggers && { triggers: triggers as Schemas['TriggerDate'][] }),
    ...(welsh && { welsh: welsh as Schemas['WelshPaperText'] }),
    // Left out where it is the usual one, which moves with the close.
    ...(ballot.lateJoinerCutOff &&
      Date.parse(ballot.lateJoinerCutOff) !== usualCutOff(closesAt) && { lateJoinerCutOff: ballot.lateJoinerCutOff }),
  };
}

function kept<K extends keyof Ballot>(ballot: Ballot, fields: readonly K[]): Pick<Ballot, K> {
  const there = fields.filter((field) => ballot[field] !== undefined && ballot[field] !== null);
  return Object.fromEntries(there.map((field) => [field, ballot[field]])) as Pick<Ballot, K>;
}

/** Ten in the morning of the day before the close, by London's clocks. */
export function usualCutOff(closesAt: string): number {
  const [instant = closesAt] = instantsOf({ date: daysLater(localOf(closesAt).date, -1), time: '10:00' });
  return Date.parse(instant);
}

/** Whether late joiners can come onto the roll and leavers go off it. */
export function takesChanges({ rollVersion = 0, state = '', closesAt = '' }: Ballot, now: number): boolean {
  return rollVersion > 0 && ['keyed', 'ready', 'open'].includes(state) && Date.parse(closesAt) > now;
}

/** How many spare codes are made beside those of the entitled. */
export function spareOf({ reserve }: Ballot, entitled: number): number {
  return Math.max(reserve?.minimum ?? 0, Math.ceil(((reserve?.percent ?? 0) * entitled) / 100));
}

/** A value to choose from. */
export interface Offer {
  readonly value: string;
  /** Members of the last register file that have it; absent where that is not known. */
  readonly members?: number;
}

/** Where values to choose from come from. */
export interface Sources {
  readonly totals: readonly { readonly level?: string; readonly value?: string; readonly rows?: number }[];
  readonly places: readonly { readonly name?: string; readonly region?: string }[];
  readonly sample: readonly Schemas['RollMember'][];
}

const LEVELS: Readonly<Partial<Record<Dimension, string>>> = {
  sections: 'section',
  regions: 'region',
  branches: 'branch',
  employers: 'employer',
};

/** What can be chosen of a dimension: what the rule has already, and what the register is known to hold. */
export function offersOf(dimension: Dimension, rule: Rule, { totals, places, sample }: Sources): readonly Offer[] {
  const members = new Map<string, number | undefined>();
  const add = (value: string | undefined, rows?: number) => {
    if (value && (rows !== undefined || !members.has(value))) members.set(value, rows);
  };
  for (const value of rule[dimension] ?? []) add(value);
  for (const { level, value, rows } of totals) if (level === LEVELS[dimension]) add(value, rows);
  if (dimension === 'branches') for (const { name } of places) add(name);
  if (dimension === 'regions') for (const { region } of places) add(region);
  if (dimension === 'workplaces') for (const { workplace } of sample) add(workplace);
  if (dimension === 'membershipClasses') for (const { membershipClass } of sample) add(membershipClass);
  if (dimension === 'statuses') for (const status of ['active', 'suspended', 'lapsed']) add(status);
  return [...members]
    .sort(([a], [b]) => a.localeCompare(b, 'en-GB', { numeric: true }))
    .map(([value, rows]) => ({ value, ...(rows !== undefined && { members: rows }) }));
}

/** How many there are of each kind. */
export function countBy<T>(items: readonly T[], of: (item: T) => string): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(of(item), [...(groups.get(of(item)) ?? []), item]);
  return [...groups];
}

/** What became different from one version of a draft to another. Plain rules, no page. */
import type { components } from '../api/generated/ballot.ts';

/** A version of a draft; a ballot is one, too. */
export type Version = Omit<components['schemas']['DraftVersion'], 'revision' | 'by' | 'at'>;

/** A value as it is to be said. */
export type Value =
  /** What members read, in its language. */
  | { readonly kind: 'text'; readonly text: string; readonly lang: 'en' | 'cy' }
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'moment'; readonly at: string }
  /** A word of the API, of one of its vocabularies. */
  | {
      readonly kind: 'word';
      readonly of: 'level' | 'turnout' | 'result' | 'breakdown' | 'blank';
      readonly word: string;
    }
  | { readonly kind: 'trigger'; readonly on: string; readonly text: string; readonly question: number | undefined };

/** One thing that is not as it was. */
export interface Difference {
  /** The field's path, as the editor has it. */
  readonly field: string;
  /** Absent for what was added. */
  readonly before?: Value;
  /** Absent for what was removed. */
  readonly after?: Value;
}

const text = (value: string | null | undefined, lang: 'en' | 'cy' = 'en'): Value | undefined =>
  value ? { kind: 'text', text: value, lang } : undefined;
const plain = (value: string | number | null | undefined): Value | undefined =>
  value === undefined || value === null || value === '' ? undefined : { kind: 'plain', text: String(value) };
const moment = (at: string | undefined): Value | undefined => (at ? { kind: 'moment', at } : undefined);
const word = (of: (Value & { kind: 'word' })['of'], value: string | undefined): Value => ({
  kind: 'word',
  of,
  word: value ?? 'none',
});

/** Everything that is not as it was, in the order of the paper. */
export function differences(before: Version, after: Version): readonly Difference[] {
  const found: Difference[] = [];
  const compare = (field: string, was: Value | undefined, is: Value | undefined) => {
    if (JSON.stringify(was) === JSON.stringify(is)) return;
    found.push({ field, ...(was && { before: was }), ...(is && { after: is }) });
  };
  const each = (field: string, value: (version: Version) => Value | undefined) =>
    compare(field, value(before), value(after));

  each('name', ({ name }) => text(name));
  each('welsh.name', ({ welsh }) => text(welsh?.name, 'cy'));
  each('authority', ({ authority }) => text(authority));
  each('welsh.authority', ({ welsh }) => text(welsh?.authority, 'cy'));
  each('union', ({ union }) => plain(union));
  each('helpLine', ({ helpLine }) => plain(helpLine));
  questions(before, after, compare);
  each('opensAt', ({ opensAt }) => moment(opensAt));
  each('closesAt', ({ closesAt }) => moment(closesAt));
  each('lateJoinerCutOff', ({ lateJoinerCutOff }) => moment(lateJoinerCutOff));
  for (const list of LISTS)
    each(`eligibility.${list}`, ({ eligibility }) => {
      const items = eligibility?.[list];
      return items ? { kind: 'list', items: [...items].sort() } : undefined;
    });
  each('eligibility.joinedBefore', ({ eligibility }) => moment(eligibility?.joinedBefore ?? undefined));
  each('constituencyLevel', ({ constituencyLevel }) => word('level', constituencyLevel));
  each('constituencyGroupLevel', ({ constituencyGroupLevel }) => word('level', constituencyGroupLevel));
  each('publication.turnout', ({ publication }) => word('turnout', publication?.turnout));
  each('publication.result', ({ publication }) => word('result', publication?.result));
  each('publication.breakdown', ({ publication }) => word('breakdown', publication?.breakdown));
  each('minima.cast', ({ minima }) => plain(minima?.cast));
  each('minima.entitled', ({ minima }) => plain(minima?.entitled));
  each('keyHolders.holders', ({ keyHolders }) => plain(keyHolders?.holders));
  each('keyHolders.threshold', ({ keyHolders }) => plain(keyHolders?.threshold));
  each('reserve.percent', ({ reserve }) => plain(reserve?.percent));
  each('reserve.minimum', ({ reserve }) => plain(reserve?.minimum));
  triggers(before, after, compare);
  return found;
}

const LISTS = ['sections', 'employers', 'regions', 'branches', 'workplaces', 'membershipClasses', 'statuses'] as const;

type Compare = (field: string, was: Value | undefined, is: Value | undefined) => void;

interface Both {
  readonly en: string;
  readonly cy: string | undefined;
}

interface Asked extends Both {
  readonly answers: readonly Both[];
  readonly min: number;
  readonly max: number;
  readonly blank: boolean;
}

function askedIn({ questions = [], welsh }: Version): Asked[] {
  return questions.map(({ question = '', answers = [], min = 1, max = 1, blank = false }, i) => ({
    en: question,
    cy: welsh?.questions?.[i]?.question,
    answers: answers.map((en, j) => ({ en, cy: welsh?.questions?.[i]?.answers?.[j] })),
    min,
    max,
    blank,
  }));
}

function questions(before: Version, after: Version, compare: Compare): void {
  for (const { was, is, place } of aligned(askedIn(before), askedIn(after), ({ en }) => en)) {
    const field = `questions[${place}]`;
    const both = (of: string, b: Both | undefined, a: Both | undefined) => {
      compare(of, text(b?.en), text(a?.en));
      compare(`welsh.${of}`, text(b?.cy, 'cy'), text(a?.cy, 'cy'));
    };
    both(`${field}.question`, was, is);
    for (const answer of aligned(was?.answers ?? [], is?.answers ?? [], ({ en }) => en))
      both(`${field}.answers[${answer.place}]`, answer.was, answer.is);
    // What a question that was added or removed allowed is part of it, and no news.
    if (!was || !is) continue;
    compare(`${field}.min`, plain(was.min), plain(is.min));
    compare(`${field}.max`, plain(was.max), plain(is.max));
    compare(`${field}.blank`, word('blank', String(was.blank)), word('blank', String(is.blank)));
  }
}

function triggers(before: Version, after: Version, compare: Compare): void {
  const value = (one: NonNullable<Version['triggers']>[number] | undefined): Value | undefined =>
    one && { kind: 'trigger', on: one.on ?? '', text: one.text ?? '', question: one.question ?? undefined };
  const pairs = aligned(before.triggers ?? [], after.triggers ?? [], (one) => JSON.stringify(value(one)));
  for (const { was, is, place } of pairs) compare(`triggers[${place}]`, value(was), value(is));
}

interface Pair<T> {
  readonly was?: T;
  readonly is?: T;
  /** Its place now; for what was removed, the place it had. */
  readonly place: number;
}

/**
 * Two lists side by side, in the order of the later one: what reads the same belongs together, however much was put in
 * before it; what is between two such is taken for the same thing, written anew.
 */
export function aligned<T>(before: readonly T[], after: readonly T[], read: (one: T) => string): Pair<T>[] {
  const pairs: Pair<T>[] = [];
  let [b, a] = [0, 0];
  const between = (toB: number, toA: number) => {
    for (; b < toB && a < toA; b++, a++) pairs.push({ was: before[b] as T, is: after[a] as T, place: a });
    for (; b < toB; b++) pairs.push({ was: before[b] as T, place: b });
    for (; a < toA; a++) pairs.push({ is: after[a] as T, place: a });
  };
  for (const [atB, atA] of commonOrder(before.map(read), after.map(read))) {
    between(atB, atA);
    pairs.push({ was: before[b++] as T, is: after[a++] as T, place: atA });
  }
  between(before.length, after.length);
  return pairs;
}

/** The longest run of equal texts that both lists have in the same order, as places in the two. */
function commonOrder(before: readonly string[], after: readonly string[]): [number, number][] {
  const length = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (b: number, a: number) => length[b]?.[a] ?? 0;
  for (let b = before.length - 1; b >= 0; b--)
    for (let a = after.length - 1; a >= 0; a--)
      (length[b] as number[])[a] = before[b] === after[a] ? at(b + 1, a + 1) + 1 : Math.max(at(b + 1, a), at(b, a + 1));
  const places: [number, number][] = [];
  for (let b = 0, a = 0; b < before.length && a < after.length; ) {
    if (before[b] === after[a]) places.push([b++, a++]);
    else if (at(b + 1, a) >= at(b, a + 1)) b++;
    else a++;
  }
  return places;
}

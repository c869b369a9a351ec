/** A draft as the fields of a form hold it: from a ballot, and back into what the ballot service takes. Plain rules, no page. */
import type { components } from '../api/generated/ballot.ts';
import { daysLater, instantOf, type LocalTime, localOf, type TimeFault } from '../text/london.ts';

type Ballot = components['schemas']['Ballot'];
type Draft = components['schemas']['BallotDraft'];
type Eligibility = components['schemas']['Eligibility'];

/** A text in both languages; the Welsh is kept while the paper is in English only. */
export interface Both {
  readonly en: string;
  readonly cy: string;
}

export interface AnswerForm extends Both {
  readonly key: number;
}

export interface QuestionForm {
  readonly key: number;
  readonly question: Both;
  readonly answers: readonly AnswerForm[];
  readonly min: string;
  readonly max: string;
  readonly blank: boolean;
}

export interface TriggerForm {
  readonly key: number;
  readonly on: string;
  readonly text: string;
  /** Number of the question, from 1; empty for the whole ballot. */
  readonly question: string;
}

export interface BallotForm {
  readonly name: Both;
  readonly union: string;
  readonly authority: Both;
  readonly helpLine: string;
  readonly isWelsh: boolean;
  readonly questions: readonly QuestionForm[];
  readonly opens: LocalTime;
  readonly closes: LocalTime;
  /** Absent for the usual one, at 10:00 on the day before the close. */
  readonly cutOff: LocalTime | null;
  readonly level: string;
  readonly groupLevel: string;
  readonly turnout: string;
  readonly result: string;
  readonly breakdown: string;
  readonly minCast: string;
  readonly minEntitled: string;
  readonly reservePercent: string;
  readonly reserveMinimum: string;
  readonly holders: string;
  readonly threshold: string;
  readonly triggers: readonly TriggerForm[];
  /** Written on the roll's page; it goes along unchanged. */
  readonly eligibility: Eligibility | undefined;
}

/** What the form cannot even send, by the field's path as the service names it. */
export type FormFault = TimeFault | 'number' | 'date';
export type FormFaults = ReadonlyMap<string, FormFault>;

let keys = 0;
/** A key for what is added to a list. */
export const newKey = () => ++keys;

const both = (en = '', cy = ''): Both => ({ en, cy });
export const newAnswer = (en = '', cy = ''): AnswerForm => ({ key: newKey(), en, cy });

/** A question that one answer is chosen for, and that may be left blank: abstaining is as easy as voting (rule R19). */
export function newQuestion(question: Both = both()): QuestionForm {
  return {
    key: newKey(),
    question,
    answers: [newAnswer('Yes', 'Ydw'), newAnswer('No', 'Nac ydw')],
    min: '1',
    max: '1',
    blank: true,
  };
}

/** The two questions that are always asked apart (rule R18). */
export function industrialAction(): readonly QuestionForm[] {
  return [
    newQuestion(
      both(
        'Are you prepared to take part in strike action?',
        'A ydych yn barod i gymryd rhan mewn gweithredu ar ffurf streic?',
      ),
    ),
    newQuestion(
      both(
        'Are you prepared to take part in action short of a strike?',
        'A ydych yn barod i gymryd rhan mewn gweithredu heb fynd mor bell â streicio?',
      ),
    ),
  ];
}

export function newTrigger(): TriggerForm {
  return { key: newKey(), on: '', text: '', question: '' };
}

/** An empty draft, with the values that the service would take where nothing is stated. */
export function emptyForm(): BallotForm {
  return {
    name: both(),
    union: '',
    authority: both(),
    helpLine: '',
    isWelsh: false,
    questions: [newQuestion()],
    opens: { date: '', time: '12:00' },
    closes: { date: '', time: '12:00' },
    cutOff: null,
    level: 'none',
    groupLevel: 'none',
    turnout: 'live',
    result: 'full',
    breakdown: 'none',
    minCast: '20',
    minEntitled: '20',
    reservePercent: '20',
    reserveMinimum: '200',
    holders: '3',
    threshold: '2',
    triggers: [],
    eligibility: undefined,
  };
}

/** The form of a ballot that was drafted before. */
export function formOf(ballot: Ballot): BallotForm {
  const empty = emptyForm();
  const { welsh, publication = {}, minima = {}, reserve = {}, keyHolders = {} } = ballot;
  const text = (value: number | undefined, usual: string) => (value === undefined ? usual : String(value));
  const closes = ballot.closesAt ? localOf(ballot.closesAt) : empty.closes;
  const cutOff = ballot.lateJoinerCutOff ? localOf(ballot.lateJoinerCutOff) : undefined;
  return {
    name: both(ballot.name, welsh?.name),
    union: ballot.union ?? '',
    authority: both(ballot.authority, welsh?.authority),
    helpLine: ballot.helpLine ?? '',
    isWelsh: welsh !== undefined && welsh !== null,
    questions: (ballot.questions ?? []).map(({ question, answers = [], min = 1, max = 1, blank = false }, i) => ({
      key: newKey(),
      question: both(question, welsh?.questions?.[i]?.question),
      answers: answers.map((answer, j) => newAnswer(answer, welsh?.questions?.[i]?.answers?.[j])),
      min: String(min),
      max: String(max),
      blank,
    })),
    opens: ballot.opensAt ? localOf(ballot.opensAt) : empty.opens,
    closes,
    cutOff: cutOff === undefined || isUsual(cutOff, closes) ? null : cutOff,
    level: ballot.constituencyLevel ?? empty.level,
    groupLevel: ballot.constituencyGroupLevel ?? empty.groupLevel,
    turnout: publication.turnout ?? empty.turnout,
    result: publication.result ?? empty.result,
    breakdown: publication.breakdown ?? empty.breakdown,
    minCast: text(minima.cast, empty.minCast),
    minEntitled: text(minima.entitled, empty.minEntitled),
    reservePercent: text(reserve.percent, empty.reservePercent),
    reserveMinimum: text(reserve.minimum, empty.reserveMinimum),
    holders: text(keyHolders.holders, empty.holders),
    threshold: text(keyHolders.threshold, empty.threshold),
    triggers: (ballot.triggers ?? []).map(({ on = '', text = '', question }) => ({
      key: newKey(),
      on,
      text,
      question: question === undefined || question === null ? '' : String(question),
    })),
    eligibility: eligibilityOf(ballot.eligibility),
  };
}

/** The cut-off that holds where none is stated (rule R5). */
export function usualCutOff(closes: LocalTime): LocalTime {
  return { date: closes.date && daysLater(closes.date, -1), time: '10:00' };
}

function isUsual(cutOff: LocalTime, closes: LocalTime): boolean {
  const usual = usualCutOff(closes);
  return cutOff.date === usual.date && cutOff.time === usual.time;
}

/** Without the lists that admit everyone: the service takes them only when they list something. */
function eligibilityOf(rule: Ballot['eligibility']): Eligibility | undefined {
  if (!rule) return undefined;
  const stated = Object.entries(rule).filter(([, value]) => value !== undefined && value !== null);
  return stated.length === 0 ? undefined : (Object.fromEntries(stated) as Eligibility);
}

/** What the service takes, or everything that is wrong with the form before it is even sent. */
export function draftOf(form: BallotForm): { readonly draft: Draft } | { readonly faults: FormFaults } {
  const faults = new Map<string, FormFault>();
  const instant = (field: string, local: LocalTime): string => {
    const read = instantOf(local);
    if ('instant' in read) return read.instant;
    faults.set(field, read.fault);
    return '';
  };
  const number = (field: string, text: string): number => {
    if (/^\d{1,9}$/.test(text.trim())) return Number(text);
    faults.set(field, 'number');
    return 0;
  };
  const date = (field: string, text: string): string => {
    if (!text) faults.set(field, 'date');
    return text;
  };
  const draft: Draft = {
    name: form.name.en,
    ...(form.union.trim() && { union: form.union }),
    authority: form.authority.en,
    questions: form.questions.map(({ question, answers, min, max, blank }, i) => ({
      question: question.en,
      answers: answers.map(({ en }) => en),
      min: number(`questions[${i}].min`, min),
      max: number(`questions[${i}].max`, max),
      blank,
    })),
    opensAt: instant('opensAt', form.opens),
    closesAt: instant('closesAt', form.closes),
    ...(form.cutOff && { lateJoinerCutOff: instant('lateJoinerCutOff', form.cutOff) }),
    ...(form.eligibility && { eligibility: form.eligibility }),
    constituencyLevel: form.level,
    constituencyGroupLevel: form.groupLevel,
    publication: { turnout: form.turnout, result: form.result, breakdown: form.breakdown },
    minima: { cast: number('minima.cast', form.minCast), entitled: number('minima.entitled', form.minEntitled) },
    reserve: {
      percent: number('reserve.percent', form.reservePercent),
      minimum: number('reserve.minimum', form.reserveMinimum),
    },
    keyHolders: {
      threshold: number('keyHolders.threshold', form.threshold),
      holders: number('keyHolders.holders', form.holders),
    },
    helpLine: form.helpLine,
    ...(form.isWelsh && {
      welsh: {
        name: form.name.cy,
        authority: form.authority.cy,
        questions: form.questions.map(({ question, answers }) => ({
          question: question.cy,
          answers: answers.map(({ cy }) => cy),
        })),
      },
    }),
    triggers: form.triggers.map(({ on, text, question }, i) => ({
      on: date(`triggers[${i}].on`, on),
      text,
      ...(question && { question: number(`triggers[${i}].question`, question) }),
    })),
  };
  return faults.size > 0 ? { faults } : { draft };
}

/** Whether two forms would be sent as the same draft. */
export function isSameDraft(a: BallotForm, b: BallotForm): boolean {
  const plain = (form: BallotForm) => JSON.stringify(form, (name, value) => (name === 'key' ? undefined : value));
  return plain(a) === plain(b);
}

/** A list with the thing at one place moved up or down by one. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const to = from + by;
  if (to < 0 || to >= list.length) return list;
  const next = [...list];
  [next[from], next[to]] = [next[to] as T, next[from] as T];
  return next;
}

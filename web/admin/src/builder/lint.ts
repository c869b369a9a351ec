/** What an experienced officer would say about a draft before it goes out. Hints, no faults. Plain rules, no page. */
import { daysLater, type LocalTime } from '../text/london.ts';
import type { BallotForm, QuestionForm } from './form.ts';

export type HintName =
  | 'leading'
  | 'loaded'
  | 'no-abstention'
  | 'two-in-one'
  | 'short'
  | 'long'
  | 'trigger'
  | 'help-line'
  | 'same-in-welsh';

export interface Hint {
  /** Path of the field that it is about, as the service names it. */
  readonly field: string;
  readonly name: HintName;
  /** The words that gave rise to it. */
  readonly words?: string;
}

/** A question that carries its answer: it asks for agreement instead of a choice. */
const LEADING =
  /\b(?:(?:do|don[’']t|would|will) you (?:not )?(?:agree|accept|believe|think) that|surely|isn[’']t it)\b/i;
/** Words that judge what members are asked to judge. */
const LOADED =
  /\b(?:derisory|insulting|disgraceful|unacceptable|outrageous|unfair|shameful|pitiful|unjust|fair and reasonable|generous)\b/i;
const ABSTAINS = /\b(?:abstain|abstention|undecided|neither|no view|don[’']t know|not sure)/i;
const STRIKE = /\bstrike action\b/i;
const SHORT_OF_STRIKE = /\baction short of\b/i;
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
/** A day by which something is to happen, after which the union would act (rule R16). */
const DEADLINE = new RegExp(`\\b(?:by|before|until) (?:\\d{1,2} (?:${MONTHS})|(?:${MONTHS}) \\d{1,2})\\b`, 'i');

/** Windows run from two to six weeks (rule R8). */
const LEAST_DAYS = 14;
const MOST_DAYS = 42;

/** Every hint on a draft, in the order of the page. */
export function lint(form: BallotForm): readonly Hint[] {
  const asked = form.questions.flatMap((question, i) => ofQuestion(question, i, form));
  return [...asked, ...ofWindow(form), ...ofHelp(form)];
}

function ofQuestion({ question, answers, max, blank }: QuestionForm, i: number, form: BallotForm): Hint[] {
  const field = `questions[${i}].question`;
  const hints: Hint[] = [];
  const found = (name: HintName, pattern: RegExp) => {
    const words = pattern.exec(question.en)?.[0];
    if (words !== undefined) hints.push({ field, name, words });
  };
  found('leading', LEADING);
  found('loaded', LOADED);
  if (STRIKE.test(question.en) && SHORT_OF_STRIKE.test(question.en)) hints.push({ field, name: 'two-in-one' });
  if (form.triggers.length === 0) found('trigger', DEADLINE);
  if (max.trim() === '1' && !blank && !answers.some(({ en }) => ABSTAINS.test(en)))
    hints.push({ field: `questions[${i}].blank`, name: 'no-abstention' });
  if (form.isWelsh && question.en.trim() && question.en.trim() === question.cy.trim())
    hints.push({ field: `welsh.${field}`, name: 'same-in-welsh' });
  return hints;
}

function ofWindow({ opens, closes }: BallotForm): Hint[] {
  if (!opens.date || !closes.date) return [];
  if (isBefore(closes, later(opens, LEAST_DAYS))) return [{ field: 'closesAt', name: 'short' }];
  if (isBefore(later(opens, MOST_DAYS), closes)) return [{ field: 'closesAt', name: 'long' }];
  return [];
}

function ofHelp({ helpLine }: BallotForm): Hint[] {
  return helpLine.trim() ? [] : [{ field: 'helpLine', name: 'help-line' }];
}

/** By the calendar: noon to noon is two weeks, also over a change of the clocks. */
function later({ date, time }: LocalTime, days: number): LocalTime {
  return { date: daysLater(date, days), time };
}

function isBefore(a: LocalTime, b: LocalTime): boolean {
  return `${a.date}T${a.time}` < `${b.date}T${b.time}`;
}

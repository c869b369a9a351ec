/** What a voter may choose: the rules of a question on the screen. */
import { type PlainAnswer, plainAnswer } from '@tellers/ballot-crypto/answers';

/** A question as election.json has it. */
export interface Question {
  readonly question: string;
  readonly answers: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly blank: boolean;
}

/** Nothing chosen yet (no indices), the indices of the chosen answers in the paper's order, or an explicit blank. */
export type Choice = readonly number[] | 'blank';

/** Why a choice cannot stand. */
export type ChoiceFault = 'nothing' | 'too-few' | 'too-many';

/**
 * Whether the page offers "Leave this question blank". Where a question asks for no answer at all (`min` 0) the page
 * offers it too: an untouched form never counts as an answer (M2).
 */
export function mayBeBlank(question: Question): boolean {
  return question.blank || question.min === 0;
}

/** Whether one answer replaces the other: radio buttons. */
export function isSingle(question: Question): boolean {
  return question.max === 1;
}

/** The choice after the voter touched an answer. Going over the limit is allowed here and explained by the page. */
export function toggle(question: Question, choice: Choice, answer: number): Choice {
  if (isSingle(question)) return [answer];
  const chosen = choice === 'blank' ? [] : choice;
  return chosen.includes(answer)
    ? chosen.filter((other) => other !== answer)
    : [...chosen, answer].sort((a, b) => a - b);
}

/** What is wrong with a choice, if anything. */
export function faultOf(question: Question, choice: Choice): ChoiceFault | undefined {
  if (choice === 'blank') return mayBeBlank(question) ? undefined : 'nothing';
  if (choice.length === 0) return 'nothing';
  if (choice.length < question.min) return 'too-few';
  return choice.length > question.max ? 'too-many' : undefined;
}

/** The choice in the form that is encrypted. */
export function toPlain(question: Question, choice: Choice): PlainAnswer {
  return plainAnswer(question, choice === 'blank' && !question.blank ? [] : choice);
}

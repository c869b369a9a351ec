/** Plain answers to questions, before encryption: specification section 4.11.1. No cryptography is loaded with it. */
import type { Question } from './election.ts';
import { refuse } from './errors.ts';

/**
 * The plain answer to one question, as Belenios writes it: one 0 or 1 per answer, preceded by one for "blank" where
 * the question allows a blank vote.
 */
export type PlainAnswer = readonly number[];

/**
 * The plain answer for a set of chosen options.
 *
 * @param chosen indices of the chosen answers, or `blank`
 * @throws ProtocolError `bad-choices`
 */
export function plainAnswer(question: Question, chosen: readonly number[] | 'blank'): PlainAnswer {
  const isBlank = chosen === 'blank';
  if (isBlank && !question.blank) refuse('bad-choices', 'this question cannot be left blank');
  const bits: number[] = question.answers.map((_, i) => (!isBlank && chosen.includes(i) ? 1 : 0));
  if (!isBlank && chosen.length !== sum(bits)) refuse('bad-choices', 'an option is unknown or chosen twice');
  return question.blank ? [isBlank ? 1 : 0, ...bits] : bits;
}

/**
 * Refuses answers that the questions do not allow.
 *
 * @throws ProtocolError `bad-choices` with the number of the question, from 1
 */
export function checkAnswers(questions: readonly Question[], answers: readonly PlainAnswer[]): void {
  if (!Array.isArray(answers) || answers.length !== questions.length)
    refuse('bad-choices', `there must be ${questions.length} answers`);
  questions.forEach((question, i) => {
    const answer = answers[i] as PlainAnswer;
    const at = `answer ${i + 1}`;
    const length = question.answers.length + (question.blank ? 1 : 0);
    if (!Array.isArray(answer) || answer.length !== length || !answer.every((bit) => bit === 0 || bit === 1))
      refuse('bad-choices', `${at} must be ${length} numbers 0 or 1`);
    const chosen = sum(question.blank ? answer.slice(1) : answer);
    if (question.blank && answer[0] === 1) {
      if (chosen > 0) refuse('bad-choices', `${at} is blank and chooses options at once`);
    } else if (chosen < question.min || chosen > question.max)
      refuse('bad-choices', `${at} chooses ${chosen} options, allowed are ${question.min} to ${question.max}`);
  });
}

function sum(bits: readonly number[]): number {
  return bits.reduce((a, b) => a + b, 0);
}

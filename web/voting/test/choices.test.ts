import { checkAnswers } from '@tellers/ballot-crypto/answers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Choice, faultOf, mayBeBlank, type Question, toggle, toPlain } from '../src/choices.ts';

const question = (min: number, max: number, blank = false, answers = ['A', 'B', 'C', 'D']): Question => ({
  question: 'Q?',
  answers,
  min,
  max,
  blank,
});

const anyQuestion = fc
  .record({ n: fc.integer({ min: 1, max: 6 }), a: fc.nat(6), b: fc.nat(6), blank: fc.boolean() })
  .map(({ n, a, b, blank }) => {
    const [min, max] = [Math.min(a, b, n), Math.min(Math.max(a, b, 1), n)] as const;
    return question(min, max, blank, [...'ABCDEF'].slice(0, n));
  });

/** What a voter does with a question: touches answers, and sometimes "blank". */
const touches = fc.array(fc.oneof(fc.nat(5), fc.constant('blank' as const)), { maxLength: 12 });

function after(q: Question, done: readonly (number | 'blank')[]): Choice {
  return done.reduce<Choice>((choice, touch) => {
    if (touch === 'blank') return mayBeBlank(q) ? 'blank' : choice;
    return touch < q.answers.length ? toggle(q, choice, touch) : choice;
  }, []);
}

describe('a choice', () => {
  it('that the page lets pass is one that the protocol accepts', () => {
    fc.assert(
      fc.property(anyQuestion, touches, (q, done) => {
        const choice = after(q, done);
        if (faultOf(q, choice) === undefined) checkAnswers([q], [toPlain(q, choice)]);
      }),
    );
  });

  it('never stands untouched, whatever the question allows (M2)', () => {
    fc.assert(fc.property(anyQuestion, (q) => faultOf(q, []) === 'nothing'));
  });

  it('can always be left blank explicitly where the question allows no answer', () => {
    for (const q of [question(0, 2), question(0, 1), question(1, 1, true), question(2, 3, true)])
      expect(faultOf(q, 'blank')).toBeUndefined();
    expect(faultOf(question(1, 1), 'blank')).toBe('nothing');
  });

  it('of one answer is replaced by the next, of several is added to and taken from', () => {
    expect(toggle(question(1, 1), [0], 2)).toEqual([2]);
    expect(toggle(question(1, 2), [2], 0)).toEqual([0, 2]);
    expect(toggle(question(1, 2), [0, 2], 0)).toEqual([2]);
    expect(toggle(question(1, 2), 'blank', 3)).toEqual([3]);
  });

  it('may go over the limit, and is then refused with the reason', () => {
    const three = [0, 1, 2].reduce<Choice>((choice, answer) => toggle(question(1, 2), choice, answer), []);
    expect(three).toEqual([0, 1, 2]);
    expect(faultOf(question(1, 2), three)).toBe('too-many');
    expect(faultOf(question(2, 3), [0])).toBe('too-few');
  });

  it('is encrypted with the bit for "blank" only where the question has one', () => {
    expect(toPlain(question(1, 1, true), 'blank')).toEqual([1, 0, 0, 0, 0]);
    expect(toPlain(question(1, 1, true), [1])).toEqual([0, 0, 1, 0, 0]);
    expect(toPlain(question(0, 2), 'blank')).toEqual([0, 0, 0, 0]);
  });
});

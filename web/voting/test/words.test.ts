import { describe, expect, it } from 'vitest';
import { grouped, isBallotId } from '../src/api.ts';
import type { Question } from '../src/choices.ts';
import { en } from '../src/text/en.ts';
import { exactly, when } from '../src/text.ts';
import { readLink, readTracker } from '../src/typed.ts';

describe('dates', () => {
  it.each([
    ['2026-02-27T12:00:00Z', 'noon on Friday 27 February 2026'],
    ['2026-07-01T11:00:00Z', 'noon on Wednesday 1 July 2026'],
    ['2026-03-28T00:00:00Z', 'midnight at the start of Saturday 28 March 2026'],
    ['2026-06-30T23:00:00Z', 'midnight at the start of Wednesday 1 July 2026'],
    ['2026-01-26T17:30:00Z', '5:30 pm on Monday 26 January 2026'],
    ['2026-01-26T09:00:00Z', '9 am on Monday 26 January 2026'],
    ['2026-01-26T00:05:00Z', '12:05 am on Monday 26 January 2026'],
    // The hour that exists twice, on both sides of the change of the clocks.
    ['2026-10-25T00:30:00Z', '1:30 am on Sunday 25 October 2026'],
    ['2026-10-25T01:30:00Z', '1:30 am on Sunday 25 October 2026'],
  ])('%s is %s in London', (instant, words) => expect(when(instant)).toBe(words));

  it('of a receipt name the zone', () => {
    expect(exactly(new Date('2026-02-27T11:42:10Z'))).toBe('Friday 27 February 2026 at 11:42 GMT');
    expect(exactly(new Date('2026-07-01T11:42:10Z'))).toBe('Wednesday 1 July 2026 at 12:42 BST');
  });
});

describe('the rule of a question', () => {
  const rule = (min: number, max: number, n = 4) =>
    en.question.choose({ question: '', answers: Array<string>(n).fill('x'), min, max, blank: false } as Question);

  it.each([
    [1, 1, 'Choose one'],
    [0, 1, 'Choose one'],
    [0, 2, 'Choose up to two'],
    [1, 2, 'Choose up to two'],
    [2, 2, 'Choose two'],
    [2, 3, 'Choose between two and three'],
    [0, 4, 'Choose as many as you like'],
  ])('of %i to %i answers of four is "%s"', (min, max, words) => expect(rule(min, max)).toBe(words));
});

describe('the catalogue', () => {
  it('does not speak of encryption before the receipt, where members took it for "done"', () => {
    const { received: _, ...before } = en;
    const strings = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'function'
          ? [String(value)]
          : typeof value === 'object' && value
            ? Object.values(value).flatMap(strings)
            : [];
    expect(strings(before).filter((text) => /encrypt/i.test(text))).toEqual([]);
  });
});

describe('a receipt', () => {
  const tracker = 'vQOnRaxSjQNbYwGldoeLmGEvU5tb/idCVSHs1qjk2+M';

  it('is shown in groups of five and read back from them', () => {
    expect(grouped(tracker)).toBe('vQOnR axSjQ NbYwG ldoeL mGEvU 5tb/i dCVSH s1qjk 2+M');
    expect(readTracker(` ${grouped(tracker)}=\n`)).toBe(tracker);
    expect(readTracker(tracker.replace('/', '_').replace('+', '-'))).toBe(tracker);
  });

  it('of another length or with other signs is none', () => {
    for (const text of ['', tracker.slice(1), `${tracker}A`, tracker.replace('v', '%')])
      expect(readTracker(text)).toBeUndefined();
  });
});

describe('a copied link', () => {
  it.each([
    ['https://vote.example/v/6KtJmwugEAEpW8#AAAAA-BBBBBB', '6KtJmwugEAEpW8', 'AAAAA-BBBBBB'],
    [' https://vote.example/v/6KtJmwugEAEpW8/?utm=1 ', '6KtJmwugEAEpW8', ''],
    ['https://vote.example/b/6KtJmwugEAEpW8', '6KtJmwugEAEpW8', ''],
    ['6KtJmwugEAEpW8', '6KtJmwugEAEpW8', ''],
  ])('%s names its ballot', (typed, uuid, code) => expect(readLink(typed)).toEqual({ uuid, code }));

  it('of something else is none', () => {
    for (const typed of ['', 'hello', 'https://vote.example/', 'https://vote.example/v/0OIl'])
      expect(readLink(typed)).toBeUndefined();
    expect(isBallotId('../../etc/passwd')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { cy } from '../src/text/cy.ts';
import { en } from '../src/text/en.ts';
import { number } from '../src/text/numbers.ts';
import { byDay, type Constituency, columns, ordered, scaleTop, share, tick } from '../src/turnout/figures.ts';

const DAY = 24 * 60 * 60;
const seconds = (instant: string) => Date.parse(instant) / 1000;

describe('figures', () => {
  it('mark thousands, and show a share with one decimal as the services rounded it', () => {
    expect(number(10380)).toBe('10,380');
    expect(share(40)).toBe('40.0%');
    expect(share(undefined)).toBe('–');
    expect(share(null)).toBe('–');
  });
});

describe('constituencies', () => {
  const [leeds, york, hull]: Constituency[] = [
    { id: 'b', name: 'Leeds', entitled: 50, cast: 25, percent: 50 },
    { id: 'c', name: 'York', entitled: 80, cast: 20, percent: 25 },
    { id: 'a', name: 'Hull', entitled: 9 },
  ] as const;

  it('are in the order of their names, or the lowest turnout first with the hidden ones last', () => {
    const all = [leeds, york, hull] as Constituency[];
    expect(ordered(all, 'name').map(({ name }) => name)).toEqual(['Hull', 'Leeds', 'York']);
    expect(ordered(all, 'lowest').map(({ name }) => name)).toEqual(['York', 'Leeds', 'Hull']);
  });
});

describe('the curve', () => {
  const points = [
    { at: '2026-02-13T12:00:00Z', cast: 0 },
    { at: '2026-02-13T20:00:00Z', cast: 70 },
    { at: '2026-02-14T09:00:00Z', cast: 90 },
    { at: '2026-02-14T09:00:00Z', cast: 95 },
  ];

  it('keeps the later of two figures for one time', () => {
    expect(columns(points)).toEqual([
      [seconds('2026-02-13T12:00:00Z'), seconds('2026-02-13T20:00:00Z'), seconds('2026-02-14T09:00:00Z')],
      [0, 70, 95],
    ]);
  });

  it('is a table of the last figure of each London day', () => {
    expect(byDay(points).map(({ cast }) => cast)).toEqual([70, 95]);
    // Summer time: half past eleven in the evening of the 30th, and the first half hour of July.
    const june = [
      { at: '2026-06-30T22:30:00Z', cast: 1 },
      { at: '2026-06-30T23:30:00Z', cast: 2 },
    ];
    expect(byDay(june)).toHaveLength(2);
  });

  it('leaves room above for the lines, and never for more than all members', () => {
    expect(scaleTop(1000, 100, [500])).toBe(550);
    expect(scaleTop(1000, 990, [500])).toBe(1000);
    expect(scaleTop(0, 0, [])).toBe(1);
  });

  it('names hours in a short window and days in a long one, in London and in both languages', () => {
    expect(tick(en.calendar.months, seconds('2026-06-30T16:30:00Z'), DAY)).toBe('17:30');
    expect(tick(en.calendar.months, seconds('2026-06-30T23:00:00Z'), DAY)).toBe('1 Jul');
    expect(tick(en.calendar.months, seconds('2026-02-14T09:00:00Z'), 14 * DAY)).toBe('14 Feb');
    expect(tick(cy.calendar.months, seconds('2026-02-14T09:00:00Z'), 14 * DAY)).toBe('14 Chw');
  });
});

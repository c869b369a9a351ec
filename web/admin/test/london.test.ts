import { describe, expect, it } from 'vitest';
import { comesTwice, daysLater, instantOf, instantsOf, localOf } from '../src/text/london.ts';

describe('a time of day in London', () => {
  it('is an instant in winter and in summer', () => {
    expect(instantOf({ date: '2026-02-27', time: '12:00' })).toEqual({ instant: '2026-02-27T12:00:00Z' });
    expect(instantOf({ date: '2026-06-30', time: '12:00' })).toEqual({ instant: '2026-06-30T11:00:00Z' });
  });

  it('does not exist in the hour that the clocks skip', () => {
    expect(instantOf({ date: '2026-03-29', time: '00:59' })).toEqual({ instant: '2026-03-29T00:59:00Z' });
    for (const time of ['01:00', '01:59'])
      expect(instantOf({ date: '2026-03-29', time })).toEqual({ fault: 'skipped' });
    expect(instantOf({ date: '2026-03-29', time: '02:00' })).toEqual({ instant: '2026-03-29T01:00:00Z' });
  });

  it('comes twice in the hour that the clocks repeat, and the person says which one', () => {
    const local = { date: '2026-10-25', time: '01:30' };
    expect(comesTwice(local)).toBe(true);
    expect(instantsOf(local)).toEqual(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']);
    expect(instantOf(local)).toEqual({ instant: '2026-10-25T00:30:00Z' });
    expect(instantOf({ ...local, second: true })).toEqual({ instant: '2026-10-25T01:30:00Z' });
    for (const time of ['00:59', '02:00']) expect(comesTwice({ date: '2026-10-25', time })).toBe(false);
  });

  it('leads back to the same instant', () => {
    for (const instant of [
      '2026-02-27T12:00:00Z',
      '2026-06-30T11:00:00Z',
      '2026-03-29T00:59:00Z',
      '2026-03-29T01:00:00Z',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
      '2026-10-25T02:00:00Z',
    ])
      expect(instantOf(localOf(instant))).toEqual({ instant });
  });

  it('is missing, malformed, or of a day that there is not', () => {
    for (const time of ['', '12:00']) expect(instantOf({ date: '', time })).toEqual({ fault: 'missing' });
    expect(instantOf({ date: '2026-02-27', time: '' })).toEqual({ fault: 'malformed' });
    expect(instantOf({ date: '2026-02-30', time: '12:00' })).toEqual({ fault: 'malformed' });
  });

  it('belongs to London’s day, whatever the zone of the device', () => {
    expect(localOf('2026-06-30T23:30:00Z').date).toBe('2026-07-01');
    expect(localOf('2026-01-31T23:30:00Z').date).toBe('2026-01-31');
  });

  it('keeps its figures a number of days later, also over a change of the clocks', () => {
    expect(daysLater('2026-03-27', 7)).toBe('2026-04-03');
    expect(daysLater('2026-02-27', -1)).toBe('2026-02-26');
  });
});

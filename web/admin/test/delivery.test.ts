import { describe, expect, it } from 'vitest';
import { heldPercent, liftable, lines, percent, reach, short } from '../src/delivery/delivery.ts';

const counts = { recipients: 100, sent: 100, accepted: 60, deferred: 30, bounced: 2, blocked: 8 };

describe('deliveries by domain', () => {
  it('show the named domains as they come, and the small ones together at the end', () => {
    const all = lines({ domains: [{ name: 'a.example', counts, alarm: true }], other: { recipients: 3, sent: 3 } });
    expect(all.map(({ name, alarm }) => [name, alarm])).toEqual([
      ['a.example', true],
      [undefined, false],
    ]);
  });

  it('tell what a domain holds up of what was sent there', () => {
    const [line] = lines({ domains: [{ name: 'a.example', counts }] });
    expect(line && heldPercent(line)).toBe(38);
    const [none] = lines({ other: {} });
    expect(none && heldPercent(none)).toBe(0);
  });
});

describe('the part of the roll that a mail can reach', () => {
  it('is never called all while somebody is missing', () => {
    expect(percent(9_999, 10_000)).toBe('99.9');
    expect(percent(10_000, 10_000)).toBe('100.0');
    expect(percent(0, 0)).toBe('–');
    expect(reach({})).toEqual({ entries: 0, deliverable: 0, withoutAddress: 0, suppressed: 0, bounced: 0 });
  });
});

describe('a suppression', () => {
  it('is lifted in bulk where mails came back, and never against a complaint', () => {
    expect(['hard-bounce', 'complaint', undefined].map(liftable)).toEqual([true, false, false]);
    expect(short('0199c0de-0000-7000-8000-0000000abcde')).toBe('000abcde');
  });
});

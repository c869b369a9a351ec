import { describe, expect, it } from 'vitest';
import { londonTime } from '../src/dates.ts';
import { isToken, type OwnContact, wishOf } from '../src/member/api.ts';
import { cyMember } from '../src/text/cy-member.ts';

describe('dates in Welsh', () => {
  it.each([
    ['2026-02-27T12:00:00Z', 'hanner dydd ddydd Gwener 27 Chwefror 2026'],
    ['2026-06-30T23:00:00Z', 'hanner nos ar ddechrau dydd Mercher 1 Gorffennaf 2026'],
    ['2026-01-26T17:30:00Z', '5.30 y prynhawn ddydd Llun 26 Ionawr 2026'],
    ['2026-01-26T09:00:00Z', '9 y bore ddydd Llun 26 Ionawr 2026'],
    ['2026-01-25T18:05:00Z', '6.05 yr hwyr ddydd Sul 25 Ionawr 2026'],
  ])('%s is %s, as in the mails', (instant, words) =>
    expect(cyMember.dateTime(londonTime(new Date(instant)))).toBe(words),
  );
});

describe('a wish', () => {
  const seen: OwnContact = {
    membershipNumber: '0012345',
    name: 'Annwen Hillforth',
    personalEmail: 'annwen@home.example',
    mobile: '07700 900001',
    language: 'en',
    waiting: [],
    locked: false,
    helpLine: 'membership team',
  };

  it('names only what was typed otherwise than it is', () => {
    expect(wishOf(seen, {})).toEqual({});
    expect(wishOf(seen, { personalEmail: ' annwen@home.example ', workEmail: ' ', language: 'en' })).toEqual({});
    expect(wishOf(seen, { mobile: '', town: ' Aberystwyth', language: 'cy' })).toEqual({
      mobile: '',
      town: 'Aberystwyth',
      language: 'cy',
    });
  });
});

describe('the token of a link', () => {
  it('has 43 characters of base64url', () => {
    expect(isToken('AbC-_9'.padEnd(43, 'x'))).toBe(true);
    for (const text of ['', 'main', 'x'.repeat(42), 'x'.repeat(44), '/'.repeat(43)]) expect(isToken(text)).toBe(false);
  });
});

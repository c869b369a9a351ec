import { describe, expect, it } from 'vitest';
import { current, doings, nextStep, reissues, searchable } from '../src/helpdesk/next-step.ts';

const NOW = Date.parse('2026-02-20T10:00:00Z');
const mail = (state: string, queuedAt = '2026-02-13T14:00:00Z') => ({ kind: 'invitation', state, queuedAt });
const member = { entryId: 'e', address: 'm@example.org', lastMail: mail('accepted') };
const step = (more: object, asked = '', state = 'open') =>
  nextStep({ ...member, ...more }, asked ? reissues([{ what: asked, ref: 'r', by: 'heddwen' }]) : [], state, NOW);

describe('the next step for a member who calls', () => {
  it('is nothing to send for who is off the roll, has voted, or is too late', () => {
    expect(step({ excluded: true, voted: true })).toBe('excluded');
    expect(step({ voted: true })).toBe('voted');
    expect(step({}, '', 'closed')).toBe('over');
    expect(['excluded', 'voted', 'over'].map((one) => doings(one as 'voted'))).toEqual([[], [], []]);
  });

  it('is to check the address before the opening', () => {
    expect(step({}, '', 'ready')).toBe('not-open');
  });

  it('follows the last mail', () => {
    expect(step({ lastMail: undefined })).toBe('not-invited');
    expect(step({ lastMail: mail('queued') })).toBe('under-way');
    expect(step({ lastMail: mail('bounced') })).toBe('came-back');
    expect(step({ lastMail: mail('blocked') })).toBe('came-back');
    expect(step({ lastMail: mail('suppressed') })).toBe('left-alone');
    expect(step({ lastMail: mail('accepted', '2026-02-20T09:00:00Z') })).toBe('look-in-spam');
    expect(step({})).toBe('send-again');
    expect(step({ address: undefined })).toBe('no-address');
  });

  it('corrects the address first where a mail came back, and sends again where it was accepted', () => {
    expect(doings('came-back')[0]).toBe('correct');
    expect(doings('send-again')[0]).toBe('resend');
  });

  it('waits for what was asked for already', () => {
    expect(step({}, 'replacement-proposed')).toBe('proposed');
    expect(step({}, 'replacement-requested')).toBe('replacing');
    expect(step({}, 'letter-ordered')).toBe('print');
    expect(step({}, 'replaced')).toBe('send-again');
  });
});

describe('replacements and letters in a timeline', () => {
  it('stand as their last act left them, and belong to who asked', () => {
    expect(
      reissues([
        { what: 'queued', ref: 'mail', at: '1' },
        { what: 'replacement-proposed', ref: 'a', by: 'heddwen', at: '2' },
        { what: 'letter-ordered', ref: 'b', by: 'harri', at: '3' },
        { what: 'replacement-confirmed', ref: 'a', by: 'olwen', at: '4' },
        { what: 'replacement-refused', ref: 'a', by: 'voting', at: '5', reason: 'already-used' },
      ]),
    ).toEqual([
      { id: 'a', what: 'replacement', state: 'refused', askedBy: 'heddwen', at: '5', reason: 'already-used' },
      { id: 'b', what: 'letter', state: 'ready', askedBy: 'harri', at: '3' },
    ]);
  });
});

describe('what an agent has to see', () => {
  it('is what is on its way, and how the latest replacement ended', () => {
    const asked = reissues([
      { what: 'replacement-refused', ref: 'a' },
      { what: 'letter-printed', ref: 'b' },
      { what: 'replaced', ref: 'c' },
      { what: 'letter-proposed', ref: 'd' },
      { what: 'letter-withdrawn', ref: 'e' },
    ]);
    expect(current(asked).map(({ id }) => id)).toEqual(['c', 'd']);
  });
});

describe('a search', () => {
  it('needs two characters', () => {
    expect([' a ', 'ab', ''].map(searchable)).toEqual([false, true, false]);
  });
});

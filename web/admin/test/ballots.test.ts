import { describe, expect, it } from 'vitest';
import { checklist, type Facts, isFor, isUnsent, nextOf, SOON, type Step } from '../src/ballots/checklist.ts';
import { isTroubled, mailOf } from '../src/ballots/mail.ts';
import { allowed, breakdowns, isSame, minimumFault } from '../src/ballots/publication.ts';
import type { Ceremony } from '../src/trustee/ceremony.ts';

const OPENS = '2026-02-13T12:00:00Z';
const CLOSES = '2026-02-27T12:00:00Z';
const NOW = new Date('2026-02-01T09:00:00Z').getTime();
const LATE = new Date('2026-02-13T12:00:00Z').getTime();

/** A ballot as an officer sees it. */
function ballot(state: string, more: Partial<Facts> = {}): Facts {
  return {
    state,
    opensAt: OPENS,
    closesAt: CLOSES,
    editedBy: 'olwen',
    ceremony: ceremony(0, 0),
    invitations: { state: 'not-requested', sent: 0, all: 0 },
    ...more,
  };
}

/** Three trustees of whom so many have confirmed their keys, and so many rehearsed. */
function ceremony(confirmed: number, rehearsed: number): Ceremony {
  return {
    threshold: 2,
    holders: 3,
    phase: confirmed === 3 ? 'done' : 'certificates',
    seats: [1, 2, 3].map((seat) => ({
      seat,
      name: `Trustee ${seat}`,
      done: {
        certificate: seat <= confirmed,
        polynomial: seat <= confirmed,
        confirmation: seat <= confirmed,
        rehearsal: seat <= rehearsed,
      },
    })),
  };
}

const steps = (facts: Facts, now = NOW) => checklist(facts, now).map(({ step, status }) => `${step} ${status}`);
const next = (facts: Facts, now = NOW) => nextOf(checklist(facts, now));
const item = (facts: Facts, step: Step, now = NOW) => checklist(facts, now).find((one) => one.step === step);

describe('the checklist of a ballot', () => {
  it('asks another person than the writer to approve a draft', () => {
    expect(steps(ballot('draft'))).toEqual([
      'write done',
      'approve due',
      'keys later',
      'roll later',
      'rehearse later',
      'codes later',
      'invite later',
      'open later',
    ]);
    expect(next(ballot('draft'))).toMatchObject({ step: 'approve', who: ['approver'], notBy: 'olwen' });
  });

  it('sends the writer back to a draft whose opening has passed', () => {
    expect(next(ballot('draft'), LATE)).toMatchObject({ step: 'write', who: ['officer'], why: 'opening-passed' });
    expect(item(ballot('draft'), 'approve', LATE)?.status).toBe('later');
  });

  it('waits for the trustees’ keys once approved, then for the system’s own', () => {
    const one = ballot('approved', { ceremony: ceremony(1, 0) });
    expect(next(one)).toMatchObject({ step: 'keys', status: 'due', who: ['trustee'], part: { done: 1, of: 3 } });
    const all = ballot('approved', { ceremony: ceremony(3, 0) });
    expect(next(all)).toMatchObject({ step: 'keys', status: 'running', who: ['system'] });
  });

  it('waits for the one scrutineer of a ballot without trustees, and asks for no rehearsal', () => {
    const single = ballot('approved', { ceremony: null });
    expect(next(single)).toMatchObject({ step: 'keys', who: ['scrutineer'], place: 'key' });
    expect(item(single, 'rehearse')).toBeUndefined();
  });

  it('has an officer freeze the roll once the keys are there, and the trustees rehearse', () => {
    const keyed = ballot('keyed', { ceremony: ceremony(3, 1) });
    expect(next(keyed)).toMatchObject({ step: 'roll', who: ['officer'], place: 'roll' });
    expect(item(keyed, 'rehearse')).toMatchObject({ status: 'due', part: { done: 1, of: 2 } });
    const rehearsed = ballot('keyed', { ceremony: ceremony(3, 2) });
    expect(item(rehearsed, 'rehearse')?.status).toBe('done');
  });

  it('shows how far the codes are after the freeze', () => {
    const frozen = ballot('keyed', {
      ceremony: ceremony(3, 2),
      entitled: 4213,
      credentials: { entitled: 4213, activated: 1500 },
    });
    expect(steps(frozen)).toContain('roll done');
    expect(next(frozen)).toMatchObject({ step: 'codes', status: 'running', part: { done: 1500, of: 4213 } });
  });

  it('has an officer order the invitations of a ballot that is ready, and is alarmed shortly before the opening', () => {
    const ready = ballot('ready', { ceremony: ceremony(3, 2), entitled: 4213 });
    expect(next(ready)).toMatchObject({ step: 'invite', status: 'due', who: ['officer'], place: 'messages' });
    const dayBefore = new Date(OPENS).getTime() - SOON + 1;
    expect(next(ready, dayBefore)).toMatchObject({ step: 'invite', status: 'alarm', why: 'not-sent' });
    expect(isUnsent(ready, NOW)).toBe(false);
    expect(isUnsent(ready, dayBefore)).toBe(true);
    const ordered = { ...ready, invitations: { state: 'scheduled', sent: 0, all: 4213 } };
    expect(next(ordered)).toMatchObject({ step: 'open', status: 'running' });
    expect(isUnsent(ordered, dayBefore)).toBe(false);
  });

  it('is alarmed when the opening has passed and the box is still shut', () => {
    for (const state of ['approved', 'keyed', 'ready'])
      expect(item(ballot(state), 'open', LATE)).toMatchObject({ status: 'alarm', why: 'box-shut' });
  });

  it('says of an open ballot that its invitations were not sent, are on the way, have stopped, or are out', () => {
    const open = (state: string) =>
      ballot('open', { entitled: 4213, invitations: { state, sent: state === 'not-requested' ? 0 : 900, all: 4213 } });
    expect(steps(open('not-requested'), LATE)).toEqual(['invite alarm', 'close running']);
    expect(isUnsent(open('not-requested'), LATE)).toBe(true);
    expect(item(open('sending'), 'invite')).toMatchObject({ status: 'running', part: { done: 900, of: 4213 } });
    for (const state of ['paused', 'relay-down', 'stopped'])
      expect(item(open(state), 'invite')).toMatchObject({ status: 'alarm', why: 'stuck' });
    expect(steps(open('done'))).toEqual(['invite done', 'close running']);
  });

  it('says nothing of invitations to those who may not see them', () => {
    const { invitations: _, ...unseen } = ballot('open');
    expect(steps(unseen)).toEqual(['close running']);
    expect(isUnsent(unseen, LATE)).toBe(false);
  });

  it('goes from the close to the result', () => {
    const closed = ballot('closed', { shares: { done: 1, of: 2 } });
    expect(steps(closed)).toEqual(['count due', 'decide later']);
    expect(next(closed)).toMatchObject({ who: ['trustee'], place: 'count', part: { done: 1, of: 2 } });
    expect(steps(ballot('counted'))).toEqual(['count done', 'decide due']);
    expect(steps(ballot('declared'))).toEqual(['count done', 'decide done']);
    expect(next(ballot('declared'))).toBeUndefined();
  });

  it('leaves a withheld result open to be declared, and presses nobody', () => {
    expect(steps(ballot('withheld'))).toEqual(['decide done', 'review later']);
    expect(next(ballot('withheld'))).toBeUndefined();
  });

  it('brings up the trigger dates that have come', () => {
    expect(next(ballot('declared', { followUps: 2 }))).toMatchObject({ step: 'follow-up', part: { done: 0, of: 2 } });
  });

  it('asks nothing of a ballot that was cancelled', () => {
    expect(checklist(ballot('cancelled', { proposals: { policy: 'olwen' } }), NOW)).toEqual([]);
  });

  it('puts first what waits for a second person', () => {
    const open = ballot('open', { proposals: { extension: 'olwen' }, invitations: { state: 'done', sent: 9, all: 9 } });
    expect(steps(open)).toEqual(['confirm-extension due', 'invite done', 'close running']);
    const first = next(open);
    expect(first && isFor(first, ['officer'], 'olwen')).toBe(false);
    expect(first && isFor(first, ['officer'], 'owain')).toBe(true);
    expect(first && isFor(first, ['helpdesk'], 'hefin')).toBe(false);
  });
});

describe('what is published', () => {
  it('only becomes stricter after the opening', () => {
    expect(allowed(['none', 'daily', 'live'], 'daily', true)).toEqual(['none', 'daily']);
    expect(allowed(['none', 'daily', 'live'], 'daily', false)).toEqual(['none', 'daily', 'live']);
    expect(minimumFault('30', 40, true)).toBe('stricter');
    expect(minimumFault('30', 40, false)).toBeUndefined();
  });

  it('never shows fewer than twenty', () => {
    expect(minimumFault('19', 20, false)).toBe('least');
    expect(minimumFault('twenty', 20, false)).toBe('number');
  });

  it('breaks down to the levels that the ballot has', () => {
    expect(breakdowns()).toEqual(['none']);
    expect(breakdowns('branch', 'region')).toEqual(['none', 'region', 'branch']);
  });

  it('is compared term by term', () => {
    const policy = { turnout: 'live', result: 'full', breakdown: 'none', cast: 20, entitled: 20 };
    expect(isSame(policy, { ...policy })).toBe(true);
    expect(isSame(policy, { ...policy, entitled: 50 })).toBe(false);
  });
});

describe('the mail of a ballot', () => {
  it('is troubled by domains that block it and by what came back, not by members without an address', () => {
    const mail = mailOf({
      roll: { bounced: 3, withoutAddress: 12 },
      domains: [{ name: 'justice.example', alarm: true }, { name: 'mail.example' }],
    });
    expect(mail).toEqual({ blocked: ['justice.example'], bounced: 3, withoutAddress: 12 });
    expect(isTroubled(mail)).toBe(true);
    expect(isTroubled(mailOf({ roll: { withoutAddress: 12 } }))).toBe(false);
  });
});

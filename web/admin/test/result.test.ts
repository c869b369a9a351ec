import { describe, expect, it } from 'vitest';
import {
  able,
  byLevel,
  type CountState,
  isDecidable,
  leftAfterLoss,
  losable,
  type Owner,
  obstacle,
  partOf,
  proposalFaults,
} from '../src/result/decisions.ts';

const owner = (number: number, more: Partial<Owner> = {}): Owner => ({
  owner: number,
  name: `Trustee ${number}`,
  platform: false,
  decrypted: false,
  refused: false,
  lost: false,
  ...more,
});

const owners = [
  owner(1, { platform: true, decrypted: true }),
  owner(2, { decrypted: true }),
  owner(3, { refused: true }),
  owner(4),
  owner(5, { lost: true }),
];

describe('the parts of a count', () => {
  it('are added, wrong, lost or missing', () => {
    expect(owners.map(partOf)).toEqual(['added', 'added', 'refused', 'missing', 'lost']);
    // A right part after a wrong one, or with a key that was found again, counts.
    expect(partOf(owner(2, { decrypted: true, lost: true }))).toBe('added');
  });

  it('are asked of people who can still add one', () => {
    expect(able(owners)).toEqual(['Trustee 4']);
  });

  it('say whose key can be reported lost, and how many would be left', () => {
    expect(losable(owners).map(({ owner }) => owner)).toEqual([3, 4]);
    expect(leftAfterLoss(owners)).toBe(2);
  });
});

describe('a decision about the result', () => {
  it('can be made once the box has closed, and never about a cancelled ballot', () => {
    const states: CountState[] = ['open', 'cancelled', 'below-minimum', 'awaiting-trustees', 'impossible', 'counted'];
    expect(states.filter(isDecidable)).toEqual(['below-minimum', 'awaiting-trustees', 'impossible', 'counted']);
  });

  it('is to declare only when the count is complete and the policy publishes a result', () => {
    expect(obstacle('counted', 'full')).toBeUndefined();
    expect(obstacle('counted', 'headline')).toBeUndefined();
    expect(obstacle('counted', 'none')).toBe('policy');
    expect(obstacle('awaiting-trustees', 'full')).toBe('not-counted');
    expect(obstacle('impossible', 'full')).toBe('not-counted');
    expect(obstacle('below-minimum', 'full')).toBe('below-minimum');
    expect(obstacle('cancelled', 'full')).toBe('cancelled');
  });

  it('to withhold needs a reason and a day of review that lies ahead', () => {
    expect(proposalFaults(' ', '', '2026-02-27')).toEqual({ reason: 'missing', reviewOn: 'missing' });
    expect(proposalFaults('Talks', '2026-02-27', '2026-02-27')).toEqual({ reviewOn: 'past' });
    expect(proposalFaults('Talks', '2026-02-28', '2026-02-27')).toEqual({});
  });
});

describe('what is withheld of a breakdown', () => {
  it('is told by level, the whole level apart from single parts', () => {
    const parts = [
      { level: 'region', constituency: 'North', reason: 'under-minimum' },
      { level: 'region', constituency: 'South', reason: 'complementary' },
      { level: 'branch', reason: 'unanimous' },
    ];
    expect(byLevel(parts)).toEqual([
      { level: 'region', parts: [parts[0], parts[1]] },
      { level: 'branch', whole: parts[2], parts: [] },
    ]);
  });
});

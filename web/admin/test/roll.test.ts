import { describe, expect, it } from 'vitest';
import { memberList, readCsv } from '../src/roll/csv.ts';
import {
  type Ballot,
  draftWith,
  isSame,
  offersOf,
  ruleFaults,
  ruleOf,
  spareOf,
  takesChanges,
  usualCutOff,
} from '../src/roll/rule.ts';

const ballot: Ballot = {
  uuid: '6KtJmwugEAEpW8',
  state: 'draft',
  revision: 4,
  name: 'Workloads ballot 2026',
  union: 'Napo',
  authority: 'NEC motion 12',
  questions: [{ question: 'Strike?', answers: ['Yes', 'No'], min: 1, max: 1, blank: true }],
  opensAt: '2026-02-13T12:00:00Z',
  closesAt: '2026-02-27T12:00:00Z',
  lateJoinerCutOff: '2026-02-26T10:00:00Z',
  eligibility: { sections: ['Probation'], statuses: ['active'], joinedBefore: '2026-02-01T00:00:00Z' },
  constituencyLevel: 'branch',
  constituencyGroupLevel: 'region',
  publication: { turnout: 'live', result: 'full', breakdown: 'branch' },
  minima: { cast: 25, entitled: 30 },
  reserve: { percent: 20, minimum: 200 },
  keyHolders: { threshold: 2, holders: 3 },
  revoting: false,
  helpLine: '020 7946 0000',
  welsh: { name: 'Pleidlais', authority: 'Cynnig 12', questions: [{ question: 'Streic?', answers: ['Ie', 'Na'] }] },
  triggers: [{ on: '2026-09-01', text: 'Progress?', question: 1 }],
};

describe('a rule', () => {
  it('is read with active members where no status is stated, and admits everything else that is not listed', () => {
    expect(ruleOf({ eligibility: {} })).toEqual({ statuses: ['active'] });
    expect(ruleOf(ballot)).toEqual({ sections: ['Probation'], statuses: ['active'] });
  });

  it('is the same in another order, and another with another value', () => {
    expect(isSame({ sections: ['A', 'B'] }, { sections: ['B', 'A'] })).toBe(true);
    expect(isSame({ sections: ['A'] }, {})).toBe(false);
  });

  it('must not admit nobody', () => {
    expect(ruleFaults({ sections: [], statuses: ['active'] })).toEqual(['sections']);
    expect(ruleFaults(ruleOf(ballot))).toEqual([]);
  });

  it('is stored with everything else of the draft as it was', () => {
    const { eligibility, ...rest } = draftWith(ballot, { statuses: ['active', 'suspended'], regions: ['Wales'] });
    const { uuid, state, revision, eligibility: _, lateJoinerCutOff, ...same } = ballot;
    expect(rest).toEqual(same);
    expect(eligibility).toEqual({
      regions: ['Wales'],
      statuses: ['active', 'suspended'],
      joinedBefore: '2026-02-01T00:00:00Z',
    });
  });

  it('leaves a cut-off that somebody chose, and only such a one, in the draft', () => {
    expect(draftWith(ballot, {})).not.toHaveProperty('lateJoinerCutOff');
    const lateJoinerCutOff = '2026-02-25T17:00:00Z';
    expect(draftWith({ ...ballot, lateJoinerCutOff }, {}).lateJoinerCutOff).toBe(lateJoinerCutOff);
  });

  it('offers what the register is known to hold, with the number of members where a file told it', () => {
    const sources = {
      totals: [
        { level: 'branch', value: 'Kent', rows: 60 },
        { level: 'section', value: 'Probation', rows: 4_000 },
        { level: 'branch', rows: 3 },
      ],
      places: [{ name: 'Kent', region: 'South East' }, { name: 'Dyfed' }],
      sample: [{ workplace: 'Barnet House' }, { workplace: 'Barnet House' }],
    };
    expect(offersOf('branches', { branches: ['Gwent'] }, sources)).toEqual([
      { value: 'Dyfed' },
      { value: 'Gwent' },
      { value: 'Kent', members: 60 },
    ]);
    expect(offersOf('regions', {}, sources)).toEqual([{ value: 'South East' }]);
    expect(offersOf('workplaces', {}, sources)).toEqual([{ value: 'Barnet House' }]);
    expect(offersOf('statuses', {}, sources).map(({ value }) => value)).toEqual(['active', 'lapsed', 'suspended']);
  });
});

describe('the usual cut-off for late joiners', () => {
  it('is ten in London on the day before the close, in winter, in summer, and where the clocks change between', () => {
    const at = (close: string) => new Date(usualCutOff(close)).toISOString();
    expect(at('2026-02-27T12:00:00Z')).toBe('2026-02-26T10:00:00.000Z');
    expect(at('2026-06-30T11:00:00Z')).toBe('2026-06-29T09:00:00.000Z');
    expect(at('2026-03-29T11:00:00Z')).toBe('2026-03-28T10:00:00.000Z');
    // Half past midnight in London is still the day before in UTC.
    expect(at('2026-06-30T23:30:00Z')).toBe('2026-06-30T09:00:00.000Z');
  });
});

describe('a frozen roll', () => {
  it('changes until the closing instant, and no longer', () => {
    const open: Ballot = { ...ballot, rollVersion: 1, state: 'open' };
    const close = Date.parse('2026-02-27T12:00:00Z');
    expect(takesChanges(open, close - 1)).toBe(true);
    expect(takesChanges(open, close)).toBe(false);
    expect(takesChanges({ ...open, state: 'cancelled' }, close - 1)).toBe(false);
    expect(takesChanges({ ...open, rollVersion: 0 }, close - 1)).toBe(false);
  });

  it('has spare codes by per cent, rounded up, and at least the minimum', () => {
    expect(spareOf(ballot, 4_213)).toBe(843);
    expect(spareOf(ballot, 500)).toBe(200);
  });
});

describe('a list from the register', () => {
  it('is read with quotation marks, commas and lines within cells', () => {
    expect(readCsv('member_id,last_name,town\r\n1,"Ap ""Ioan"", Huw","Aber\r\nDaron"\r\n2,Jones,\r\n')).toEqual([
      { member_id: '1', last_name: 'Ap "Ioan", Huw', town: 'Aber\r\nDaron' },
      { member_id: '2', last_name: 'Jones', town: '' },
    ]);
  });

  it('is asked for with the one column that the register takes', () => {
    expect(memberList(['a', 'b'])).toBe('member_id\r\na\r\nb');
  });
});

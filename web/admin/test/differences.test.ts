import { describe, expect, it } from 'vitest';
import { aligned, differences, type Version } from '../src/builder/differences.ts';

const VERSION: Version = {
  name: 'Pay 2026',
  authority: 'NEC motion 12',
  questions: [
    { question: 'Strike?', answers: ['Yes', 'No'], min: 1, max: 1, blank: true },
    { question: 'Short of a strike?', answers: ['Yes', 'No'], min: 1, max: 1, blank: true },
  ],
  opensAt: '2026-02-13T12:00:00Z',
  closesAt: '2026-02-27T12:00:00Z',
  eligibility: { statuses: ['active'], sections: ['Probation', 'Family Court'] } as never,
  constituencyLevel: 'branch',
  publication: { turnout: 'live', result: 'full', breakdown: 'branch' },
  minima: { cast: 20, entitled: 20 },
  keyHolders: { threshold: 2, holders: 3 },
  triggers: [{ on: '2026-05-01', text: 'Was pay settled?' }] as never,
};

const fields = (before: Version, after: Version) => differences(before, after).map(({ field }) => field);

describe('what became different', () => {
  it('is nothing between a version and itself, nor by the order of the names of a list', () => {
    expect(differences(VERSION, structuredClone(VERSION))).toEqual([]);
    const eligibility = { statuses: ['active'], sections: ['Family Court', 'Probation'] } as never;
    expect(differences(VERSION, { ...VERSION, eligibility })).toEqual([]);
  });

  it('is told in the order of the paper, with what was and what is', () => {
    const after: Version = {
      ...VERSION,
      name: 'Pay 2027',
      closesAt: '2026-03-06T12:00:00Z',
      publication: { turnout: 'none', result: 'full', breakdown: 'branch' },
      keyHolders: { threshold: 3, holders: 5 },
    };
    expect(differences(VERSION, after)).toEqual([
      {
        field: 'name',
        before: { kind: 'text', text: 'Pay 2026', lang: 'en' },
        after: { kind: 'text', text: 'Pay 2027', lang: 'en' },
      },
      {
        field: 'closesAt',
        before: { kind: 'moment', at: '2026-02-27T12:00:00Z' },
        after: { kind: 'moment', at: '2026-03-06T12:00:00Z' },
      },
      {
        field: 'publication.turnout',
        before: { kind: 'word', of: 'turnout', word: 'live' },
        after: { kind: 'word', of: 'turnout', word: 'none' },
      },
      { field: 'keyHolders.holders', before: { kind: 'plain', text: '3' }, after: { kind: 'plain', text: '5' } },
      { field: 'keyHolders.threshold', before: { kind: 'plain', text: '2' }, after: { kind: 'plain', text: '3' } },
    ]);
  });

  it('is the question that was put in, and not all that moved down for it', () => {
    const pay = { question: 'Accept the offer?', answers: ['Yes', 'No'], min: 1, max: 1, blank: false };
    const after = { ...VERSION, questions: [pay, ...(VERSION.questions ?? [])] };
    expect(fields(VERSION, after)).toEqual([
      'questions[0].question',
      'questions[0].answers[0]',
      'questions[0].answers[1]',
    ]);
    expect(differences(VERSION, after).every(({ before }) => before === undefined)).toBe(true);
    expect(differences(after, VERSION).every((one) => one.after === undefined)).toBe(true);
  });

  it('is the answer that was put in, and whether a question may be left blank', () => {
    const [first, second] = VERSION.questions ?? [];
    const after = {
      ...VERSION,
      questions: [first ?? {}, { ...second, answers: ['Yes', 'Abstain', 'No'], blank: false }],
    };
    expect(fields(VERSION, after)).toEqual(['questions[1].answers[1]', 'questions[1].blank']);
  });

  it('has the Welsh beside the English, and names the language', () => {
    const welsh = {
      name: 'Cyflog 2026',
      authority: 'Cynnig 12',
      questions: [
        { question: 'Streicio?', answers: ['Ydw', 'Nac ydw'] },
        { question: 'Heb streicio?', answers: ['Ydw', 'Nac ydw'] },
      ],
    };
    const before = { ...VERSION, welsh };
    const after = {
      ...VERSION,
      welsh: { ...welsh, questions: [{ question: 'Streicio?', answers: ['Ydw', 'Na'] }, welsh.questions[1] ?? {}] },
    };
    expect(differences(before, after)).toEqual([
      {
        field: 'welsh.questions[0].answers[1]',
        before: { kind: 'text', text: 'Nac ydw', lang: 'cy' },
        after: { kind: 'text', text: 'Na', lang: 'cy' },
      },
    ]);
    expect(fields(VERSION, before)).toContain('welsh.name');
  });

  it('is every list of who may vote by itself, and every date to follow up', () => {
    const after = {
      ...VERSION,
      eligibility: { statuses: ['active'], joinedBefore: '2026-01-01T00:00:00Z' } as never,
      triggers: [] as never,
    };
    expect(fields(VERSION, after)).toEqual(['eligibility.sections', 'eligibility.joinedBefore', 'triggers[0]']);
  });
});

describe('two lists side by side', () => {
  it('keep together what reads the same, and pair what is between', () => {
    const pairs = aligned(['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'y', 'd'], (one) => one);
    expect(pairs.map(({ was, is }) => [was, is])).toEqual([
      ['a', 'a'],
      ['b', 'x'],
      ['c', 'c'],
      [undefined, 'y'],
      ['d', 'd'],
    ]);
    expect(aligned([], [], String)).toEqual([]);
  });
});

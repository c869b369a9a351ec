import { describe, expect, it } from 'vitest';
import { en as voting } from '../../voting/src/text/en.ts';
import type { components } from '../src/api/generated/ballot.ts';
import {
  type BallotForm,
  draftOf,
  emptyForm,
  formOf,
  industrialAction,
  isSameDraft,
  moved,
  newQuestion,
  usualCutOff,
} from '../src/builder/form.ts';
import { lint } from '../src/builder/lint.ts';
import { previewTexts } from '../src/builder/preview-texts.ts';

type Ballot = components['schemas']['Ballot'];

const BALLOT: Ballot = {
  uuid: '6KtJmwugEAEpW8',
  state: 'draft',
  revision: 2,
  name: 'Workloads ballot 2026',
  union: 'Napo',
  authority: 'NEC motion 12',
  questions: [{ question: 'Are you prepared to strike?', answers: ['Yes', 'No'], min: 1, max: 1, blank: true }],
  welsh: {
    name: 'Pleidlais llwyth gwaith 2026',
    authority: 'Cynnig 12',
    questions: [{ question: 'A ydych yn barod i streicio?', answers: ['Ydw', 'Nac ydw'] }],
  },
  opensAt: '2026-03-20T12:00:00Z',
  closesAt: '2026-04-10T11:00:00Z',
  lateJoinerCutOff: '2026-04-09T09:00:00Z',
  eligibility: { sections: ['Probation'], statuses: ['active'] },
  constituencyLevel: 'branch',
  constituencyGroupLevel: 'region',
  publication: { turnout: 'live', result: 'full', breakdown: 'region' },
  minima: { cast: 20, entitled: 30 },
  reserve: { percent: 10, minimum: 50 },
  keyHolders: { threshold: 3, holders: 5 },
  helpLine: '020 7946 0000',
  triggers: [{ on: '2026-09-01', text: 'No acceptable progress', question: 1 }],
};

/** What would be sent; a draft with a fault in it fails the test. */
function sent(form: BallotForm): components['schemas']['BallotDraft'] {
  const read = draftOf(form);
  if ('faults' in read) throw new Error([...read.faults.keys()].join());
  return read.draft;
}

const filled = (more: Partial<BallotForm> = {}): BallotForm => ({
  ...emptyForm(),
  name: { en: 'Workloads', cy: '' },
  authority: { en: 'NEC', cy: '' },
  helpLine: '020 7946 0000',
  opens: { date: '2026-02-13', time: '12:00' },
  closes: { date: '2026-02-27', time: '12:00' },
  ...more,
});

describe('a draft', () => {
  it('comes back from the form as it went in, with every term of it', () => {
    const { uuid: _, state: __, revision: ___, lateJoinerCutOff: ____, ...rest } = BALLOT;
    expect(sent(formOf(BALLOT))).toEqual(rest);
  });

  it('states the cut-off for late joiners only where it is not the usual one', () => {
    expect(formOf(BALLOT).cutOff).toBeNull();
    expect(usualCutOff({ date: '2026-03-29', time: '12:00' })).toEqual({ date: '2026-03-28', time: '10:00' });
    const other = formOf({ ...BALLOT, lateJoinerCutOff: '2026-04-08T09:00:00Z' });
    expect(other.cutOff).toEqual({ date: '2026-04-08', time: '10:00' });
    expect(sent(other).lateJoinerCutOff).toBe('2026-04-08T09:00:00Z');
  });

  it('leaves out lists that admit everyone, and the Welsh of a paper in English', () => {
    const open = { statuses: ['active'], sections: null as unknown as string[] };
    const { welsh: _, ...english } = { ...BALLOT, eligibility: open };
    const draft = sent(formOf(english));
    expect(draft.eligibility).toEqual({ statuses: ['active'] });
    expect(draft).not.toHaveProperty('welsh');
  });

  it('keeps the Welsh in the form while it is switched off', () => {
    const form = { ...formOf(BALLOT), isWelsh: false };
    expect(sent(form)).not.toHaveProperty('welsh');
    expect(sent({ ...form, isWelsh: true }).welsh).toEqual(BALLOT.welsh);
  });

  it('is not sent with times, days or numbers that cannot be', () => {
    const read = draftOf({
      ...filled(),
      opens: { date: '', time: '' },
      closes: { date: '2026-03-29', time: '01:30' },
      minCast: 'twenty',
      triggers: [{ key: 1, on: '', text: 'Look', question: '' }],
    });
    expect('faults' in read && Object.fromEntries(read.faults)).toEqual({
      opensAt: 'missing',
      closesAt: 'skipped',
      'minima.cast': 'number',
      'triggers[0].on': 'date',
    });
  });

  it('is changed by what is typed, not by which field it is typed into', () => {
    expect(isSameDraft(formOf(BALLOT), formOf(BALLOT))).toBe(true);
    expect(isSameDraft(formOf(BALLOT), { ...formOf(BALLOT), helpLine: '' })).toBe(false);
  });

  it('keeps its questions in the order in which they were put', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
});

describe('a hint on a draft', () => {
  const hints = (form: BallotForm) => lint(form).map(({ field, name, words }) => [field, name, words].filter(Boolean));
  const asking = (en: string) => filled({ questions: [newQuestion({ en, cy: '' })] });

  it('is given for nothing in a neutral question of two weeks', () => {
    expect(hints(asking('Are you prepared to take part in strike action?'))).toEqual([]);
  });

  it('names the words that lead or judge', () => {
    expect(hints(asking('Do you agree that the derisory offer should be rejected?'))).toEqual([
      ['questions[0].question', 'leading', 'Do you agree that'],
      ['questions[0].question', 'loaded', 'derisory'],
    ]);
  });

  it('asks for two questions where strike and action short of it are one', () => {
    expect(hints(asking('Are you prepared to take strike action and action short of a strike?'))).toEqual([
      ['questions[0].question', 'two-in-one'],
    ]);
    expect(hints(filled({ questions: industrialAction() }))).toEqual([]);
  });

  it('asks for a way to abstain: a blank answer, or one of the answers', () => {
    const question = { ...newQuestion({ en: 'Accept the offer?', cy: '' }), blank: false };
    expect(hints(filled({ questions: [question] }))).toEqual([['questions[0].blank', 'no-abstention']]);
    const answers = [...question.answers, { key: 9, en: 'I abstain', cy: '' }];
    expect(hints(filled({ questions: [{ ...question, answers }] }))).toEqual([]);
  });

  it('counts the weeks of the window by the calendar, over a change of the clocks', () => {
    const window = (opens: string, closes: string) =>
      hints(filled({ opens: { date: opens, time: '12:00' }, closes: { date: closes, time: '12:00' } }));
    expect(window('2026-03-20', '2026-04-03')).toEqual([]);
    expect(window('2026-03-20', '2026-04-02')).toEqual([['closesAt', 'short']]);
    expect(window('2026-03-20', '2026-05-01')).toEqual([]);
    expect(window('2026-03-20', '2026-05-02')).toEqual([['closesAt', 'long']]);
  });

  it('asks for a date to follow up where the question names one', () => {
    const form = asking('Will you strike if there is no progress by 1 September?');
    expect(hints(form)).toEqual([['questions[0].question', 'trigger', 'by 1 September']]);
    const triggers = [{ key: 1, on: '2026-09-01', text: 'Progress', question: '1' }];
    expect(hints({ ...form, triggers })).toEqual([]);
  });

  it('asks for a help line, and for Welsh that is not English', () => {
    const question = newQuestion({ en: 'Accept?', cy: 'Accept?' });
    expect(hints(filled({ helpLine: ' ', isWelsh: true, questions: [question] }))).toEqual([
      ['welsh.questions[0].question', 'same-in-welsh'],
      ['helpLine', 'help-line'],
    ]);
  });
});

describe('the preview of a question', () => {
  it('reads as the voting app’s page does', () => {
    const { en } = previewTexts;
    for (let answers = 2; answers <= 12; answers++)
      for (let max = 1; max <= answers; max++)
        for (let min = 0; min <= max; min++) {
          const question = { question: '', answers: Array(answers).fill(''), min, max, blank: false };
          expect(en.choose({ min, max, answers })).toBe(voting.question.choose(question));
        }
    expect(en.caption(2, 3)).toBe(voting.question.caption(2, 3));
    expect([en.or, en.blank, en.next, en.back]).toEqual([
      voting.question.or,
      voting.question.blank,
      voting.question.next,
      voting.back,
    ]);
  });
});

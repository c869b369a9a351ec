/**
 * What members read on the page of a question, as the voting app has it (web/voting/src/text); a test compares the
 * English. The language is that of the paper, not that of the person who writes it.
 */

/** What a question says of choosing. */
export interface Rule {
  readonly min: number;
  readonly max: number;
  readonly answers: number;
}

export interface PreviewTexts {
  readonly language: 'en' | 'cy';
  caption(n: number, of: number): string;
  choose(rule: Rule): string;
  readonly or: string;
  readonly blank: string;
  readonly next: string;
  readonly back: string;
}

const small = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const number = (n: number) => small[n] ?? String(n);

const en: PreviewTexts = {
  language: 'en',
  caption: (n, of) => `Question ${n} of ${of}`,
  choose({ min, max, answers }) {
    if (max === 1) return 'Choose one';
    if (min === max) return `Choose ${number(max)}`;
    if (min <= 1) return max === answers ? 'Choose as many as you like' : `Choose up to ${number(max)}`;
    return `Choose between ${number(min)} and ${number(max)}`;
  },
  or: 'or',
  blank: 'Leave this question blank',
  next: 'Next page',
  back: 'Back',
};

const cy: PreviewTexts = {
  language: 'cy',
  caption: (n, of) => `Cwestiwn ${n} o ${of}`,
  choose({ min, max, answers }) {
    if (max === 1) return 'Dewiswch un';
    if (min === max) return `Dewiswch ${max}`;
    if (min <= 1) return max === answers ? 'Dewiswch gynifer ag y mynnwch' : `Dewiswch hyd at ${max}`;
    return `Dewiswch rhwng ${min} a ${max}`;
  },
  or: 'neu',
  blank: 'Gadael y cwestiwn hwn yn wag',
  next: 'Tudalen nesaf',
  back: 'Yn ôl',
};

export const previewTexts = { en, cy } as const;

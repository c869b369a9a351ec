/**
 * Every sentence of the way of a vote in English; those around every page are in en-layout.ts, those of the other pages
 * in en-board.ts. A translation is three objects of the same types.
 */
import type { ChoiceFault, Question } from '../choices.ts';
import type { LondonTime } from '../dates.ts';
import type { Stop, Unsent } from '../session.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const small = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const number = (n: number) => small[n] ?? String(n);

function day({ weekday, day, month, year }: LondonTime): string {
  return `${weekdays[weekday]} ${day} ${months[month]} ${year}`;
}

/** "noon", "midnight at the start of", "5:30 pm": with the word that joins it to the day. */
function time({ hour, minute }: LondonTime): string {
  if (minute === 0 && hour === 12) return 'noon on';
  if (minute === 0 && hour === 0) return 'midnight at the start of';
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 || 12}${minutes} ${hour < 12 ? 'am' : 'pm'} on`;
}

const dateTime = (t: LondonTime) => `${time(t)} ${day(t)}`;

export const en = {
  language: 'en',
  dateTime,
  dateTimeZone: (t: LondonTime) =>
    `${day(t)} at ${String(t.hour).padStart(2, '0')}:${String(t.minute).padStart(2, '0')} ${t.zone}`,

  newTab: '(opens in a new tab)',
  title: (page: string, ballot?: string, union?: string) => [page, ballot, union].filter(Boolean).join(' – '),
  errorTitle: (title: string) => `Error: ${title}`,
  back: 'Back',
  closes: (when: string) => `Voting closes at ${when}.`,
  closed: (when: string) => `Voting closed at ${when}.`,

  code: {
    title: 'Enter your code',
    lookUpTitle: 'Was a vote recorded with your code?',
    label: 'Your code',
    hint: '22 letters and digits from your email. Capital and small letters are different.',
    prefilled: 'Your code was filled in from your link. Press Continue to start.',
    go: 'Continue',
    lookUp: 'Look it up',
    busy: 'Checking your code…',
    secret: 'Keep your code to yourself: whoever has it can vote in your place.',
    faults: {
      empty: 'Enter the code from your email',
      form: 'Your code must be 22 letters and digits. It never contains 0 (nought), capital O, capital I or small l',
    },
  },

  question: {
    caption: (n: number, of: number) => `Question ${n} of ${of}`,
    choose({ min, max, answers }: Question): string {
      if (max === 1) return 'Choose one';
      if (min === max) return `Choose ${number(max)}`;
      if (min <= 1) return max === answers.length ? 'Choose as many as you like' : `Choose up to ${number(max)}`;
      return `Choose between ${number(min)} and ${number(max)}`;
    },
    or: 'or',
    blank: 'Leave this question blank',
    next: 'Next page',
    over: (chosen: number, max: number) =>
      `You have chosen ${number(chosen)}, but you can choose ${number(max)} at most. Take away ${number(chosen - max)}.`,
    cleared: 'Your earlier choice for this question was taken away.',
    fault(fault: ChoiceFault, { min, max }: Question, chosen: number, blank: boolean): string {
      if (fault === 'too-many') return en.question.over(chosen, max);
      if (fault === 'too-few') return `Choose at least ${number(min)}`;
      if (max === 1) return blank ? 'Choose one answer, or leave the question blank' : 'Choose one answer';
      return blank ? 'Choose an answer, or leave the question blank' : 'Choose an answer';
    },
  },

  review: {
    title: 'Check your vote',
    notYet: 'You have not voted yet.',
    explain: 'Your vote counts only when you press “Submit my vote”. You cannot change it after that.',
    blank: 'Left blank',
    blankNote: 'This question will count as blank.',
    change: 'Change',
    changeWhat: (n: number) => `your answer to question ${n}`,
    submit: 'Submit my vote',
  },

  sending: {
    title: 'Sending your vote',
    wait: 'Keep this page open. This takes a few seconds.',
    busy: (seconds: number) =>
      `The ballot box is busy. Your vote is sent again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}: you do not need to do anything.`,
  },

  unsent: {
    title: 'We have not received your vote',
    why: {
      offline: 'Your phone or computer is not connected to the internet.',
      missing: 'We looked in the ballot box, and your vote is not there. It was lost on the way.',
      busy: 'The ballot box is very busy at the moment.',
      'too-many': 'Too many votes came with your code in a short time. Wait a minute before you try again.',
      refused: 'The ballot box did not accept what this page sent. If it happens again, ask the helpdesk.',
    } satisfies Record<Unsent, string>,
    kept: 'Your answers are kept on this page as long as you leave it open.',
    again: 'Send my vote again',
    review: 'Back to check your vote',
  },

  unsure: {
    title: 'We may have received your vote',
    explain:
      'Your vote was sent, but the connection was lost before the ballot box answered. Check whether it arrived: your vote cannot count twice.',
    kept: 'Keep this page open. Your answers are kept here.',
    check: 'Check whether it arrived',
    busy: 'Checking…',
    noAnswer: 'There is still no connection to the ballot box. Wait a moment, then check again.',
  },

  received: {
    title: 'Your vote has been received',
    thanks: 'Thank you for voting. There is nothing more to do.',
    tracker: 'Your receipt',
    trackerExplain:
      'This is the number of your encrypted vote in the ballot box. It shows that your vote is there, and it cannot show anyone how you voted.',
    when: 'Received',
    copy: 'Copy receipt',
    copied: 'Receipt copied.',
    notCopied: 'The receipt is selected: copy it with your device’s own command.',
    save: 'Save receipt',
    print: 'Print receipt',
    nextTitle: 'What happens next',
    next: (closes: string) => [
      `Voting closes at ${closes}. Nobody can count votes before that.`,
      'Then the votes are added up while they are still encrypted. Only the totals are decrypted, by several people together.',
      'Anyone can check the count. With your receipt you can check at any time that your vote is in the ballot box.',
    ],
    checkIt: 'Check that my vote is in the ballot box',
    sharedTitle: 'On a shared phone or computer',
    shared: 'Close this page now. This page does not show how you voted, but it shows that you did.',
    fileName: 'ballot-receipt.txt',
    file: (union: string, ballot: string, tracker: string, when: string, link: string) =>
      `${union}\n${ballot}\n\nReceipt: ${tracker}\nReceived: ${when}\n\nTo check that this vote is in the ballot box:\n${link}\n`,
  },

  stops: {
    'unknown-ballot': {
      title: 'We do not know this ballot',
      body: ['The address of this page is not complete, or the ballot is no longer held here.'],
      todo: 'Open the link in your email again. If you copied it, copy the whole link.',
    },
    'not-open': { title: 'Voting has not opened yet', body: [], todo: 'Come back then. Your link will still work.' },
    cancelled: {
      title: 'This ballot was cancelled',
      body: ['No votes will be counted. Your union will tell you why, and what happens next.'],
      todo: undefined,
    },
    replaced: {
      title: 'This code was replaced by a newer one',
      body: ['A newer code was made for you, so this one cannot be used to vote.'],
      todo: 'Look for our latest email and use the link in it. If you did not get one, ask the helpdesk.',
    },
    'not-recognised': {
      title: 'We do not recognise this code',
      body: ['It may have been mistyped, or it may belong to another ballot.'],
      todo: 'Compare it with the code in your email. Capital and small letters are different. It is safest to copy and paste it.',
    },
    used: {
      title: 'A vote was already recorded',
      body: ['Your vote was recorded. Each code can be used once, and a recorded vote cannot be changed.'],
      todo: 'If you did not vote, tell the helpdesk at once: somebody else may have used your code.',
    },
    closed: {
      title: 'Voting has closed',
      body: ['Votes can no longer be sent.'],
      todo: undefined,
    },
    'closed-unused': {
      title: 'No vote was recorded with this code',
      body: ['The code belongs to this ballot, but no vote was received with it before voting closed.'],
      todo: 'If you are sure that you voted with this code, tell the helpdesk.',
    },
    'closed-unsent': {
      title: 'Voting closed before we received your vote',
      body: ['Your vote reached us after the closing time. It was not recorded and will not be counted.'],
      todo: undefined,
    },
    trouble: {
      title: 'Something went wrong on our side',
      body: ['We could not reach the ballot, or what came back was not complete. No vote was sent.'],
      todo: 'Check your internet connection, then try again. If it keeps happening, ask the helpdesk.',
    },
  } satisfies Record<Stop, { title: string; body: string[]; todo: string | undefined }>,
  stop: {
    opens: (when: string) => `Voting opens at ${when}.`,
    questions: 'The questions on the ballot paper',
    retry: 'Try again',
    anotherCode: 'Type the code again',
    lookUp: 'Find out whether a vote was recorded with my code',
    checkReceipt: 'Check a receipt',
  },
};

export type Text = typeof en;

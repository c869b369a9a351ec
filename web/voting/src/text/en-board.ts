/** Every sentence of the app's pages outside the vote in English. */
export const enBoard = {
  check: {
    title: 'Check a receipt',
    explain: 'Find out whether a vote is in the ballot box. This cannot show how anyone voted.',
    label: 'Receipt',
    hint: '43 letters, digits and signs, shown when the vote was received. Spaces do not matter.',
    go: 'Check',
    busy: 'Checking…',
    faults: {
      empty: 'Enter a receipt',
      form: 'A receipt has 43 letters, digits, + and /. Compare it with yours',
    },
    yes: 'Yes, this vote is in the ballot box',
    yesExplain: 'It will be counted with all the others, or has been.',
    no: 'No, there is no vote with this receipt in the ballot box',
    noExplain: 'Compare the receipt character by character. If it is right, tell the helpdesk: this should not happen.',
    trouble: 'We could not look into the ballot box. Check your internet connection, then try again.',
    moreTitle: 'Check the whole ballot yourself',
    more: 'The public archive holds every encrypted vote and the proofs for the count, and no names. Anyone can check it with a program that is not ours.',
    archive: 'Download the archive',
    how: 'How to check it',
  },

  home: {
    title: 'Vote in your union’s ballot',
    explain: 'To vote, open the link in the email about the ballot. It brings you to the right page.',
    label: 'The link does not open? Copy it here',
    hint: 'The whole link from your email, or its last part after /v/.',
    go: 'Continue',
    noMail: 'No email about the ballot? Have it sent again',
    faults: {
      empty: 'Copy the link from your email',
      form: 'This is not a link to a ballot. Copy the whole link from your email',
    },
  },

  notice: {
    title: 'About this ballot',
    authority: 'Why we are asking',
    questions: (many: boolean): string => (many ? 'The questions' : 'The question'),
    answers: 'You can answer',
    dates: 'When to vote',
    opens: (when: string) => `Voting opens at ${when}.`,
    closes: (when: string) => `Voting closes at ${when}.`,
    closed: (when: string) => `Voting closed at ${when}.`,
    cancelled: 'This ballot was cancelled.',
    extended: (before: string, closes: string) => `Voting was to close at ${before}. It now closes at ${closes}.`,
    noMail: 'You can vote and got no email? Have it sent again',
    join: (before: string) => `Not a member yet? Join before ${before} to get a vote.`,
    joinOver: (before: string) =>
      `Members who joined before ${before} can vote. It is too late to join for this ballot.`,
    meetings: 'Meetings',
    meeting: (from: string, to: string) => `${from}, until ${to}`,
    calledOff: 'Called off:',
    online: 'Join online',
    calendar: 'Add to your calendar',
    calendars: 'Add all meetings to your calendar',
    faq: 'Questions and answers',
    publication: 'What will be published',
    turnout: {
      none: 'The turnout, after the close only.',
      daily: 'The turnout, every day while voting is open.',
      live: 'The turnout, all the time while voting is open.',
    } as Record<string, string>,
    result: {
      none: 'The result will not be published.',
      headline: 'The result in total.',
      full: 'The result in total, and in parts where enough members voted.',
    } as Record<string, string>,
    changed: (when: string) => `This was changed at ${when}:`,
    trouble: 'We could not fetch this page. Check your internet connection, then load it again.',
  },

  lost: {
    title: 'There is no such page',
    body: 'The address may be mistyped or no longer in use.',
    todo: 'Open the link in your email again.',
  },
};

export type BoardText = typeof enBoard;

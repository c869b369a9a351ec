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
    faults: {
      empty: 'Copy the link from your email',
      form: 'This is not a link to a ballot. Copy the whole link from your email',
    },
  },

  lost: {
    title: 'There is no such page',
    body: 'The address may be mistyped or no longer in use.',
    todo: 'Open the link in your email again.',
  },
};

export type BoardText = typeof enBoard;

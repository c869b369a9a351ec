/** The sentences around every page in English; the build writes them into the HTML, so no script holds them. */
export const enLayout = {
  skip: 'Skip to the main content',
  product: 'Secret ballot',
  help: 'Help',
  secrecy: 'How your vote is kept secret',
  accessibility: 'Accessibility',
  privacy: 'Privacy',
  checkReceipt: 'Check a receipt',
  helpLine: 'Need help?',
  helpLineUnknown: 'Ask the ballot helpdesk named in your email.',
  version: 'Tellers version',
  script: 'script',
  noScript: 'This page needs JavaScript',
  noScriptWhy:
    'Your vote is sealed on your own phone or computer before it is sent, so that nobody else can read it. That work is done by JavaScript, which is switched off here.',
  noScriptDo:
    'Switch JavaScript on and load this page again, or open the link from your email on another phone or computer. If neither is possible, the helpdesk named in your email will help you to vote.',
  getting: 'Getting the page ready. If this line stays, load the page again.',
};

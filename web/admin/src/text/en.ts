/** Every English text of the app. The Welsh catalogue has the same shape, so that none can be missing. */
import type { Calendar } from './dates.ts';

const calendar: Calendar = {
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  months: [
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
  ],
  noon: 'noon',
  midnight: 'midnight',
  moment: (time, date) => (/\d/.test(time) ? `${date}, ${time}` : `${time} on ${date}`),
  when: (time, date) => `at ${time} on ${date}`,
};

export const en = {
  language: 'en',
  name: 'English',
  calendar,

  shell: {
    product: 'Tellers',
    mainNavigation: 'All parts of the app',
    ballotNavigation: 'Pages of this ballot',
    skip: 'Skip to the content',
    signOut: 'Sign out',
    loading: 'Loading',
    notices: { info: 'To know:', success: 'Done:', warning: 'Warning:', danger: 'Error:' },
    back: 'Back to all ballots',
    toBallot: 'Back to the ballot',
    leaveIt: 'Leave it as it is',
  },

  /** The names of the pages, as every way to them has it. */
  ways: {
    ballots: 'Ballots',
    register: 'Register',
    members: 'Members',
    followUps: 'Follow-ups',
    dataProtection: 'Data protection',
    overview: 'Overview',
    questions: 'Questions',
    information: 'For members',
    roll: 'Roll',
    key: 'Keys',
    messages: 'Messages',
    delivery: 'Delivery',
    helpdesk: 'Helpdesk',
    turnout: 'Turnout',
    embed: 'Website',
    result: 'Count and result',
    decisions: 'Decisions',
  },

  roles: {
    officer: 'Officer',
    approver: 'Approver',
    helpdesk: 'Helpdesk',
    scrutineer: 'Scrutineer',
    trustee: 'Trustee',
    auditor: 'Auditor',
    organiser: 'Organiser',
  } as Readonly<Record<string, string>>,

  signIn: {
    title: 'Sign in',
    lead: 'For the union’s officers, helpdesk, scrutineers and trustees. Members vote with the link in their email and need no account.',
    action: 'Sign in',
    failed: 'Signing in did not work',
    failedWhat: 'Nothing is wrong with your account as far as we can tell. Try once more from this page.',
    unreachable: 'The sign-in service does not answer',
    unreachableWhat: 'Wait a minute and try again. If it lasts, tell the person who runs this system.',
    expired: 'You were signed out',
    expiredWhat:
      'You had been away for a while. Nothing that you typed is lost: the page waits behind this one. Sign in again in a new tab, then come back to this one.',
    beside: 'Sign in in a new tab',
    back: 'You are signed in again',
    backWhat: 'The page is as you left it. What could not be saved can be saved now.',
  },

  problems: {
    title: 'That did not work',
    retry: 'Try again',
    noConnection: 'There is no connection. Check that you are online, then try again.',
    unreachable: 'A part of the system does not answer. Wait a minute, then try again.',
    noRole: 'Your account may not do this. If you think it should, ask the person who gave you the account.',
    notFound: 'There is nothing here. The ballot may have been removed, or the address is mistyped.',
    unexpected: 'Something went wrong that should not have. Try again; if it happens again, tell the help line.',
    page: 'Page not found',
    pageWhat: 'There is no page at this address.',
  },

  states: {
    draft: 'Draft',
    approved: 'Approved',
    keyed: 'Keys in place',
    ready: 'Ready to open',
    open: 'Voting is open',
    closed: 'Voting has closed',
    counted: 'Counted',
    declared: 'Result declared',
    withheld: 'Result withheld',
    cancelled: 'Cancelled',
  } as Readonly<Record<string, string>>,

  ballots: {
    caption: 'Ballots, the newest first',
    name: 'Ballot',
    state: 'State',
    opens: 'Opens',
    closes: 'Closes',
    empty: 'No ballots yet',
    emptyWhat: 'A ballot appears here as soon as an officer has drafted it.',
  },

  ballot: {
    opens: 'Opens',
    closes: 'Closes',
    question: (n: number) => `Question ${n}`,
    questions: 'Questions',
    authority: 'Decided by',
    entitled: 'Entitled to vote',
    cast: 'Votes cast',
    turnout: (cast: string, entitled: string, percent: string) => `${cast} of ${entitled} (${percent}%)`,
    fingerprint: 'Fingerprint of the election',
    fingerprintWhat:
      'Printed on the voting page and in the report. It changes when a single letter of the ballot does.',
    head: 'Check mark of the ballot box',
    headWhat: 'Taken when voting closed, and sent to the trustees by email.',
    warnings: 'Please note',
    keyTitle: 'Your key',
    keyWhat: 'This ballot can only be counted with the trustees’ keys. Making yours takes about two minutes.',
    keyAction: 'Go to your key',
    countTitle: 'Count the votes',
    countWhat: 'Voting has closed. Your browser checks the ballot box, then adds your part to the count.',
    countAction: 'Check and count',
    trustees: 'Who holds the keys',
  },

  copy: {
    action: 'Copy',
    done: 'Copied',
    actionWhat: (what: string) => `Copy: ${what}`,
    doneWhat: (what: string) => `Copied: ${what}`,
    refused: 'The browser does not let this page copy. Select the text and copy it yourself.',
  },

  inviting: {
    title: 'Ask people to hold a key',
    lead: 'Each needs an account with the role of a trustee, which those who run the system give them. Then send them this:',
    subject: (ballot: string) => `Trustee of the ballot “${ballot}”`,
    asked: (ballot: string) => `You are asked to be a trustee of the ballot “${ballot}”.`,
    together: (threshold: number, holders: number) =>
      `${holders} trustees hold its key together, and ${threshold} of them are needed to count. Nobody can open the ballot box alone.`,
    alone: 'You alone would hold the key that the union does not have; without it the votes cannot be counted.',
    until: (opens: string, closes: string) =>
      `Please make your key soon, and before voting opens ${opens}. It takes about two minutes, on a device of your own that you will still have when voting closes ${closes}.`,
    open: 'Open this address and sign in:',
    onward:
      'The page leads you through it. Keep the key file and the passphrase in different places: both are needed, and nobody can replace them.',
    mail: 'Write an email',
  },

  seats: {
    rule: (threshold: number, holders: number) =>
      `${threshold} of these ${holders} people are needed to count. Nobody can open the ballot box alone, headquarters included.`,
    caption: 'The trustees and what each has done',
    seat: 'Place',
    person: 'Trustee',
    free: 'Free',
    you: 'you',
    headquarters: 'works at headquarters',
    certificate: 'Key made',
    polynomial: 'Keys joined',
    confirmation: 'Confirmed',
    rehearsal: 'Rehearsed',
    done: 'done',
    open: 'not yet',
    freeing: {
      title: 'When a trustee cannot take part',
      lead: 'Until the keys are in place, a place can be freed for another person.',
      open: (name: string) => `Free the place of ${name}…`,
      question: (name: string) => `Free the place of ${name}?`,
      what: 'What the trustees have done so far was made for these people. So all of them make new keys and begin again; key files made so far are of no use for this ballot.',
      action: 'Free the place',
      done: 'The place is free. All trustees begin again with their keys.',
    },
  },

  key: {
    title: 'Your key',
    lead: (ballot: string) => `For the ballot “${ballot}”`,
    progress: 'Progress',
    stepOf: (n: number, of: number, name: string) => `Step ${n} of ${of}: ${name}`,
    steps: {
      seat: 'Take your place',
      make: 'Make your key',
      join: 'Join the keys',
      confirm: 'Confirm',
      rehearse: 'Rehearse',
    },
    notYet: 'It is too early',
    notYetWhat: 'Keys are made once a second officer has approved the ballot. You will be asked to come back then.',

    one: {
      what: 'This ballot has one scrutineer, from outside headquarters. The votes can be counted only with the scrutineer’s key.',
      held: (name: string, when: string) => `${name} holds it, and handed in its public part ${when}.`,
      nobody: 'Nobody has made it yet.',
      steps: { name: 'Say who you are', make: 'Make your key' },
      nameTitle: 'Who holds the key?',
      nameWhat: 'Your name is shown to everyone who takes part, as the holder of this ballot’s key.',
      nameAction: 'Go on',
      inPlace: 'Your key is in place',
      keep: 'There is no second key: if the file or the passphrase is lost, the votes cannot be counted. Keep a copy of the file, and both apart from each other.',
      again: 'Make another key instead',
      taken: 'The key is not with you',
      takenWhat:
        'Only the person named above can count this ballot. If that should have been you, tell the ballot’s officer at once.',
      notYours: 'There is nothing for you to do here',
      notYoursWhat: 'A scrutineer holds the key of this ballot, so it needs no trustees.',
      headquarters: 'You work for headquarters',
      headquartersWhat:
        'The key is for someone who does not, so that headquarters alone can never open the ballot box. Tell the ballot’s officer.',
    },

    seat: {
      title: 'Take your place as a trustee',
      what: (threshold: number, holders: number) =>
        `${holders} trustees share the key of this ballot, and ${threshold} of them are needed to count it. Your name is shown to everyone who takes part.`,
      name: 'Your name as it should appear',
      nameMissing: 'Enter your name.',
      action: 'Take this place',
      full: 'All places are taken',
      fullWhat:
        'If you were asked to be a trustee of this ballot, tell the officer: a place can be freed until the keys are in place.',
    },

    make: {
      title: 'Make your key',
      what: 'Your browser makes the key now. It is saved in a file that only your passphrase opens. Neither leaves your device.',
      passphrase: 'Choose a passphrase',
      passphraseHint:
        'At least 12 characters. Four or five words that do not belong together are good and easy to keep.',
      tooShort: 'The passphrase needs at least 12 characters.',
      tooPlain: 'That is too easy to guess: use more different characters or words.',
      show: 'Show',
      hide: 'Hide',
      showPassphrase: 'Show the passphrase',
      hidePassphrase: 'Hide the passphrase',
      action: 'Make my key and save the file',
      working: 'Making your key…',
      have: 'I have a key file for this ballot already',
      haveNot: 'I have no key file yet',
    },

    prove: {
      title: 'Check that your file opens',
      what: 'The file is in your downloads folder. Choose it here and type the passphrase once more: then it is certain that you can use it when the votes are counted.',
      again: 'Save the file again',
      action: 'Check and hand in my public part',
      working: 'Opening the file… this takes a few seconds on purpose.',
      different: 'That file is of another key',
      differentWhat: 'Choose the file that was saved a moment ago, or start again with a new key.',
      startAgain: 'Start again with a new key',
      keep: 'Keep the file and the passphrase, apart from each other, until the result is declared. We have no copy of either.',
    },

    open: {
      title: 'Open your key',
      what: 'Choose your key file and type its passphrase. Both stay on this device.',
      file: 'Key file',
      fileMissing: 'Choose your key file.',
      passphrase: 'Passphrase',
      passphraseMissing: 'Type the passphrase of the file.',
      action: 'Open my key',
      wrong: 'That is not the passphrase of this file',
      wrongWhat: 'Passphrases tell small from capital letters. Try again; there is no limit.',
      damaged: 'The file is damaged',
      damagedWhat: 'Something in it was changed or is missing. Choose another copy of it, if you keep one.',
      notAKey: 'That is not a key file',
      notAKeyWhat: 'Choose the file that this page saved for you. Its name begins with “tellers-key”.',
      otherPlace: 'That key is not the one of your place here',
      otherPlaceWhat: 'It may be for another ballot: the name of the right file ends with this ballot’s number.',
    },

    wait: {
      title: 'Your part is done for now',
      certificates: 'The other trustees still have to make their keys.',
      polynomials: 'The other trustees still have to join their keys to yours.',
      confirmations: 'The other trustees still have to confirm.',
      platform: 'The system adds its own part of the key. This takes a few seconds.',
      names: (names: readonly string[]) => `Waiting for ${list(names, 'and')}.`,
      empty: (n: number) => (n === 1 ? 'One place is still free.' : `${n} places are still free.`),
      stay: 'Leave this page open and it goes on by itself, or come back later with your key file.',
    },

    busy: {
      join: 'Joining your key to the others’…',
      confirm: 'Checking what the others sent, and confirming…',
      rehearse: 'Rehearsing…',
    },

    dueNow: {
      join: 'Everyone has made a key. Open yours, and your browser joins it to the others’.',
      confirm: 'All keys are joined. Open yours, and your browser checks the whole and confirms.',
      rehearse: 'The keys are in place. Open yours for a rehearsal: your browser opens a practice envelope, no vote.',
    },

    ready: {
      title: 'You are ready',
      what: (date: string) =>
        `Your key works. Voting closes ${date}; after that you are needed for about five minutes, with your key file and passphrase.`,
      keep: 'Until then keep the file and the passphrase safe, apart from each other.',
    },

    mark: {
      title: 'Check mark by email',
      what: 'When voting closes, we send you the check mark of the closed box. With it you can be sure that the box you count is the one that was closed.',
      email: 'Your email address',
      hint: 'Used for this one email, and forgotten 90 days after the close.',
      malformed: 'Type an email address, such as name@example.org.',
      action: 'Send it to me',
      goesTo: 'When voting closes, the check mark goes to',
      sent: 'The check mark was sent to',
      change: 'Change the address',
      forget: 'Do not send it, and forget the address',
      forgetSent: 'Forget the address',
      forgotten: 'The address is forgotten.',
      counts: (asked: number, sent: number) =>
        `${asked === 1 ? 'One person has' : `${asked} people have`} asked for the check mark of the closed box by email${sent > 0 ? `; it went to ${sent}` : ''}.`,
    },

    blamed: 'Something another trustee or the server sent does not fit',
    blamedWhat:
      'Your browser refused it, so nothing was confirmed. Do not go on; tell the other trustees and the officer what is written here.',
  },

  count: {
    title: 'Check and count',
    steps: { check: 'Check the ballot box', open: 'Open your key', decrypt: 'Add your part' },
    notClosed: 'Voting is still open',
    notClosedWhat: (date: string) => `Nothing can be counted before voting closes, ${date}.`,
    notReady: 'The sums are not ready yet',
    notReadyWhat: 'The system forms them within a minute after the close. This page looks again by itself.',
    check: {
      title: 'Check the ballot box first',
      what: 'Before you add your part, your browser downloads the whole ballot box and checks it, so that you decrypt the sums and nothing else.',
      action: 'Start the check',
      mailed: 'Check mark from the email',
      mailedHint:
        'At the close you were sent an email with a line of 64 letters and digits. Paste it here to be sure that this is the same box.',
      mailedWrong: 'A check mark has 64 letters (a to f) and digits.',
      mailedDiffers: 'This is not the box that was closed',
      mailedDiffersWhat:
        'The check mark from your email is another one. Do not decrypt. Tell the other trustees and the auditor at once.',
      running: 'Checking',
      stages: {
        download: 'Download the ballot box',
        archive: 'No line of the box was changed, added or taken out',
        credentials: 'The list of voting codes is the one from the opening',
        ballots: 'Every vote is valid, from an entitled code, and only one from each',
        openings: 'Every vote is counted in its own area',
        sums: 'The sums are those of these votes, and the rules allow them',
      },
      ballotsOf: (done: string, total: string) => `${done} of ${total} ballots`,
      passed: 'The ballot box is in order',
      passedWhat: (ballots: string, cells: number) =>
        cells === 1
          ? `${ballots} votes checked. You will decrypt one sum: all votes together.`
          : `${ballots} votes checked. You will decrypt ${cells} sums: all votes together, and ${cells - 1} areas.`,
      failed: 'The check found a fault',
      failedWhat: 'Do not decrypt. Tell the other trustees and the auditor what is written here:',
      mark: 'Check mark of this box',
    },
    decrypt: {
      title: 'Add your part',
      what: 'Your browser works out your part of each sum and sends it. Your key stays here.',
      action: 'Add my part to the count',
      working: 'Working out your part…',
    },
    sent: {
      title: 'Thank you: your part is in',
      enough: 'The count has all the parts that it needs. The officers can now declare the result.',
      more: (n: number) =>
        n === 1 ? 'One more trustee is needed before the count is complete.' : `${n} more trustees are needed.`,
    },
    nothing: 'There is nothing to count',
    enough: 'The count has enough parts',
    enoughWhat:
      'Enough trustees have added theirs, so yours is not needed. Keep your key file until the result is declared.',
    refused: 'Your part was refused',
    refusedWhat:
      'It did not pass the count’s check. Nothing was stored. Tell the officer: another trustee can take your turn.',
    list: 'What will be decrypted',
    cells: {
      caption: 'The sums that the plan allows, and no others',
      name: 'Sum',
      votes: 'Votes',
      entitled: 'Entitled',
    },
    who: 'Who has added their part',
    decrypted: 'added',
    missing: 'not yet',
  },
};

/** Joins names as a sentence does. */
function list(names: readonly string[], and: string): string {
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;
}

export type Texts = typeof en;

/** Every sentence in English of the pages on which members help themselves; the build writes some into the HTML. */
import type { Failure } from '../api.ts';
import type { LondonTime } from '../dates.ts';
import { en } from './en.ts';

const team = 'the membership team of your union';

export const enMember = {
  dateTime: (time: LondonTime) => en.dateTime(time),

  /** What stands before these pages' addresses in this language. */
  base: '',
  helpLine: `Ask ${team}, or the ballot helpdesk if it is about a ballot.`,
  noScript: 'This page needs JavaScript',
  noScriptWhy: 'It is switched off here. Without it, nothing on this page can be sent.',
  noScriptDo: `Switch JavaScript on and load this page again, or use another phone or computer. If neither is possible, ${team} will help you.`,
  /** Whom to reach where nobody is named. */
  team,
  reach: 'Whom to reach:',
  busy: 'One moment…',
  retry: 'Try again',

  /** What went wrong on the way, for a request that may safely be made again. */
  trouble({ code, retryAfter }: Failure): string {
    if (code === 'network') return 'There was no answer. Check your internet connection, then try again.';
    if (code === 'register-busy')
      return 'The register of members is being brought up to date. Try again in a few minutes.';
    if (code === 'too-many-requests' || code === 'busy')
      return `Many people use this page at the moment. Try again in ${retryAfter ?? 30} seconds.`;
    return `Something went wrong on our side. Try again. If it keeps happening, ask ${team}.`;
  },
  /** After a change was sent and no answer came. */
  unsure:
    'The connection was lost before there was an answer, so we cannot say whether it arrived. Try again. If the link then no longer works, it had arrived.',

  /** Who asks. */
  who: {
    label: 'Membership number or email address',
    hint: 'The number as your union writes it, or an email address that your union has for you.',
    empty: 'Enter your membership number or your email address',
  },

  /** After a request, whoever it named. */
  neutral: {
    same: 'This page says the same to everybody, so that nobody can find out here who is a member.',
    spam: 'Look in the spam or junk folder of each of your mailboxes, at home and at work.',
    once: 'Asking more often does not make it come sooner: only a few emails are sent to each member.',
  },

  'send-again': {
    title: 'Have your voting email sent again',
    explain:
      'Did you not get the email with your link and code, or lose it? You can have it sent once more. It has the same link and code as before.',
    only: 'It goes only to the email address that your union has for you. Nobody can have it sent anywhere else.',
    all: 'If more than one ballot is open in which you can vote, you get an email for each.',
    go: 'Send it again',
    doneTitle: 'Your request has arrived',
    done: 'If we know you as somebody who can vote in this ballot, an email with your link and code is on its way to the address that your union has for you.',
    doneAll:
      'If we know you as somebody who can vote in a ballot that is open now, an email with your link and code is on its way to the address that your union has for you; if there is more than one such ballot, an email for each.',
    nextTitle: 'If it does not come',
    wait: 'Wait a quarter of an hour. On the day on which voting opens, wait until the next morning.',
    details: 'See and change the email address that your union has for you',
    ask: 'Still nothing? Ask the ballot helpdesk. They can see whether an email was delivered to you. They cannot see how anyone votes.',
    limits:
      'It is sent a few times a day at most, and only while voting is open. A code with which a vote was recorded is not sent again.',
    another: 'Ask for another member',
    overTitle: 'Voting has closed',
    over: 'Codes are no longer sent. To find out whether a vote was recorded with your code, open the link in your email.',
  },

  details: {
    title: 'Your contact details',
    explain:
      'Here you see the contact details that your union has for you, and can change them. We send you an email with a link that opens them.',
    safe: 'It goes only to the email address to which your union writes to you.',
    go: 'Send me the link',
    doneTitle: 'Your request has arrived',
    done: (minutes: number) =>
      `If we know you, an email with a link is on its way to the address to which your union writes to you. The link works for ${minutes} minutes, and for one change.`,
    nextTitle: 'If it does not come',
    wait: 'Wait a quarter of an hour.',
    ask: `Still nothing? Perhaps your union has no address for you, or an old one. Ask ${team}.`,
    invalid: 'This link does not work (any more)',
    invalidWhy:
      'It may have been used already, it may be too old, or it was not copied whole. Nothing was changed with it now. You can ask for a new one here.',
    loading: 'Fetching your details…',
    troubleTitle: 'We could not fetch your details',
    person: (name: string, number: string) => `${name}, membership number ${number}`,
    private: 'Do not leave this page open on a shared phone or computer.',
    emailTitle: 'Email',
    emailExplain:
      'We ask a new address whether it is yours, by an email with a link. Until you have confirmed it there, your union writes to the old one.',
    postTitle: 'Post and telephone',
    fields: {
      personalEmail: 'Personal email address',
      workEmail: 'Email address at work',
      preferredEmailType: 'Where should your union write to you?',
      mobile: 'Mobile number',
      address1: 'Address, first line',
      address2: 'Address, second line (may be empty)',
      town: 'Town or city',
      postcode: 'Postcode',
      language: 'In which language should your union write to you?',
    },
    preferred: { personal: 'To my personal address', work: 'To my address at work' },
    languages: { en: 'English', cy: 'Welsh (Cymraeg)' },
    waiting: (address: string, until: string) => `${address} waits for you to confirm it, until ${until}.`,
    save: 'Save my details',
    nothing: 'You have not changed anything yet, so nothing was sent.',
    faults: {
      'not-an-email-address': 'This is not an email address. It looks like name@example.org',
      'not-a-telephone-number': 'This is not a telephone number. It looks like 07700 900001',
      'too-long': 'This is too long',
      'control-character': 'There is an invisible sign in this. Type it again',
      'no-address-left':
        'This is the only address that works for you now. Add and confirm another one before you remove it',
      'preferred-address-missing': 'There is no such address. Enter it, or choose the other one',
    } as Record<string, string>,
    fault: 'This cannot stand as it is. Please correct it',
    savedTitle: 'Your details were changed',
    confirmTitle: 'One more step: confirm your new email address',
    saved: 'Changed now:',
    toConfirm: (address: string) =>
      `We have sent an email to ${address}. Open the link in it and confirm that the address is yours. Until then the old one is in force.`,
    told: 'An email to you says what was changed. If an address of yours is no longer used, it gets one too, with a link to take the change back.',
    again: 'The link that brought you here is used up. To change more, ask for a new one.',
    names: {
      'preferred-email': 'to which address your union writes',
      'personal-email': 'personal email address',
      'work-email': 'email address at work',
      mobile: 'mobile number',
      'postal-address': 'postal address',
      language: 'language',
    } as Record<string, string>,
  },

  /** While links in emails change nothing, because a change was taken back. */
  rests: {
    title: 'Changes go through your union for now',
    why: 'A change of your email address was taken back as not yours. So that nobody else can change your details, links in emails change nothing for some weeks. Your union can.',
    next: 'What you can do',
    change:
      'To change something now, speak to them. They make sure that it is you and change it at once; from then on you can change your details on this page again.',
    unknown: 'If you did not take a change back yourself, tell them too: somebody else may be able to read your email.',
    vote: 'You can still vote. Your voting email goes to the address that your union has for you:',
  },

  /** After the address to which the union writes changed, or is to change. */
  resend: {
    title: 'Is a ballot open?',
    now: 'If your voting email went to the address before, you can have it sent again, to the new one.',
    later:
      'Emails about ballots go to the old address until you have confirmed the new one. After that you can have your voting email sent again.',
    link: 'Have my voting email sent again',
  },

  answer: {
    lostTitle: 'Open this page by the link in your email',
    lost: 'The link brings something with it that this page needs. If you copied it, copy it whole.',
    invalidTitle: 'This link does not work (any more)',
    invalid:
      'It may have been used already, it may be too old, or it was not copied whole. Nothing was changed with it now.',
    toDetails: 'See and change your contact details',
  },

  'confirm-email': {
    title: 'Is this email address yours?',
    explain:
      'Somebody, probably you, asked your union to write to the email address at which you got our link. It does so only when you confirm it here.',
    yes: 'Yes, write to me there',
    no: 'No, this is not my address',
    noExplain:
      'If you know nothing of this, you need do nothing. If you say that the address is not yours, the link is over at once.',
    invalid: 'If you have confirmed the address before, all is well. Otherwise change your details once more.',
    yesTitle: 'Your email address is confirmed',
    yesDone: 'From now on your union has this address for you. The address before is told, in case this was not you.',
    noTitle: 'Thank you. Nothing was changed',
    noDone: 'Your union does not write to this address, and the link no longer works.',
  },

  'undo-email': {
    title: 'Was this change not yours?',
    explain:
      'An email address that your union had for you was changed or removed. If it was not you, take the change back here.',
    what: 'Then the old address is in force again. Nobody can change your details by an email link any more for some weeks, or until you have spoken to your union.',
    yes: 'It was not me: take the change back',
    no: 'The change was right',
    noExplain: 'If the change was right, you need do nothing.',
    invalid: `If the change was not yours and was not taken back, tell ${team} at once.`,
    changedTitle: 'The address was changed again since',
    changed:
      'Your union itself has changed your address since then, so it stays. If it is not right, please speak to your union.',
    yesTitle: 'The change was taken back',
    yesDone: `The old address is in force again. Please tell ${team} what happened: somebody else may be able to read your email.`,
    noTitle: 'Thank you. Everything stays as it is',
    noDone: 'The link to take the change back no longer works.',
  },
};

export type MemberText = typeof enMember;

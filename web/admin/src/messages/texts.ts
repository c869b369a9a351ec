/** The texts of messages. */
import { localTexts } from '../text/texts.tsx';
import type { Action, Obstacle, Outcome, Run, RunState, Waits } from './runs.ts';

interface KindTexts {
  readonly name: string;
  /** How many mails of this kind: the number, and the same as it is written. */
  readonly count: (n: number, written: string) => string;
  readonly what: string;
}

/** Typed, because other lists must stay complete. */
interface Lists {
  readonly kinds: Readonly<Record<Run['kind'], KindTexts>>;
  readonly states: Readonly<Record<RunState, { readonly name: string; readonly what: string }>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly actions: Readonly<Record<Action, string>>;
  readonly acted: Readonly<Record<Action, (message: string) => string>>;
  readonly obstacles: Readonly<Record<Obstacle, string>>;
  readonly notInvitedWhat: Readonly<Record<string, string>>;
}

const many = (one: string, more: string) => (n: number, written: string) => `${written} ${n === 1 ? one : more}`;

const enLists: Lists = {
  kinds: {
    invitation: {
      name: 'Invitation',
      count: many('invitation', 'invitations'),
      what: 'To every member on the roll, with their own code. Who joins the roll later is invited by itself.',
    },
    reminder: {
      name: 'Reminder',
      count: many('reminder', 'reminders'),
      what: 'To those who have not voted when it leaves, and have not declined reminders. It brings the same code.',
    },
    confirmation: {
      name: 'Confirmation',
      count: many('confirmation', 'confirmations'),
      what: 'On the evening after a vote: that a vote was recorded with the member’s code, never which. Goes on by itself.',
    },
    recorded: {
      name: 'Vote recorded, yes or no',
      count: many('message', 'messages'),
      what: 'After the close, to every member: whether a vote was recorded in their name, never which.',
    },
    result: {
      name: 'Notice of the result',
      count: many('notice of the result', 'notices of the result'),
      what: 'To every member, when the result is declared or withheld.',
    },
    campaign: {
      name: 'Campaign message',
      count: many('campaign message', 'campaign messages'),
      what: 'What the union wishes members to do, in your own words: from the campaign’s sender, to those who agreed to campaign emails.',
    },
    extension: {
      name: 'Notice of the extension',
      count: many('notice', 'notices'),
      what: 'To everyone who was invited, when the close is extended.',
    },
  },
  states: {
    scheduled: { name: 'Scheduled', what: 'It waits for its time.' },
    waiting: { name: 'Waiting', what: 'It begins by itself as soon as the ballot is ready for it.' },
    sending: { name: 'Sending', what: 'Its emails are leaving now.' },
    paused: { name: 'Paused', what: 'Nothing more leaves until someone lets it go on.' },
    'relay-down': { name: 'Mail server out of order', what: 'It goes on by itself when the mail server works again.' },
    done: { name: 'Done', what: 'Nothing is left to send.' },
    stopped: { name: 'Stopped before the close', what: 'The close came too near; what had not left is unsent.' },
    cancelled: { name: 'Cancelled', what: 'What had not left was withdrawn.' },
    over: { name: 'Over', what: 'The ballot is past the time for it.' },
  },
  outcomes: {
    accepted: 'Accepted by the mail server',
    queued: 'Waiting to be sent',
    returned: 'Came back',
    failed: 'Refused',
    suppressed: 'Address left alone',
    withoutAddress: 'Without an address',
    unsent: 'Unsent at the close',
    withdrawn: 'No longer needed',
  },
  actions: { pause: 'Pause', resume: 'Let it go on', cancel: 'Cancel' },
  acted: {
    pause: (message) => `${message} is paused.`,
    resume: (message) => `${message} goes on.`,
    cancel: (message) => `${message} is cancelled.`,
  },
  obstacles: {
    cancelled: 'The ballot was cancelled. Nothing more is sent for it.',
    closed: 'Voting has closed. What calls for a vote is no longer sent.',
    invited: 'The invitations were asked for already. Members who join the roll later are invited by themselves.',
    'under-way': 'A message of this kind is still under way. Wait for it, or cancel it first.',
    'told-already': 'Members were told already whether a vote was recorded in their name. That is done once.',
  },
  notInvitedWhat: {
    keyed: 'No member has been sent a code. Prepare the invitations once the roll is frozen.',
    ready: 'No member has been sent a code. Prepare the invitations now; they leave when voting opens.',
    open: 'Voting is open and no member has been sent a code. Nobody can vote until the invitations leave.',
    over: 'This ballot’s invitations were never sent.',
  },
};

const waitsEn: Readonly<Record<Waits, string>> = {
  nothing: 'It leaves now.',
  opening: 'It leaves when voting opens.',
  evening: 'It leaves each evening, for the votes of the day.',
  close: 'It leaves after voting has closed and every vote is counted in.',
  outcome: 'It leaves when the result is declared or withheld.',
};

export const en = {
  ...enLists,
  ofBallot: (ballot: string) => `For the ballot “${ballot}”`,
  back: 'Back to the messages',
  newMessage: 'New message',
  prepareInvitations: 'Prepare the invitations',
  notInvited: 'Invitations: NOT SENT',
  empty: 'No messages yet',
  emptyWhat: 'Each message that you have sent appears here, with how far it is.',
  tooEarly: 'It is too early for messages',
  tooEarlyWhat: 'They can be prepared once the trustees’ keys are in place.',
  runName: (name: string, issue: number) => (issue > 1 ? `${name} no. ${issue}` : name),
  askedBy: (who: string, date: string) => `Asked for by ${who} ${date}.`,
  byItself: (date: string) => `Sent by itself because the close was extended ${date}.`,
  leaves: (date: string) => `It leaves ${date}, or as soon after as the ballot allows.`,
  progress: (done: string, all: string) => `${done} of ${all} handled`,
  actOn: (action: string, message: string) => `${action}: ${message}`,
  cancelTitle: (message: string) => `Cancel for good: ${message}?`,
  cancelWhat: (accepted: string) =>
    `${accepted} have left and cannot be called back. The others will not be sent. This cannot be undone; pausing can.`,
  cancelAction: (n: string) => `Cancel and leave ${n} unsent`,
  compose: {
    kind: 'What do you want to send?',
    notNow: 'This cannot be sent now',
    writeFirst: 'Write a subject and a text in at least one language.',
    words: 'Your words',
    wordsWhat: 'An empty line begins a new paragraph. Members whose language you leave out get the other one.',
    subject: { en: 'Subject in English', cy: 'Subject in Welsh' },
    body: { en: 'Text in English', cy: 'Text in Welsh' },
    half: 'A language needs both a subject and a text.',
    send: 'To whom, and when',
    audience: (mails: string) => `As of now: ${mails}. Counted by the rule that chooses the members when it leaves.`,
    audienceSoFar: (mails: string) => `If it left now: ${mails}. Those for whom it is are chosen when it leaves.`,
    withoutAddress: (n: string) =>
      n === '1'
        ? '1 member without an email address gets none; see Delivery.'
        : `${n} members without an email address get none; see Delivery.`,
    when: 'When',
    waits: waitsEn,
    atTime: 'Not before a time that I choose',
    time: 'Date and time',
    londonTime: 'London time, wherever you are.',
    noTime: 'Choose a date and a time.',
    past: 'That time has passed. Choose a later one.',
    check: (mails: string) => `Continue with ${mails}`,
    confirmTitle: (mails: string) => `Send ${mails}?`,
    notBefore: (date: string) => `It leaves ${date} at the earliest.`,
    noReturn: 'You can pause or cancel it while it is under way. What has left cannot be called back.',
    noReturnInvitations: 'You can pause them while they are under way. What has left cannot be called back.',
    sendAction: (mails: string) => `Send ${mails}`,
    scheduleAction: (mails: string, date: string) => `Send ${mails} ${date}`,
    asked: 'The message was asked for.',
  },
  preview: {
    title: 'How members will read it',
    what: 'Shown with a made-up name and a code that cannot vote.',
    language: 'Language of the preview',
    recorded: 'Preview for a member who',
    voted: 'has voted',
    notVoted: 'has not voted',
    from: 'From',
    subject: 'Subject',
    html: 'As designed',
    text: 'As plain text',
    trial: 'Send it to me to look at',
    trialSent: 'The test message is on its way to you',
    trialSentWhat: 'It goes to the address of your own account, with a code that cannot vote.',
  },
};

export type MessagesTexts = typeof en;

const cyCount = (word: string) => (_: number, written: string) => `${written} ${word}`;

const cyLists: Lists = {
  kinds: {
    invitation: {
      name: 'Gwahoddiad',
      count: cyCount('gwahoddiad'),
      what: 'I bob aelod ar y rhestr, gyda’i god ei hun. Gwahoddir pawb sy’n ymuno â’r rhestr yn ddiweddarach yn awtomatig.',
    },
    reminder: {
      name: 'Nodyn atgoffa',
      count: cyCount('nodyn atgoffa'),
      what: 'I’r rhai nad ydynt wedi pleidleisio pan fydd yn gadael, ac na wrthododd nodiadau atgoffa. Daw â’r un cod.',
    },
    confirmation: {
      name: 'Cadarnhad',
      count: cyCount('cadarnhad'),
      what: 'Gyda’r nos ar ôl pleidlais: bod pleidlais wedi’i chofnodi â chod yr aelod, byth pa un. Mae’n parhau ohono’i hun.',
    },
    recorded: {
      name: 'Pleidlais wedi’i chofnodi, do neu naddo',
      count: cyCount('neges'),
      what: 'Ar ôl y cau, i bob aelod: a gofnodwyd pleidlais yn ei enw, byth pa un.',
    },
    result: {
      name: 'Hysbysiad o’r canlyniad',
      count: cyCount('hysbysiad o’r canlyniad'),
      what: 'I bob aelod, pan gyhoeddir y canlyniad neu pan gaiff ei ddal yn ôl.',
    },
    campaign: {
      name: 'Neges ymgyrchu',
      count: cyCount('neges ymgyrchu'),
      what: 'Yr hyn y mae’r undeb am i aelodau ei wneud, yn eich geiriau eich hun: oddi wrth anfonwr yr ymgyrch, at y rhai a gytunodd i gael e-byst ymgyrchu.',
    },
    extension: {
      name: 'Hysbysiad o’r estyniad',
      count: cyCount('hysbysiad'),
      what: 'I bawb a wahoddwyd, pan estynnir yr amser cau.',
    },
  },
  states: {
    scheduled: { name: 'Wedi’i amserlennu', what: 'Mae’n aros am ei amser.' },
    waiting: { name: 'Yn aros', what: 'Mae’n dechrau ohoni’i hun cyn gynted ag y bydd y bleidlais yn barod.' },
    sending: { name: 'Yn anfon', what: 'Mae ei he-byst yn gadael nawr.' },
    paused: { name: 'Wedi’i hoedi', what: 'Ni fydd dim mwy yn gadael nes i rywun adael iddi barhau.' },
    'relay-down': {
      name: 'Gweinydd post wedi torri',
      what: 'Mae’n parhau ohoni’i hun pan fydd y gweinydd post yn gweithio eto.',
    },
    done: { name: 'Wedi gorffen', what: 'Nid oes dim ar ôl i’w anfon.' },
    stopped: {
      name: 'Wedi stopio cyn y cau',
      what: 'Daeth y cau’n rhy agos; nid anfonwyd yr hyn nad oedd wedi gadael.',
    },
    cancelled: { name: 'Wedi’i chanslo', what: 'Tynnwyd yn ôl yr hyn nad oedd wedi gadael.' },
    over: { name: 'Ar ben', what: 'Mae’r amser i’w hanfon wedi mynd heibio.' },
  },
  outcomes: {
    accepted: 'Derbyniwyd gan y gweinydd post',
    queued: 'Yn aros i’w hanfon',
    returned: 'Daeth yn ôl',
    failed: 'Gwrthodwyd',
    suppressed: 'Cyfeiriad yn cael llonydd',
    withoutAddress: 'Heb gyfeiriad',
    unsent: 'Heb eu hanfon adeg y cau',
    withdrawn: 'Dim angen mwyach',
  },
  actions: { pause: 'Oedi', resume: 'Gadael iddi barhau', cancel: 'Canslo' },
  acted: {
    pause: (message) => `${message}: wedi’i hoedi.`,
    resume: (message) => `${message}: yn parhau.`,
    cancel: (message) => `${message}: wedi’i chanslo.`,
  },
  obstacles: {
    cancelled: 'Cafodd y bleidlais ei chanslo. Nid anfonir dim mwy ar ei chyfer.',
    closed: 'Mae’r pleidleisio wedi cau. Nid anfonir mwyach yr hyn sy’n gofyn am bleidlais.',
    invited:
      'Gofynnwyd am y gwahoddiadau eisoes. Gwahoddir aelodau sy’n ymuno â’r rhestr yn ddiweddarach yn awtomatig.',
    'under-way': 'Mae neges o’r math hwn yn dal ar y gweill. Arhoswch amdani, neu ei chanslo’n gyntaf.',
    'told-already': 'Dywedwyd wrth aelodau eisoes a gofnodwyd pleidlais yn eu henw. Gwneir hynny unwaith.',
  },
  notInvitedWhat: {
    keyed: 'Nid anfonwyd cod at yr un aelod. Paratowch y gwahoddiadau ar ôl rhewi’r rhestr.',
    ready:
      'Nid anfonwyd cod at yr un aelod. Paratowch y gwahoddiadau nawr; byddant yn gadael pan fydd y pleidleisio’n agor.',
    open: 'Mae’r pleidleisio ar agor ac nid anfonwyd cod at yr un aelod. Ni all neb bleidleisio nes i’r gwahoddiadau adael.',
    over: 'Nid anfonwyd gwahoddiadau’r bleidlais hon erioed.',
  },
};

const waitsCy: Readonly<Record<Waits, string>> = {
  nothing: 'Mae’n gadael nawr.',
  opening: 'Mae’n gadael pan fydd y pleidleisio’n agor.',
  evening: 'Mae’n gadael bob nos, ar gyfer pleidleisiau’r diwrnod.',
  close: 'Mae’n gadael ar ôl i’r pleidleisio gau ac i bob pleidlais gael ei chyfrif i mewn.',
  outcome: 'Mae’n gadael pan gyhoeddir y canlyniad neu pan gaiff ei ddal yn ôl.',
};

export const cy: MessagesTexts = {
  ...cyLists,
  ofBallot: (ballot) => `Ar gyfer y bleidlais “${ballot}”`,
  back: 'Yn ôl i’r negeseuon',
  newMessage: 'Neges newydd',
  prepareInvitations: 'Paratoi’r gwahoddiadau',
  notInvited: 'Gwahoddiadau: HEB EU HANFON',
  empty: 'Dim negeseuon eto',
  emptyWhat: 'Bydd pob neges a anfonwch yn ymddangos yma, a pha mor bell y mae.',
  tooEarly: 'Mae’n rhy gynnar ar gyfer negeseuon',
  tooEarlyWhat: 'Gellir eu paratoi unwaith y bydd allweddi’r ymddiriedolwyr yn eu lle.',
  runName: (name, issue) => (issue > 1 ? `${name} rhif ${issue}` : name),
  askedBy: (who, date) => `Gofynnwyd amdani gan ${who} ${date}.`,
  byItself: (date) => `Anfonwyd ohoni’i hun oherwydd estyn yr amser cau ${date}.`,
  leaves: (date) => `Mae’n gadael ${date}, neu cyn gynted wedyn ag y bydd y bleidlais yn caniatáu.`,
  progress: (done, all) => `${done} o ${all} wedi’u trin`,
  actOn: (action, message) => `${action}: ${message}`,
  cancelTitle: (message) => `Canslo am byth: ${message}?`,
  cancelWhat: (accepted) =>
    `Mae ${accepted} wedi gadael ac ni ellir eu galw’n ôl. Ni chaiff y lleill eu hanfon. Ni ellir dadwneud hyn; gellir dadwneud oedi.`,
  cancelAction: (n) => `Canslo a gadael ${n} heb eu hanfon`,
  compose: {
    kind: 'Beth hoffech chi ei anfon?',
    notNow: 'Ni ellir anfon hon nawr',
    writeFirst: 'Ysgrifennwch bwnc a thestun mewn o leiaf un iaith.',
    words: 'Eich geiriau',
    wordsWhat: 'Mae llinell wag yn dechrau paragraff newydd. Bydd aelodau yr hepgorwch eu hiaith yn cael y llall.',
    subject: { en: 'Pwnc yn Saesneg', cy: 'Pwnc yn Gymraeg' },
    body: { en: 'Testun yn Saesneg', cy: 'Testun yn Gymraeg' },
    half: 'Mae angen pwnc a thestun ar iaith.',
    send: 'At bwy, a phryd',
    audience: (mails) => `Ar hyn o bryd: ${mails}. Cyfrifir yn ôl y rheol sy’n dewis yr aelodau pan fydd yn gadael.`,
    audienceSoFar: (mails) => `Pe bai’n gadael nawr: ${mails}. Dewisir y rhai y mae ar eu cyfer pan fydd yn gadael.`,
    withoutAddress: (n) => `Ni fydd ${n} aelod heb gyfeiriad e-bost yn cael un; gweler Danfon.`,
    when: 'Pryd',
    waits: waitsCy,
    atTime: 'Ddim cyn amser a ddewisaf',
    time: 'Dyddiad ac amser',
    londonTime: 'Amser Llundain, ble bynnag yr ydych.',
    noTime: 'Dewiswch ddyddiad ac amser.',
    past: 'Mae’r amser hwnnw wedi mynd heibio. Dewiswch un diweddarach.',
    check: (mails) => `Parhau â ${mails}`,
    confirmTitle: (mails) => `Anfon ${mails}?`,
    notBefore: (date) => `Mae’n gadael ${date} ar y cynharaf.`,
    noReturn: 'Gallwch ei hoedi neu ei chanslo tra bydd ar y gweill. Ni ellir galw’n ôl yr hyn sydd wedi gadael.',
    noReturnInvitations: 'Gallwch eu hoedi tra byddant ar y gweill. Ni ellir galw’n ôl yr hyn sydd wedi gadael.',
    sendAction: (mails) => `Anfon ${mails}`,
    scheduleAction: (mails, date) => `Anfon ${mails} ${date}`,
    asked: 'Gofynnwyd am y neges.',
  },
  preview: {
    title: 'Sut y bydd aelodau’n ei darllen',
    what: 'Fe’i dangosir gydag enw dychmygol a chod na all bleidleisio.',
    language: 'Iaith y rhagolwg',
    recorded: 'Rhagolwg i aelod sydd',
    voted: 'wedi pleidleisio',
    notVoted: 'heb bleidleisio',
    from: 'Oddi wrth',
    subject: 'Pwnc',
    html: 'Fel y’i dyluniwyd',
    text: 'Fel testun plaen',
    trial: 'Ei hanfon ataf i edrych arni',
    trialSent: 'Mae’r neges brawf ar ei ffordd atoch',
    trialSentWhat: 'Mae’n mynd i gyfeiriad eich cyfrif eich hun, gyda chod na all bleidleisio.',
  },
};

export const useMessagesTexts = localTexts({ en, cy });

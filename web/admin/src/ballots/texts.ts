/** Texts of the list of ballots, a ballot's overview, and what two people change of it. */

import { number } from '../text/numbers.ts';
import { localTexts } from '../text/texts.tsx';
import type { Item, Status, Step } from './checklist.ts';

const en = {
  list: {
    create: 'New ballot',
    current: 'Running and in preparation',
    finished: 'Finished',
    finishedCaption: 'Ballots that are over, the newest first',
    turnout: 'Turnout',
    mail: 'Mail',
    next: 'Next',
    none: '–',
    notSent: 'Invitations: NOT SENT',
    mailFine: 'No problem',
    blocked: (n: number) => (n === 1 ? '1 mail domain is blocked' : `${n} mail domains are blocked`),
    bounced: (n: number) => `${number(n)} came back`,
    nobody: 'No ballot is running or being prepared.',
  },

  firstSteps: {
    lead: 'This is the way of a ballot. From the second step on, the ballot’s own page says what has to be done next, and by whom.',
    register: 'Bring in the register.',
    registerWhat: 'It says who the members are. Nobody is mailed by that.',
    registerDone: 'There are members in it.',
    draft: 'Write the ballot.',
    draftWhat: 'Nothing is sent or opened until a second person has approved it.',
    later: [
      'An approver reads and approves it.',
      'The trustees make the keys that will open the ballot box, each in their own browser.',
      'You freeze the roll of those who may vote, and order the invitations. They leave when voting opens.',
      'Voting opens and closes by itself. Meanwhile the helpdesk answers members, and you may send reminders.',
      'After the close the trustees count, and two people declare the result.',
    ],
  },

  states: {
    label: 'The states of this ballot',
    draft: 'Draft',
    approved: 'Approved',
    keyed: 'Keys',
    ready: 'Ready',
    open: 'Open',
    closed: 'Closed',
    counted: 'Counted',
    declared: 'Result',
    where: (n: number, of: number, name: string) => `Step ${n} of ${of}: ${name}`,
    done: (name: string) => `${name}: done`,
    now: (name: string) => `${name}: now`,
    later: (name: string) => `${name}: later`,
  },

  checklist: {
    title: 'What has to be done',
    lead: 'Every step on the way. Those that wait for you are marked.',
    yours: 'For you',
    who: (names: readonly string[]) => names.join(' or '),
    system: 'By itself',
    other: (name: string) => `A second person, not ${name}`,
    go: 'Go there',
    part: (done: number, of: number) => `${number(done)} of ${number(of)}`,
    status: { done: 'Done', due: 'To do', running: 'Under way', alarm: 'Problem', later: 'Later' } as Readonly<
      Record<Status, string>
    >,
    steps: {
      'confirm-extension': 'Confirm the later close, or withdraw it',
      'confirm-cancellation': 'Confirm the cancellation, or withdraw it',
      'confirm-policy': 'Confirm the change of what is published, or withdraw it',
      write: 'Write the ballot',
      approve: 'Approve wording, dates, who may vote and what is published',
      keys: 'Make the keys that will open the ballot box',
      roll: 'Freeze the roll of those who may vote',
      rehearse: 'Rehearse the count',
      codes: 'Voting codes are made and the ballot box is set up',
      invite: 'Order the invitations',
      open: 'Voting opens',
      close: 'Voting closes',
      count: 'Check the ballot box and count',
      decide: 'Declare or withhold the result',
      review: 'A withheld result may still be declared',
      'follow-up': 'Follow up the dates that have come',
    } as Readonly<Record<Step, string>>,
    why: {
      'opening-passed': 'The opening has passed. Change it to a later one, then have the draft approved.',
      'not-sent': 'NOT SENT: nobody has ordered the invitations, so no member has a code to vote with.',
      stuck: 'The invitations have stopped before all were sent.',
      'box-shut': 'The opening has passed, and the box stays shut until everything above is done.',
    } as Readonly<Record<NonNullable<Item['why']>, string>>,
    nothing: 'Nothing more has to be done.',
  },

  notSent: 'Invitations: NOT SENT',
  notSentWhat: 'Nobody has ordered the invitations of this ballot. Without one no member has a code to vote with.',
  notSentAction: 'Order the invitations',

  overview: {
    facts: 'Dates, rules and figures',
    lateJoiners: 'Members can join until',
    helpLine: 'Help line',
    noHelpLine: 'None is stated',
    published: 'What is published',
    unit: 'Smallest figures shown',
    unitWhat: (cast: number, entitled: number) =>
      `Never fewer than ${number(cast)} votes or ${number(entitled)} entitled together`,
    keyHolders: 'Key holders',
    keyHoldersWhat: (threshold: number, holders: number) =>
      holders === 1 ? 'One scrutineer' : `${threshold} of ${holders} trustees can count`,
    reserveLeft: 'Spare codes left',
    editedBy: 'Written last by',
    approvedBy: 'Approved by',
    wording: 'Questions and rules in full',
    marks: 'Marks to compare',
  },

  publication: {
    turnout: { none: 'No turnout', daily: 'Turnout once a day', live: 'Turnout as it grows' } as Readonly<
      Record<string, string>
    >,
    result: {
      none: 'no result',
      headline: 'the result of each question without figures by area',
      full: 'the full result',
    } as Readonly<Record<string, string>>,
    breakdown: {
      none: 'not by area',
      section: 'by section',
      region: 'by region',
      employer: 'by employer',
      branch: 'by branch',
    } as Readonly<Record<string, string>>,
    sentence: (turnout: string, result: string, breakdown: string) => `${turnout}; ${result}, ${breakdown}`,
  },

  proposals: {
    title: {
      extension: 'A later close waits for a second person',
      cancellation: 'A cancellation waits for a second person',
      policy: 'Another publication policy waits for a second person',
    },
    by: (name: string, when: string) => `Proposed by ${name} ${when}.`,
    reason: (reason: string) => `Reason: ${reason}`,
    effect: {
      extension: (close: string) => `Voting would close ${close}. Members who have not voted get more time.`,
      cancellation: 'The ballot would end for good: no vote in it is ever counted, and codes no longer work.',
      policy: (sentence: string, minima: string) => `Then this is published: ${sentence}. ${minima}.`,
    },
    yours: 'You proposed it. Someone else has to confirm it.',
    confirm: {
      extension: 'Confirm the later close',
      cancellation: 'Cancel this ballot for good',
      policy: 'Confirm what is published',
    },
    withdraw: 'Withdraw the proposal',
    confirmed: {
      extension: 'The close was moved.',
      cancellation: 'The ballot was cancelled.',
      policy: 'What is published was changed.',
    },
    withdrawn: 'The proposal was withdrawn.',
  },

  changes: {
    title: 'Change something',
    lead: 'Each of these takes two people and a reason, and is shown to everyone in the decision log.',
    reason: 'Reason',
    reasonHint: 'Shown to everyone, so it names nobody.',
    reasonMissing: 'Say why.',
    tooLong: 'The reason may have 2,000 characters at most.',
    proposed: 'Proposed. A second person has to confirm it.',
    extension: {
      open: 'Extend voting…',
      title: 'Extend voting',
      what: (close: string) =>
        `Voting closes ${close}. It can be moved to a later time, never to an earlier one. Nothing changes until a second person confirms it; then the new close is announced, and late joiners have until the day before it.`,
      closesAt: 'New close',
      confirm: 'Propose the later close',
    },
    policy: {
      open: 'Change what is published…',
      title: 'Change what is published',
      what: 'Members were told before voting what would be published. A change is shown to them with its reason.',
      stricter: 'Voting has opened: from now on it can only become stricter.',
      confirm: 'Propose the change',
    },
    cancellation: {
      open: 'Cancel the ballot…',
      title: 'Cancel the ballot',
      what: 'A cancelled ballot ends for good: its codes no longer work, and no vote is ever counted. To ask the members again, draft another ballot.',
      cast: (cast: number) =>
        cast === 1
          ? '1 vote was cast. It will not be counted.'
          : `${number(cast)} votes were cast. They will not be counted.`,
      confirm: 'Propose to cancel the ballot',
    },
  },

  policy: {
    turnout: 'Turnout',
    result: 'Result',
    breakdown: 'Figures by area',
    cast: 'Least votes shown together',
    entitled: 'Least entitled shown together',
    minimumHint: 'At least 20: fewer would disclose people.',
    minimumFaults: {
      number: 'Write a whole number.',
      least: 'At least 20: fewer would disclose people.',
      stricter: 'It can only become larger now.',
    },
    same: 'This is what is published already. Change something.',
    turnoutWords: { none: 'Not published', daily: 'Once a day', live: 'As it grows' },
    resultWords: { none: 'Not published', headline: 'Headline only', full: 'In full' },
    breakdownWords: {
      none: 'None: all together',
      section: 'By section',
      region: 'By region',
      employer: 'By employer',
      branch: 'By branch',
    } as Readonly<Record<string, string>>,
  },

  followUps: {
    title: 'Dates to follow up',
    caption: 'Dates on which this ballot is to be followed up',
    on: 'Date',
    what: 'What',
    state: 'State',
    words: { waiting: 'Still to come', open: 'To do now', done: 'Done', lapsed: 'Lapsed' } as Readonly<
      Record<string, string>
    >,
    doneBy: (name: string, note: string) => `Done by ${name}: ${note}`,
    open: 'Record what was done…',
    note: 'What was done',
    noteHint: 'For headquarters; it is not published.',
    noteMissing: 'Say what was done.',
    confirm: 'Record it as done',
    done: 'Recorded.',
    steps: 'What can be done now',
  },

  time: {
    date: 'Date',
    time: 'Time in London',
    twice: 'The clocks go back that night, so this time comes twice.',
    first: 'The first one, in summer time (BST)',
    second: 'The second one, in winter time (GMT)',
    missing: 'Say on which day and at what time.',
    malformed: 'Write a whole date and a whole time, such as 12:00.',
    skipped: 'The clocks go forward that night: there is no such time. Choose one an hour later.',
  },
};

const cy: typeof en = {
  list: {
    create: 'Pleidlais newydd',
    current: 'Ar waith ac yn cael eu paratoi',
    finished: 'Wedi gorffen',
    finishedCaption: 'Pleidleisiau sydd ar ben, y diweddaraf yn gyntaf',
    turnout: 'Y nifer a bleidleisiodd',
    mail: 'Post',
    next: 'Nesaf',
    none: '–',
    notSent: 'Gwahoddiadau: HEB EU HANFON',
    mailFine: 'Dim problem',
    blocked: (n) => (n === 1 ? 'Mae 1 parth post wedi’i rwystro' : `Mae ${n} parth post wedi’u rhwystro`),
    bounced: (n) => `${number(n)} wedi dod yn ôl`,
    nobody: 'Nid oes pleidlais ar waith nac yn cael ei pharatoi.',
  },

  firstSteps: {
    lead: 'Dyma ffordd pleidlais. O’r ail gam ymlaen, mae tudalen y bleidlais ei hun yn dweud beth sydd i’w wneud nesaf, a chan bwy.',
    register: 'Dewch â’r gofrestr i mewn.',
    registerWhat: 'Mae’n dweud pwy yw’r aelodau. Ni chaiff neb e-bost drwy hynny.',
    registerDone: 'Mae aelodau ynddi.',
    draft: 'Ysgrifennwch y bleidlais.',
    draftWhat: 'Ni chaiff dim ei anfon na’i agor nes i ail berson ei chymeradwyo.',
    later: [
      'Mae cymeradwywr yn ei darllen a’i chymeradwyo.',
      'Mae’r ymddiriedolwyr yn gwneud yr allweddi a fydd yn agor y blwch pleidleisio, pob un yn ei borwr ei hun.',
      'Rydych chi’n rhewi’r rhestr o bwy gaiff bleidleisio, ac yn archebu’r gwahoddiadau. Maent yn gadael pan fydd y pleidleisio’n agor.',
      'Mae’r pleidleisio’n agor ac yn cau ohono’i hun. Yn y cyfamser mae’r ddesg gymorth yn ateb aelodau, a chewch anfon nodiadau atgoffa.',
      'Ar ôl y cau mae’r ymddiriedolwyr yn cyfrif, ac mae dau berson yn datgan y canlyniad.',
    ],
  },

  states: {
    label: 'Cyflyrau’r bleidlais hon',
    draft: 'Drafft',
    approved: 'Cymeradwy',
    keyed: 'Allweddi',
    ready: 'Parod',
    open: 'Ar agor',
    closed: 'Ar gau',
    counted: 'Cyfrifwyd',
    declared: 'Canlyniad',
    where: (n, of, name) => `Cam ${n} o ${of}: ${name}`,
    done: (name) => `${name}: wedi’i wneud`,
    now: (name) => `${name}: nawr`,
    later: (name) => `${name}: yn nes ymlaen`,
  },

  checklist: {
    title: 'Beth sydd i’w wneud',
    lead: 'Pob cam ar y ffordd. Mae’r rhai sy’n aros amdanoch chi wedi’u nodi.',
    yours: 'I chi',
    who: (names) => names.join(' neu '),
    system: 'Ohono’i hun',
    other: (name) => `Ail berson, nid ${name}`,
    go: 'Mynd yno',
    part: (done, of) => `${number(done)} o ${number(of)}`,
    status: {
      done: 'Wedi’i wneud',
      due: 'I’w wneud',
      running: 'Ar waith',
      alarm: 'Problem',
      later: 'Yn nes ymlaen',
    },
    steps: {
      'confirm-extension': 'Cadarnhau’r cau diweddarach, neu ei dynnu’n ôl',
      'confirm-cancellation': 'Cadarnhau’r canslo, neu ei dynnu’n ôl',
      'confirm-policy': 'Cadarnhau’r newid i’r hyn a gyhoeddir, neu ei dynnu’n ôl',
      write: 'Ysgrifennu’r bleidlais',
      approve: 'Cymeradwyo’r geiriad, y dyddiadau, pwy gaiff bleidleisio a beth a gyhoeddir',
      keys: 'Gwneud yr allweddi a fydd yn agor y blwch pleidleisio',
      roll: 'Rhewi’r rhestr o’r rhai a gaiff bleidleisio',
      rehearse: 'Ymarfer y cyfrif',
      codes: 'Caiff codau pleidleisio eu gwneud a’r blwch pleidleisio ei baratoi',
      invite: 'Archebu’r gwahoddiadau',
      open: 'Mae’r pleidleisio’n agor',
      close: 'Mae’r pleidleisio’n cau',
      count: 'Gwirio’r blwch pleidleisio a chyfrif',
      decide: 'Cyhoeddi’r canlyniad neu ei ddal yn ôl',
      review: 'Gellir cyhoeddi canlyniad a ddaliwyd yn ôl o hyd',
      'follow-up': 'Dilyn y dyddiadau sydd wedi dod',
    },
    why: {
      'opening-passed':
        'Mae’r amser agor wedi mynd heibio. Newidiwch ef i un diweddarach, yna cael y drafft wedi’i gymeradwyo.',
      'not-sent':
        'HEB EU HANFON: nid oes neb wedi archebu’r gwahoddiadau, felly nid oes gan yr un aelod god i bleidleisio ag ef.',
      stuck: 'Mae’r gwahoddiadau wedi stopio cyn i bob un gael ei anfon.',
      'box-shut': 'Mae’r amser agor wedi mynd heibio, ac mae’r blwch yn aros ar gau nes bod popeth uchod wedi’i wneud.',
    },
    nothing: 'Nid oes dim mwy i’w wneud.',
  },

  notSent: 'Gwahoddiadau: HEB EU HANFON',
  notSentWhat:
    'Nid oes neb wedi archebu gwahoddiadau’r bleidlais hon. Heb un, nid oes gan yr un aelod god i bleidleisio ag ef.',
  notSentAction: 'Archebu’r gwahoddiadau',

  overview: {
    facts: 'Dyddiadau, rheolau a ffigurau',
    lateJoiners: 'Gall aelodau ymuno tan',
    helpLine: 'Llinell gymorth',
    noHelpLine: 'Nid oes un wedi’i nodi',
    published: 'Beth a gyhoeddir',
    unit: 'Y ffigurau lleiaf a ddangosir',
    unitWhat: (cast, entitled) => `Byth lai na ${number(cast)} pleidlais neu ${number(entitled)} â hawl gyda’i gilydd`,
    keyHolders: 'Deiliaid allweddi',
    keyHoldersWhat: (threshold, holders) =>
      holders === 1 ? 'Un craffwr' : `Gall ${threshold} o ${holders} ymddiriedolwr gyfrif`,
    reserveLeft: 'Codau sbâr ar ôl',
    editedBy: 'Ysgrifennwyd ddiwethaf gan',
    approvedBy: 'Cymeradwywyd gan',
    wording: 'Cwestiynau a rheolau yn llawn',
    marks: 'Marciau i’w cymharu',
  },

  publication: {
    turnout: {
      none: 'Dim nifer pleidleiswyr',
      daily: 'Y nifer a bleidleisiodd unwaith y dydd',
      live: 'Y nifer a bleidleisiodd wrth iddo dyfu',
    },
    result: {
      none: 'dim canlyniad',
      headline: 'canlyniad pob cwestiwn heb ffigurau fesul ardal',
      full: 'y canlyniad llawn',
    },
    breakdown: {
      none: 'nid fesul ardal',
      section: 'fesul adran',
      region: 'fesul rhanbarth',
      employer: 'fesul cyflogwr',
      branch: 'fesul cangen',
    },
    sentence: (turnout, result, breakdown) => `${turnout}; ${result}, ${breakdown}`,
  },

  proposals: {
    title: {
      extension: 'Mae cau diweddarach yn aros am ail berson',
      cancellation: 'Mae canslo’n aros am ail berson',
      policy: 'Mae polisi cyhoeddi arall yn aros am ail berson',
    },
    by: (name, when) => `Cynigiwyd gan ${name} ${when}.`,
    reason: (reason) => `Rheswm: ${reason}`,
    effect: {
      extension: (close) =>
        `Byddai’r pleidleisio’n cau ${close}. Caiff aelodau nad ydynt wedi pleidleisio fwy o amser.`,
      cancellation:
        'Byddai’r bleidlais yn dod i ben am byth: ni chaiff yr un bleidlais ynddi ei chyfrif, ac ni fydd codau’n gweithio mwyach.',
      policy: (sentence, minima) => `Yna cyhoeddir hyn: ${sentence}. ${minima}.`,
    },
    yours: 'Chi a’i cynigiodd. Rhaid i rywun arall ei gadarnhau.',
    confirm: {
      extension: 'Cadarnhau’r cau diweddarach',
      cancellation: 'Canslo’r bleidlais hon am byth',
      policy: 'Cadarnhau’r hyn a gyhoeddir',
    },
    withdraw: 'Tynnu’r cynnig yn ôl',
    confirmed: {
      extension: 'Symudwyd yr amser cau.',
      cancellation: 'Canslwyd y bleidlais.',
      policy: 'Newidiwyd yr hyn a gyhoeddir.',
    },
    withdrawn: 'Tynnwyd y cynnig yn ôl.',
  },

  changes: {
    title: 'Newid rhywbeth',
    lead: 'Mae pob un o’r rhain yn gofyn am ddau berson a rheswm, ac yn cael ei ddangos i bawb yn y cofnod penderfyniadau.',
    reason: 'Rheswm',
    reasonHint: 'Caiff ei ddangos i bawb, felly nid yw’n enwi neb.',
    reasonMissing: 'Dywedwch pam.',
    tooLong: 'Gall y rheswm fod yn 2,000 nod ar y mwyaf.',
    proposed: 'Cynigiwyd. Rhaid i ail berson ei gadarnhau.',
    extension: {
      open: 'Ymestyn y pleidleisio…',
      title: 'Ymestyn y pleidleisio',
      what: (close) =>
        `Mae’r pleidleisio’n cau ${close}. Gellir ei symud i amser diweddarach, byth i un cynharach. Nid oes dim yn newid nes i ail berson ei gadarnhau; yna cyhoeddir yr amser cau newydd, ac mae gan aelodau newydd tan y diwrnod cynt.`,
      closesAt: 'Amser cau newydd',
      confirm: 'Cynnig y cau diweddarach',
    },
    policy: {
      open: 'Newid yr hyn a gyhoeddir…',
      title: 'Newid yr hyn a gyhoeddir',
      what: 'Dywedwyd wrth aelodau cyn pleidleisio beth fyddai’n cael ei gyhoeddi. Dangosir newid iddynt gyda’i reswm.',
      stricter: 'Mae’r pleidleisio wedi agor: o hyn ymlaen ni all ond mynd yn llymach.',
      confirm: 'Cynnig y newid',
    },
    cancellation: {
      open: 'Canslo’r bleidlais…',
      title: 'Canslo’r bleidlais',
      what: 'Mae pleidlais a ganslwyd yn dod i ben am byth: nid yw ei chodau’n gweithio mwyach, ac ni chaiff yr un bleidlais ei chyfrif. I ofyn i’r aelodau eto, drafftiwch bleidlais arall.',
      cast: (cast) =>
        cast === 1
          ? 'Bwriwyd 1 bleidlais. Ni chaiff ei chyfrif.'
          : `Bwriwyd ${number(cast)} pleidlais. Ni chânt eu cyfrif.`,
      confirm: 'Cynnig canslo’r bleidlais',
    },
  },

  policy: {
    turnout: 'Y nifer a bleidleisiodd',
    result: 'Canlyniad',
    breakdown: 'Ffigurau fesul ardal',
    cast: 'Lleiafswm pleidleisiau a ddangosir gyda’i gilydd',
    entitled: 'Lleiafswm â hawl a ddangosir gyda’i gilydd',
    minimumHint: 'O leiaf 20: byddai llai yn datgelu pobl.',
    minimumFaults: {
      number: 'Ysgrifennwch rif cyfan.',
      least: 'O leiaf 20: byddai llai yn datgelu pobl.',
      stricter: 'Ni all ond mynd yn fwy nawr.',
    },
    same: 'Dyma a gyhoeddir eisoes. Newidiwch rywbeth.',
    turnoutWords: { none: 'Heb ei gyhoeddi', daily: 'Unwaith y dydd', live: 'Wrth iddo dyfu' },
    resultWords: { none: 'Heb ei gyhoeddi', headline: 'Y pennawd yn unig', full: 'Yn llawn' },
    breakdownWords: {
      none: 'Dim: pawb gyda’i gilydd',
      section: 'Fesul adran',
      region: 'Fesul rhanbarth',
      employer: 'Fesul cyflogwr',
      branch: 'Fesul cangen',
    },
  },

  followUps: {
    title: 'Dyddiadau i’w dilyn',
    caption: 'Dyddiadau pan fydd y bleidlais hon yn cael ei dilyn',
    on: 'Dyddiad',
    what: 'Beth',
    state: 'Cyflwr',
    words: { waiting: 'Eto i ddod', open: 'I’w wneud nawr', done: 'Wedi’i wneud', lapsed: 'Wedi dod i ben' },
    doneBy: (name, note) => `Gwnaed gan ${name}: ${note}`,
    open: 'Cofnodi beth a wnaed…',
    note: 'Beth a wnaed',
    noteHint: 'Ar gyfer y pencadlys; ni chaiff ei gyhoeddi.',
    noteMissing: 'Dywedwch beth a wnaed.',
    confirm: 'Cofnodi ei fod wedi’i wneud',
    done: 'Cofnodwyd.',
    steps: 'Beth y gellir ei wneud nawr',
  },

  time: {
    date: 'Dyddiad',
    time: 'Amser yn Llundain',
    twice: 'Mae’r clociau’n mynd yn ôl y noson honno, felly daw’r amser hwn ddwywaith.',
    first: 'Y cyntaf, yn amser haf (BST)',
    second: 'Yr ail, yn amser gaeaf (GMT)',
    missing: 'Dywedwch ar ba ddiwrnod ac am faint o’r gloch.',
    malformed: 'Ysgrifennwch ddyddiad cyfan ac amser cyfan, megis 12:00.',
    skipped: 'Mae’r clociau’n mynd ymlaen y noson honno: nid oes amser o’r fath. Dewiswch un awr yn ddiweddarach.',
  },
};

export { cy, en };
export const sameInBoth = ['list.none', 'checklist.status.alarm'];
export const useBallotsTexts = localTexts({ en, cy });

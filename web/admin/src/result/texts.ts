/** Texts of the page of count and result. */
import { localTexts } from '../text/texts.tsx';

export const en = {
  states: {
    open: 'Voting has not closed yet',
    cancelled: 'The ballot was cancelled',
    'below-minimum': 'Too few have voted for a count',
    'awaiting-plan': 'The count is being prepared',
    'awaiting-sums': 'The count is being prepared',
    'awaiting-trustees': 'Waiting for the trustees',
    impossible: 'This box can never be opened',
    stopped: 'The count has stopped',
    counted: 'The count is complete',
  },
  statesWhat: {
    open: (closes: string) => `Nothing can be counted before voting closes, ${closes}.`,
    cancelled: 'It is not counted and has no result.',
    'below-minimum':
      'Fewer members have voted than the minimum that the charter sets, so nothing is decrypted. The result can only be withheld, with a reason and a review date.',
    'awaiting-plan': 'The plan that says which sums may be decrypted is published within a minute after the close.',
    'awaiting-sums': 'The box forms the sums that the plan lists. This page looks again by itself.',
    'awaiting-trustees': (missing: number, names: string) =>
      missing === 1
        ? `One more trustee has to add a part to the count. Ask ${names}.`
        : `${missing} more trustees have to add their parts to the count. Ask ${names}.`,
    nobodyLeft: (missing: number) =>
      `${missing === 1 ? 'One more trustee has' : `${missing} more trustees have`} to add a part; those whose part was wrong have to try again.`,
    impossible: (needed: number) =>
      `So many keys are lost that the ${needed} that are needed can no longer come together. Nobody can open this box any more, headquarters and the system included. The result can only be withheld.`,
    stopped: 'Something does not fit, and the people who run the system have to repair it. Nothing is decrypted.',
    counted: 'Enough trustees have added their parts. The figures are sealed until two people declare the result.',
  },

  who: 'Who has added a part to the count',
  rule: (needed: number, holders: number) =>
    holders === 1
      ? 'The one scrutineer’s part is needed, and that of the system.'
      : `The parts of ${needed} of the ${holders} trustees are needed, and that of the system.`,
  platform: 'The system (adds its part by itself)',
  parts: {
    added: 'added',
    missing: 'not yet',
    refused: 'was wrong and was refused',
    lost: 'key reported lost',
  },
  toCount: 'Check and count',
  toCountWhat: 'If you hold a key of this ballot: your browser checks the box, then adds your part.',
  refusals: 'Parts that were refused',
  refusalsWhat:
    'Nothing of a refused part is kept. It does no harm; another trustee, or the same one, can add a right one.',
  refusal: { name: 'In the name of', sentBy: 'Sent by', place: 'Where', fault: 'Fault', at: 'When' },

  lost: {
    title: 'Report a lost key',
    what: 'When a key file or its passphrase is gone, say so: the others then know how many keys are left. A part that is added with the key after all takes the report back.',
    whose: 'Whose key is lost',
    choose: 'Choose a trustee',
    chooseFault: 'Choose whose key is lost.',
    reason: 'What happened',
    reasonHint: 'Kept for those who examine the count; at most 500 characters.',
    reasonFault: 'Say what happened.',
    left: (left: number, needed: number) =>
      `After this, ${left === 1 ? '1 key is' : `${left} keys are`} left, and ${needed} ${needed === 1 ? 'is' : 'are'} needed.`,
    end: (left: number, needed: number) =>
      `After this, only ${left} of the ${needed} needed keys would be left: nobody could ever open this box, and the result could only be withheld.`,
    action: 'Report this key as lost',
    done: 'The key is reported lost.',
  },

  preview: {
    title: 'Look at the figures before they are declared',
    what: 'The figures are sealed. Whoever opens them is written down with name and time, in a list that members can read in the decision log. Look only if you have to decide.',
    action: 'Open the figures; record that I looked',
    shown: 'Sealed figures: not declared',
    shownWhat: 'Do not pass them on. They are what would be published; they are gone when you leave this page.',
    agree: 'All figures agree',
    agreeWhat: 'Roll, voting codes, ballot box and count were reconciled.',
    disagree: 'The figures disagree',
    disagreeWhat: 'The result cannot be declared until this is explained and repaired:',
    hide: 'Hide the figures',
  },
  views: 'Who has looked at figures that were not declared',
  viewsNone: 'Nobody has looked so far.',
  viewer: 'Person',
  viewedAt: 'When',

  decide: {
    title: 'Declare or withhold the result',
    again: 'Decide again',
    what: 'You propose, and another officer or approver confirms. Nothing changes before that.',
    instead: 'A proposal waits already; a new one takes its place.',
    choice: 'What to do with the result',
    choiceFault: 'Choose one of the two.',
    declare: 'Declare it',
    declareWhat:
      'Everybody sees the result as the publication policy says, and the archive is completed so that anybody can check it. This cannot be taken back.',
    withhold: 'Withhold it',
    withholdWhat: 'Members see that it is withheld, your reason and the day of review. It can be declared later.',
    obstacles: {
      cancelled: 'The ballot was cancelled: it has no result.',
      policy: 'The publication policy of this ballot publishes no result; it can only be withheld.',
      'below-minimum': 'Fewer members have voted than the minimum, so the result can only be withheld.',
      'not-counted': 'It can be declared when the count is complete.',
    },
    reason: 'Reason',
    reasonHint: 'Shown to all members.',
    reasonFault: 'Say why the result is withheld: members are shown it.',
    reviewOn: 'Review on',
    reviewOnHint: 'The day on which the decision is looked at again; shown to all members.',
    reviewMissing: 'Say on which day the decision is reviewed.',
    reviewPast: 'The day of review must lie ahead.',
    propose: 'Propose',
    proposeDeclare: 'Propose to declare the result',
    proposeWithhold: 'Propose to withhold the result',
    proposed: 'Proposed. Another officer or approver has to confirm.',
  },

  proposal: {
    declare: 'Proposed: declare the result',
    withhold: 'Proposed: withhold the result',
    by: (who: string, moment: string) => `By ${who}, ${moment}.`,
    reason: 'Reason',
    reviewOn: 'Review on',
    mine: 'You proposed this yourself. Another officer or approver has to confirm it on this page.',
    other: 'You are the second person: what you confirm takes effect at once.',
    declareWhat: 'All members and the public will see the result. That cannot be taken back.',
    withholdWhat: 'Members will see that the result is withheld, with this reason and day of review.',
    confirmDeclare: 'Confirm: declare the result',
    confirmWithhold: 'Confirm: withhold the result',
    waits: 'A decision about the result was proposed and waits for a second person.',
    doneDeclare: 'The result is declared.',
    doneWithhold: 'The result is withheld.',
  },

  withheld: {
    title: 'The result is withheld',
    since: (moment: string) => `Since ${moment}.`,
    reason: 'Reason',
    reviewOn: 'To be reviewed on',
    meaning: 'What “withheld” means',
    meaningWhat:
      'The votes stay in the closed box, and the check mark of that box was published and mailed to the trustees when voting closed. If the result is declared later, anybody can check it against that mark: nobody can change the votes in the meantime, nor declare another result than the one that was voted.',
  },

  result: {
    title: 'The result',
    declared: (moment: string) => `Declared ${moment}.`,
    turnout: 'Turnout',
    turnoutIs: (cast: string, entitled: string, percent: string) =>
      `${cast} of ${entitled} members entitled to vote have voted (${percent}).`,
    question: (n: number) => `Question ${n}`,
    option: 'Answer',
    votes: 'Votes',
    percent: 'Per cent',
    caption: (question: string) => `Votes: ${question}`,
    base: (answered: string) => `Per cent of the ${answered} votes cast that answered this question.`,
    noBase: 'Nobody answered this question, so there are no percentages.',
    blank: (blank: string) => `${blank} left it blank.`,
    figure: (votes: string, percent: string) => `${votes} (${percent})`,
  },

  breakdown: {
    title: 'By constituency',
    none: 'The publication policy of this ballot shows no breakdown.',
    levels: { section: 'Sections', region: 'Regions', employer: 'Employers', branch: 'Branches' } as Readonly<
      Record<string, string>
    >,
    caption: (level: string, question: string) => `${level}: ${question}`,
    name: 'Constituency',
    turnout: 'Turnout',
    blank: 'Blank',
    base: 'Per cent of the votes cast there that answered the question.',
    notShown: 'not shown',
    withheld: 'What is not shown, and why',
    wholeLevel: 'Nothing of this level is shown:',
    reasons: {
      policy: 'the publication policy of this ballot does not go down to this level.',
      'under-minimum':
        'too few members are entitled there, or too few have voted: a figure could tell how single members voted. Its votes were never summed or decrypted.',
      complementary:
        'with this figure, that of a smaller constituency could be found by subtraction. Its votes were never summed or decrypted.',
      unanimous: 'in one of them all votes were alike, which would tell how each of its members voted.',
    } as Readonly<Record<string, string>>,
  },

  thresholds: {
    title: 'What a statutory ballot would have needed',
    what: 'For information only: this ballot is indicative, commits nobody and needs none of these.',
    rule: 'Rule',
    needed: 'Needed',
    reached: 'Reached',
    outcome: 'Outcome',
    kinds: {
      turnout: (share: number) => `At least ${share}% of all members entitled vote`,
      'yes-of-answered': (share: number) => `More than ${share}% of those who answered say yes`,
      'yes-of-entitled': (share: number) => `At least ${share}% of all members entitled say yes`,
    } as Readonly<Record<string, (share: number) => string>>,
    question: (n: number) => `question ${n}`,
    conditional: 'only in important public services',
    repeal: 'its repeal has been announced',
    of: (part: string, whole: string) => `${part} of ${whole}`,
    met: 'met',
    missed: (by: string) => `missed by ${by}`,
  },

  reconciliation: {
    title: 'Do the figures agree?',
    what: 'A result is declared only when all of these agree. They do.',
    rule: 'What must agree',
    figure: 'Figure',
    must: 'Must be',
    rules: {
      listed: 'Codes made = valid + replaced or withdrawn + reserve',
      active: 'Valid codes = members entitled',
      ballots: 'Ballots in the box, each of a valid code',
      used: 'Codes used = ballots in the box',
      'roll-version': 'Roll version that the box closed with',
      tallied: 'Ballots in the encrypted total = ballots in the box',
      announced: 'Votes announced as turnout = ballots in the box',
      constituencies: 'Votes of all constituencies together = ballots in the box',
      roll: 'Members entitled in all constituencies together = members entitled',
      choices: 'Choices counted',
    } as Readonly<Record<string, string>>,
    question: (n: number) => `question ${n}`,
    between: (least: string, most: string) => `${least} to ${most}`,
  },

  report: {
    title: 'The scrutineer’s report',
    what: 'Who was entitled, what was issued and returned, every count, and how to check it. It is public.',
    open: 'Read the report (opens a new tab)',
    pdf: 'Download as PDF',
    json: 'Download as data (JSON)',
    signatures: 'Signatures',
    none: 'Nobody has signed this report yet.',
    role: 'Role',
    name: 'Name',
    statement: 'Statement',
    at: 'Signed',
    current: 'This form of the report',
    earlier: 'An earlier form of the report',
    form: 'Signed form',
    sign: 'Sign the report',
    signWhat: 'You sign the report as it stands now, once, as everybody can see. It cannot be taken back.',
    read: 'Read it first.',
    yourName: 'Your name as it is printed under the report',
    nameFault: 'Enter your name.',
    yourStatement: 'Statement (may be left empty)',
    signAction: 'Sign the report as it stands',
    signed: 'You have signed the report.',
    fingerprint: 'SHA-256 of this report',
  },

  check: {
    title: 'Check it yourself',
    what: 'Anybody can check this ballot with a program that is not ours, without asking us. Put the two files beside each other:',
    archive: 'Download the public archive (.bel)',
    additions: 'Download the file beside it (.json)',
    command: 'Then run',
    head: 'Check mark of the closed box',
    headWhat: 'It was published and mailed to the trustees when voting closed. The archive must end with it.',
    pack: 'Audit pack',
    packWhat:
      'Confidential, for trustees, scrutineers and auditors: with it the constituencies can be checked as well. It names no member.',
    packAction: 'Download the audit pack',
  },

  key: {
    title: 'The system’s own key',
    what: 'The system holds one part of the key, in two sealed copies. A rehearsal opens both, so that the count does not fail because one was damaged.',
    good: (moment: string) => `Both copies work. Last rehearsed ${moment}.`,
    never: 'Not rehearsed yet.',
    fault: 'The system’s key needs repair before the count',
    action: 'Rehearse now',
    done: 'Rehearsed: both copies work.',
  },
};

export const cy: typeof en = {
  states: {
    open: 'Nid yw’r pleidleisio wedi cau eto',
    cancelled: 'Canslwyd y bleidlais',
    'below-minimum': 'Rhy ychydig wedi pleidleisio i gyfrif',
    'awaiting-plan': 'Mae’r cyfrif yn cael ei baratoi',
    'awaiting-sums': 'Mae’r cyfrif yn cael ei baratoi',
    'awaiting-trustees': 'Yn aros am yr ymddiriedolwyr',
    impossible: 'Ni ellir byth agor y blwch hwn',
    stopped: 'Mae’r cyfrif wedi stopio',
    counted: 'Mae’r cyfrif yn gyflawn',
  },
  statesWhat: {
    open: (closes) => `Ni ellir cyfrif dim cyn i’r pleidleisio gau, ${closes}.`,
    cancelled: 'Ni chaiff ei chyfrif ac nid oes canlyniad iddi.',
    'below-minimum':
      'Mae llai o aelodau wedi pleidleisio na’r isafswm yn y siarter, felly ni ddadgryptir dim. Dim ond dal y canlyniad yn ôl sy’n bosibl, gyda rheswm a dyddiad adolygu.',
    'awaiting-plan': 'Cyhoeddir y cynllun sy’n dweud pa symiau y ceir eu dadgryptio o fewn munud wedi’r cau.',
    'awaiting-sums':
      'Mae’r blwch yn ffurfio’r symiau y mae’r cynllun yn eu rhestru. Mae’r dudalen hon yn edrych eto ohoni’i hun.',
    'awaiting-trustees': (missing, names) =>
      missing === 1
        ? `Rhaid i un ymddiriedolwr arall ychwanegu rhan at y cyfrif. Gofynnwch i ${names}.`
        : `Rhaid i ${missing} ymddiriedolwr arall ychwanegu eu rhannau at y cyfrif. Gofynnwch i ${names}.`,
    nobodyLeft: (missing) =>
      `Rhaid i ${missing === 1 ? 'un ymddiriedolwr arall' : `${missing} ymddiriedolwr arall`} ychwanegu rhan; rhaid i’r rhai yr oedd eu rhan yn anghywir roi cynnig arall arni.`,
    impossible: (needed) =>
      `Collwyd cymaint o allweddi fel na all y ${needed} sydd eu hangen ddod ynghyd mwyach. Ni all neb agor y blwch hwn bellach, gan gynnwys y pencadlys a’r system. Dim ond dal y canlyniad yn ôl sy’n bosibl.`,
    stopped: 'Mae rhywbeth nad yw’n cyd-fynd, a rhaid i’r bobl sy’n rhedeg y system ei drwsio. Ni ddadgryptir dim.',
    counted:
      'Mae digon o ymddiriedolwyr wedi ychwanegu eu rhannau. Mae’r ffigurau dan sêl nes i ddau berson gyhoeddi’r canlyniad.',
  },

  who: 'Pwy sydd wedi ychwanegu rhan at y cyfrif',
  rule: (needed, holders) =>
    holders === 1
      ? 'Mae angen rhan yr un craffwr, a rhan y system.'
      : `Mae angen rhannau ${needed} o’r ${holders} ymddiriedolwr, a rhan y system.`,
  platform: 'Y system (mae’n ychwanegu ei rhan ohoni’i hun)',
  parts: {
    added: 'wedi’i hychwanegu',
    missing: 'ddim eto',
    refused: 'roedd yn anghywir ac fe’i gwrthodwyd',
    lost: 'allwedd wedi’i chofnodi’n golledig',
  },
  toCount: 'Gwirio a chyfrif',
  toCountWhat: 'Os oes gennych allwedd i’r bleidlais hon: mae eich porwr yn gwirio’r blwch, yna’n ychwanegu eich rhan.',
  refusals: 'Rhannau a wrthodwyd',
  refusalsWhat:
    'Ni chedwir dim o ran a wrthodwyd. Nid yw’n gwneud niwed; gall ymddiriedolwr arall, neu’r un un, ychwanegu un gywir.',
  refusal: { name: 'Yn enw', sentBy: 'Anfonwyd gan', place: 'Ble', fault: 'Nam', at: 'Pryd' },

  lost: {
    title: 'Cofnodi allwedd golledig',
    what: 'Pan fo ffeil allwedd neu ei chyfrinymadrodd ar goll, dywedwch hynny: yna bydd y lleill yn gwybod faint o allweddi sydd ar ôl. Mae rhan a ychwanegir â’r allwedd wedi’r cyfan yn tynnu’r cofnod yn ôl.',
    whose: 'Allwedd pwy sydd ar goll',
    choose: 'Dewiswch ymddiriedolwr',
    chooseFault: 'Dewiswch allwedd pwy sydd ar goll.',
    reason: 'Beth ddigwyddodd',
    reasonHint: 'Cedwir ar gyfer y rhai sy’n archwilio’r cyfrif; 500 nod ar y mwyaf.',
    reasonFault: 'Dywedwch beth ddigwyddodd.',
    left: (left, needed) => `Wedi hyn bydd ${left} allwedd ar ôl, ac mae angen ${needed}.`,
    end: (left, needed) =>
      `Wedi hyn dim ond ${left} o’r ${needed} allwedd sydd eu hangen fyddai ar ôl: ni allai neb byth agor y blwch hwn, a dim ond dal y canlyniad yn ôl fyddai’n bosibl.`,
    action: 'Cofnodi bod yr allwedd hon ar goll',
    done: 'Cofnodwyd bod yr allwedd ar goll.',
  },

  preview: {
    title: 'Edrych ar y ffigurau cyn eu cyhoeddi',
    what: 'Mae’r ffigurau dan sêl. Cofnodir enw ac amser pwy bynnag sy’n eu hagor, mewn rhestr y gall aelodau ei darllen yn y log penderfyniadau. Edrychwch dim ond os oes rhaid i chi benderfynu.',
    action: 'Agor y ffigurau; cofnodi fy mod wedi edrych',
    shown: 'Ffigurau dan sêl: heb eu cyhoeddi',
    shownWhat: 'Peidiwch â’u rhannu. Dyma’r hyn a gyhoeddid; maent yn diflannu pan adewch y dudalen hon.',
    agree: 'Mae’r ffigurau i gyd yn cytuno',
    agreeWhat: 'Cysonwyd y rhestr, y codau pleidleisio, y blwch pleidleisio a’r cyfrif.',
    disagree: 'Nid yw’r ffigurau’n cytuno',
    disagreeWhat: 'Ni ellir cyhoeddi’r canlyniad nes bod hyn wedi’i esbonio a’i drwsio:',
    hide: 'Cuddio’r ffigurau',
  },
  views: 'Pwy sydd wedi edrych ar ffigurau nas cyhoeddwyd',
  viewsNone: 'Nid oes neb wedi edrych hyd yn hyn.',
  viewer: 'Person',
  viewedAt: 'Pryd',

  decide: {
    title: 'Cyhoeddi’r canlyniad neu ei ddal yn ôl',
    again: 'Penderfynu eto',
    what: 'Rydych chi’n cynnig, ac mae swyddog neu gymeradwywr arall yn cadarnhau. Nid oes dim yn newid cyn hynny.',
    instead: 'Mae cynnig yn aros eisoes; mae un newydd yn cymryd ei le.',
    choice: 'Beth i’w wneud â’r canlyniad',
    choiceFault: 'Dewiswch un o’r ddau.',
    declare: 'Ei gyhoeddi',
    declareWhat:
      'Mae pawb yn gweld y canlyniad fel y dywed y polisi cyhoeddi, a chwblheir yr archif fel y gall unrhyw un ei wirio. Ni ellir tynnu hyn yn ôl.',
    withhold: 'Ei ddal yn ôl',
    withholdWhat:
      'Mae aelodau’n gweld ei fod yn cael ei ddal yn ôl, eich rheswm a’r dyddiad adolygu. Gellir ei gyhoeddi’n ddiweddarach.',
    obstacles: {
      cancelled: 'Canslwyd y bleidlais: nid oes canlyniad iddi.',
      policy: 'Nid yw polisi cyhoeddi’r bleidlais hon yn cyhoeddi canlyniad; dim ond ei ddal yn ôl sy’n bosibl.',
      'below-minimum':
        'Mae llai o aelodau wedi pleidleisio na’r isafswm, felly dim ond dal y canlyniad yn ôl sy’n bosibl.',
      'not-counted': 'Gellir ei gyhoeddi pan fydd y cyfrif yn gyflawn.',
    },
    reason: 'Rheswm',
    reasonHint: 'Dangosir i’r holl aelodau.',
    reasonFault: 'Dywedwch pam y delir y canlyniad yn ôl: dangosir hynny i’r aelodau.',
    reviewOn: 'Adolygu ar',
    reviewOnHint: 'Y diwrnod yr edrychir ar y penderfyniad eto; dangosir i’r holl aelodau.',
    reviewMissing: 'Dywedwch ar ba ddiwrnod yr adolygir y penderfyniad.',
    reviewPast: 'Rhaid i’r diwrnod adolygu fod o’n blaenau.',
    propose: 'Cynnig',
    proposeDeclare: 'Cynnig cyhoeddi’r canlyniad',
    proposeWithhold: 'Cynnig dal y canlyniad yn ôl',
    proposed: 'Cynigiwyd. Rhaid i swyddog neu gymeradwywr arall gadarnhau.',
  },

  proposal: {
    declare: 'Cynigiwyd: cyhoeddi’r canlyniad',
    withhold: 'Cynigiwyd: dal y canlyniad yn ôl',
    by: (who, moment) => `Gan ${who}, ${moment}.`,
    reason: 'Rheswm',
    reviewOn: 'Adolygu ar',
    mine: 'Chi a gynigiodd hyn. Rhaid i swyddog neu gymeradwywr arall ei gadarnhau ar y dudalen hon.',
    other: 'Chi yw’r ail berson: mae’r hyn a gadarnhewch yn digwydd ar unwaith.',
    declareWhat: 'Bydd yr holl aelodau a’r cyhoedd yn gweld y canlyniad. Ni ellir tynnu hynny’n ôl.',
    withholdWhat: 'Bydd aelodau’n gweld bod y canlyniad yn cael ei ddal yn ôl, gyda’r rheswm a’r dyddiad adolygu hyn.',
    confirmDeclare: 'Cadarnhau: cyhoeddi’r canlyniad',
    confirmWithhold: 'Cadarnhau: dal y canlyniad yn ôl',
    waits: 'Cynigiwyd penderfyniad am y canlyniad, ac mae’n aros am ail berson.',
    doneDeclare: 'Mae’r canlyniad wedi’i gyhoeddi.',
    doneWithhold: 'Mae’r canlyniad yn cael ei ddal yn ôl.',
  },

  withheld: {
    title: 'Mae’r canlyniad yn cael ei ddal yn ôl',
    since: (moment) => `Ers ${moment}.`,
    reason: 'Rheswm',
    reviewOn: 'I’w adolygu ar',
    meaning: 'Ystyr “dal yn ôl”',
    meaningWhat:
      'Mae’r pleidleisiau’n aros yn y blwch caeedig, a chyhoeddwyd marc gwirio’r blwch hwnnw a’i anfon at yr ymddiriedolwyr pan gaeodd y pleidleisio. Os cyhoeddir y canlyniad yn ddiweddarach, gall unrhyw un ei wirio yn erbyn y marc hwnnw: ni all neb newid y pleidleisiau yn y cyfamser, na chyhoeddi canlyniad gwahanol i’r un y pleidleisiwyd drosto.',
  },

  result: {
    title: 'Y canlyniad',
    declared: (moment) => `Cyhoeddwyd ${moment}.`,
    turnout: 'Nifer a bleidleisiodd',
    turnoutIs: (cast, entitled, percent) =>
      `Mae ${cast} o’r ${entitled} aelod â hawl i bleidleisio wedi pleidleisio (${percent}).`,
    question: (n) => `Cwestiwn ${n}`,
    option: 'Ateb',
    votes: 'Pleidleisiau',
    percent: 'Y cant',
    caption: (question) => `Pleidleisiau: ${question}`,
    base: (answered) => `Y cant o’r ${answered} pleidlais a fwriwyd a atebodd y cwestiwn hwn.`,
    noBase: 'Nid atebodd neb y cwestiwn hwn, felly nid oes canrannau.',
    blank: (blank) => `Gadawodd ${blank} ef yn wag.`,
    figure: (votes, percent) => `${votes} (${percent})`,
  },

  breakdown: {
    title: 'Fesul etholaeth',
    none: 'Nid yw polisi cyhoeddi’r bleidlais hon yn dangos dadansoddiad.',
    levels: { section: 'Adrannau', region: 'Rhanbarthau', employer: 'Cyflogwyr', branch: 'Canghennau' },
    caption: (level, question) => `${level}: ${question}`,
    name: 'Etholaeth',
    turnout: 'Canran',
    blank: 'Gwag',
    base: 'Y cant o’r pleidleisiau a fwriwyd yno a atebodd y cwestiwn.',
    notShown: 'nis dangosir',
    withheld: 'Beth na ddangosir, a pham',
    wholeLevel: 'Ni ddangosir dim o’r lefel hon:',
    reasons: {
      policy: 'nid yw polisi cyhoeddi’r bleidlais hon yn mynd i lawr i’r lefel hon.',
      'under-minimum':
        'mae rhy ychydig o aelodau â hawl yno, neu rhy ychydig wedi pleidleisio: gallai ffigur ddweud sut y pleidleisiodd aelodau unigol. Ni symiwyd na dadgryptiwyd ei phleidleisiau erioed.',
      complementary:
        'gyda’r ffigur hwn gellid dod o hyd i ffigur etholaeth lai drwy dynnu. Ni symiwyd na dadgryptiwyd ei phleidleisiau erioed.',
      unanimous:
        'yn un ohonynt roedd pob pleidlais yr un fath, a byddai hynny’n dweud sut y pleidleisiodd pob un o’i haelodau.',
    },
  },

  thresholds: {
    title: 'Beth fyddai ei angen ar bleidlais statudol',
    what: 'Er gwybodaeth yn unig: pleidlais ddangosol yw hon, nid yw’n rhwymo neb ac nid oes angen yr un o’r rhain arni.',
    rule: 'Rheol',
    needed: 'Angen',
    reached: 'Cyrhaeddwyd',
    outcome: 'Canlyniad',
    kinds: {
      turnout: (share) => `O leiaf ${share}% o’r holl aelodau â hawl yn pleidleisio`,
      'yes-of-answered': (share) => `Mwy na ${share}% o’r rhai a atebodd o blaid`,
      'yes-of-entitled': (share) => `O leiaf ${share}% o’r holl aelodau â hawl o blaid`,
    },
    question: (n) => `cwestiwn ${n}`,
    conditional: 'dim ond mewn gwasanaethau cyhoeddus pwysig',
    repeal: 'cyhoeddwyd y bwriad i’w diddymu',
    of: (part, whole) => `${part} o ${whole}`,
    met: 'cyrhaeddwyd',
    missed: (by) => `${by} yn brin`,
  },

  reconciliation: {
    title: 'A yw’r ffigurau’n cytuno?',
    what: 'Dim ond pan fo’r rhain i gyd yn cytuno y cyhoeddir canlyniad. Maent yn cytuno.',
    rule: 'Beth sy’n gorfod cytuno',
    figure: 'Ffigur',
    must: 'Rhaid bod yn',
    rules: {
      listed: 'Codau a wnaed = dilys + wedi’u disodli neu eu tynnu’n ôl + wrth gefn',
      active: 'Codau dilys = aelodau â hawl i bleidleisio',
      ballots: 'Papurau yn y blwch, pob un o god dilys',
      used: 'Codau a ddefnyddiwyd = papurau yn y blwch',
      'roll-version': 'Fersiwn o’r rhestr pan gaeodd y blwch',
      tallied: 'Papurau yn y cyfanswm wedi’i amgryptio = papurau yn y blwch',
      announced: 'Pleidleisiau a gyhoeddwyd fel nifer a bleidleisiodd = papurau yn y blwch',
      constituencies: 'Pleidleisiau pob etholaeth gyda’i gilydd = papurau yn y blwch',
      roll: 'Aelodau â hawl ym mhob etholaeth gyda’i gilydd = aelodau â hawl',
      choices: 'Dewisiadau a gyfrifwyd',
    },
    question: (n) => `cwestiwn ${n}`,
    between: (least, most) => `${least} i ${most}`,
  },

  report: {
    title: 'Adroddiad y craffwr',
    what: 'Pwy oedd â hawl, beth a anfonwyd ac a ddaeth yn ôl, pob cyfrif, a sut i’w wirio. Mae’n gyhoeddus.',
    open: 'Darllen yr adroddiad (yn agor tab newydd)',
    pdf: 'Lawrlwytho fel PDF',
    json: 'Lawrlwytho fel data (JSON)',
    signatures: 'Llofnodion',
    none: 'Nid oes neb wedi llofnodi’r adroddiad hwn eto.',
    role: 'Rôl',
    name: 'Enw',
    statement: 'Datganiad',
    at: 'Llofnodwyd',
    current: 'Y ffurf hon ar yr adroddiad',
    earlier: 'Ffurf gynharach ar yr adroddiad',
    form: 'Ffurf a lofnodwyd',
    sign: 'Llofnodi’r adroddiad',
    signWhat: 'Rydych yn llofnodi’r adroddiad fel y mae nawr, unwaith, a gall pawb weld hynny. Ni ellir ei dynnu’n ôl.',
    read: 'Darllenwch ef yn gyntaf.',
    yourName: 'Eich enw fel yr argreffir ef o dan yr adroddiad',
    nameFault: 'Rhowch eich enw.',
    yourStatement: 'Datganiad (gellir ei adael yn wag)',
    signAction: 'Llofnodi’r adroddiad fel y mae',
    signed: 'Rydych wedi llofnodi’r adroddiad.',
    fingerprint: 'SHA-256 yr adroddiad hwn',
  },

  check: {
    title: 'Gwiriwch ef eich hun',
    what: 'Gall unrhyw un wirio’r bleidlais hon â rhaglen nad yw’n eiddo i ni, heb ofyn i ni. Rhowch y ddwy ffeil ochr yn ochr:',
    archive: 'Lawrlwytho’r archif gyhoeddus (.bel)',
    additions: 'Lawrlwytho’r ffeil wrth ei hochr (.json)',
    command: 'Yna rhedwch',
    head: 'Marc gwirio’r blwch caeedig',
    headWhat: 'Fe’i cyhoeddwyd a’i anfon at yr ymddiriedolwyr pan gaeodd y pleidleisio. Rhaid i’r archif orffen ag ef.',
    pack: 'Pecyn archwilio',
    packWhat:
      'Cyfrinachol, ar gyfer ymddiriedolwyr, craffwyr ac archwilwyr: ag ef gellir gwirio’r etholaethau hefyd. Nid yw’n enwi’r un aelod.',
    packAction: 'Lawrlwytho’r pecyn archwilio',
  },

  key: {
    title: 'Allwedd y system ei hun',
    what: 'Mae’r system yn dal un rhan o’r allwedd, mewn dau gopi dan sêl. Mae ymarfer yn agor y ddau, fel na fydd y cyfrif yn methu am fod un wedi’i ddifrodi.',
    good: (moment) => `Mae’r ddau gopi’n gweithio. Ymarferwyd ddiwethaf ${moment}.`,
    never: 'Heb ei ymarfer eto.',
    fault: 'Mae angen trwsio allwedd y system cyn y cyfrif',
    action: 'Ymarfer nawr',
    done: 'Ymarferwyd: mae’r ddau gopi’n gweithio.',
  },
};

/** Texts that are the same word in both languages. */
export const sameInBoth: readonly string[] = ['viewer'];

export const useResultTexts = localTexts({ en, cy });

/** Every sentence of the way of a vote in Welsh; fetched only where the page is in Welsh. */
import type { ChoiceFault, Question } from '../choices.ts';
import type { LondonTime } from '../dates.ts';
import { dateTime, day } from './cy-dates.ts';
import type { Text } from './en.ts';

/** Numbers as they stand before `ateb`, which is masculine: dau ateb, tri ateb. */
const small = ['dim', 'un', 'dau', 'tri', 'pedwar', 'pum', 'chwe', 'saith', 'wyth', 'naw'];
const answers = (n: number) => `${small[n] ?? n} ateb`;

export const cy: Text = {
  language: 'cy',
  dateTime,
  dateTimeZone: (t: LondonTime) =>
    `${day(t)} am ${String(t.hour).padStart(2, '0')}:${String(t.minute).padStart(2, '0')} ${t.zone}`,

  newTab: '(yn agor mewn tab newydd)',
  title: (page, ballot, union) => [page, ballot, union].filter(Boolean).join(' – '),
  errorTitle: (title) => `Gwall: ${title}`,
  back: 'Yn ôl',
  closes: (when) => `Mae’r pleidleisio’n cau am ${when}.`,
  closed: (when) => `Caeodd y pleidleisio am ${when}.`,

  code: {
    title: 'Rhowch eich cod',
    lookUpTitle: 'A gofnodwyd pleidlais gyda’ch cod?',
    label: 'Eich cod',
    hint: '22 o lythrennau a rhifau o’ch e-bost. Mae priflythrennau a llythrennau bach yn wahanol.',
    prefilled: 'Llenwyd eich cod o’ch dolen. Pwyswch Parhau i ddechrau.',
    go: 'Parhau',
    lookUp: 'Chwilio amdano',
    busy: 'Yn gwirio’ch cod…',
    secret: 'Cadwch eich cod i chi’ch hun: gall pwy bynnag sydd ag ef bleidleisio yn eich lle.',
    faults: {
      empty: 'Rhowch y cod o’ch e-bost',
      form: 'Rhaid i’ch cod fod yn 22 o lythrennau a rhifau. Nid yw byth yn cynnwys 0 (sero), O fawr, I fawr nac l fach',
    },
  },

  question: {
    caption: (n, of) => `Cwestiwn ${n} o ${of}`,
    choose({ min, max, answers: all }: Question): string {
      if (max === 1) return 'Dewiswch un';
      if (min === max) return `Dewiswch ${answers(max)}`;
      if (min <= 1) return max === all.length ? 'Dewiswch gynifer ag y mynnwch' : `Dewiswch hyd at ${answers(max)}`;
      return `Dewiswch rhwng ${answers(min)} a ${answers(max)}`;
    },
    or: 'neu',
    blank: 'Gadael y cwestiwn hwn yn wag',
    next: 'Y dudalen nesaf',
    over: (chosen, max) =>
      `Rydych wedi dewis ${answers(chosen)}, ond cewch ddewis ${answers(max)} ar y mwyaf. Tynnwch ${answers(chosen - max)}.`,
    cleared: 'Tynnwyd eich dewis blaenorol ar gyfer y cwestiwn hwn.',
    fault(fault: ChoiceFault, { min, max }: Question, chosen: number, blank: boolean): string {
      if (fault === 'too-many') return cy.question.over(chosen, max);
      if (fault === 'too-few') return `Dewiswch o leiaf ${answers(min)}`;
      return blank ? 'Dewiswch ateb, neu gadewch y cwestiwn yn wag' : 'Dewiswch ateb';
    },
  },

  review: {
    title: 'Gwirio’ch pleidlais',
    notYet: 'Nid ydych wedi pleidleisio eto.',
    explain:
      'Dim ond pan bwyswch “Cyflwyno fy mhleidlais” y mae’ch pleidlais yn cyfrif. Ni allwch ei newid ar ôl hynny.',
    blank: 'Gadawyd yn wag',
    blankNote: 'Bydd y cwestiwn hwn yn cyfrif fel un gwag.',
    change: 'Newid',
    changeWhat: (n) => `eich ateb i gwestiwn ${n}`,
    submit: 'Cyflwyno fy mhleidlais',
  },

  sending: {
    title: 'Yn anfon eich pleidlais',
    wait: 'Cadwch y dudalen hon ar agor. Mae hyn yn cymryd ychydig eiliadau.',
    busy: (seconds) =>
      `Mae’r blwch pleidleisio’n brysur. Caiff eich pleidlais ei hanfon eto ymhen ${seconds} eiliad: nid oes angen i chi wneud dim.`,
  },

  unsent: {
    title: 'Nid ydym wedi derbyn eich pleidlais',
    why: {
      offline: 'Nid yw’ch ffôn neu’ch cyfrifiadur wedi’i gysylltu â’r rhyngrwyd.',
      missing: 'Edrychasom yn y blwch pleidleisio, ac nid yw’ch pleidlais yno. Fe’i collwyd ar y ffordd.',
      busy: 'Mae’r blwch pleidleisio’n brysur iawn ar hyn o bryd.',
      'too-many': 'Daeth gormod o bleidleisiau gyda’ch cod mewn amser byr. Arhoswch funud cyn rhoi cynnig arall arni.',
      refused:
        'Ni dderbyniodd y blwch pleidleisio yr hyn a anfonodd y dudalen hon. Os bydd yn digwydd eto, gofynnwch i’r ddesg gymorth.',
    },
    kept: 'Cedwir eich atebion ar y dudalen hon cyhyd ag y gadewch hi ar agor.',
    again: 'Anfon fy mhleidlais eto',
    review: 'Yn ôl i wirio’ch pleidlais',
  },

  unsure: {
    title: 'Efallai ein bod wedi derbyn eich pleidlais',
    explain:
      'Anfonwyd eich pleidlais, ond collwyd y cysylltiad cyn i’r blwch pleidleisio ateb. Gwiriwch a gyrhaeddodd: ni all eich pleidlais gyfrif ddwywaith.',
    kept: 'Cadwch y dudalen hon ar agor. Cedwir eich atebion yma.',
    check: 'Gwirio a gyrhaeddodd',
    busy: 'Yn gwirio…',
    noAnswer: 'Nid oes cysylltiad â’r blwch pleidleisio o hyd. Arhoswch ennyd, yna gwiriwch eto.',
  },

  received: {
    title: 'Mae’ch pleidlais wedi’i derbyn',
    thanks: 'Diolch am bleidleisio. Nid oes dim arall i’w wneud.',
    tracker: 'Eich derbynneb',
    trackerExplain:
      'Dyma rif eich pleidlais wedi’i hamgryptio yn y blwch pleidleisio. Mae’n dangos bod eich pleidlais yno, ac ni all ddangos i neb sut y pleidleisioch.',
    when: 'Derbyniwyd',
    copy: 'Copïo’r dderbynneb',
    copied: 'Copïwyd y dderbynneb.',
    notCopied: 'Mae’r dderbynneb wedi’i dewis: copïwch hi â gorchymyn eich dyfais.',
    save: 'Cadw’r dderbynneb',
    print: 'Argraffu’r dderbynneb',
    nextTitle: 'Beth sy’n digwydd nesaf',
    next: (closes) => [
      `Mae’r pleidleisio’n cau am ${closes}. Ni all neb gyfrif pleidleisiau cyn hynny.`,
      'Yna caiff y pleidleisiau eu hadio at ei gilydd tra byddant wedi’u hamgryptio o hyd. Dim ond y cyfansymiau sy’n cael eu dadgryptio, gan sawl person gyda’i gilydd.',
      'Gall unrhyw un wirio’r cyfrif. Gyda’ch derbynneb gallwch wirio unrhyw bryd fod eich pleidlais yn y blwch pleidleisio.',
    ],
    checkIt: 'Gwirio bod fy mhleidlais yn y blwch pleidleisio',
    sharedTitle: 'Ar ffôn neu gyfrifiadur a rennir',
    shared: 'Caewch y dudalen hon nawr. Nid yw’n dangos sut y pleidleisioch, ond mae’n dangos eich bod wedi gwneud.',
    fileName: 'derbynneb-pleidlais.txt',
    file: (union, ballot, tracker, when, link) =>
      `${union}\n${ballot}\n\nDerbynneb: ${tracker}\nDerbyniwyd: ${when}\n\nI wirio bod y bleidlais hon yn y blwch pleidleisio:\n${link}\n`,
  },

  stops: {
    'unknown-ballot': {
      title: 'Nid ydym yn adnabod y bleidlais hon',
      body: ['Nid yw cyfeiriad y dudalen hon yn gyflawn, neu ni chedwir y bleidlais yma mwyach.'],
      todo: 'Agorwch y ddolen yn eich e-bost eto. Os copïoch hi, copïwch y ddolen gyfan.',
    },
    'not-open': {
      title: 'Nid yw’r pleidleisio wedi agor eto',
      body: [],
      todo: 'Dewch yn ôl bryd hynny. Bydd eich dolen yn gweithio o hyd.',
    },
    cancelled: {
      title: 'Canslwyd y bleidlais hon',
      body: [
        'Ni chaiff unrhyw bleidleisiau eu cyfrif. Bydd eich undeb yn dweud wrthych pam, a beth sy’n digwydd nesaf.',
      ],
      todo: undefined,
    },
    replaced: {
      title: 'Mae cod mwy newydd wedi cymryd lle’r cod hwn',
      body: ['Gwnaed cod mwy newydd i chi, felly ni ellir pleidleisio â hwn.'],
      todo: 'Chwiliwch am ein he-bost diweddaraf a defnyddiwch y ddolen ynddo. Os na chawsoch un, gofynnwch i’r ddesg gymorth.',
    },
    'not-recognised': {
      title: 'Nid ydym yn adnabod y cod hwn',
      body: ['Efallai iddo gael ei deipio’n anghywir, neu ei fod yn perthyn i bleidlais arall.'],
      todo: 'Cymharwch ef â’r cod yn eich e-bost. Mae priflythrennau a llythrennau bach yn wahanol. Y ffordd ddiogelaf yw ei gopïo a’i ludo.',
    },
    used: {
      title: 'Roedd pleidlais eisoes wedi’i chofnodi',
      body: ['Cofnodwyd eich pleidlais. Gellir defnyddio pob cod unwaith, ac ni ellir newid pleidlais a gofnodwyd.'],
      todo: 'Os na phleidleisioch, dywedwch wrth y ddesg gymorth ar unwaith: efallai bod rhywun arall wedi defnyddio’ch cod.',
    },
    closed: {
      title: 'Mae’r pleidleisio wedi cau',
      body: ['Ni ellir anfon pleidleisiau mwyach.'],
      todo: undefined,
    },
    'closed-unused': {
      title: 'Ni chofnodwyd pleidlais gyda’r cod hwn',
      body: ['Mae’r cod yn perthyn i’r bleidlais hon, ond ni dderbyniwyd pleidlais gydag ef cyn i’r pleidleisio gau.'],
      todo: 'Os ydych yn siŵr i chi bleidleisio â’r cod hwn, dywedwch wrth y ddesg gymorth.',
    },
    'closed-unsent': {
      title: 'Caeodd y pleidleisio cyn i ni dderbyn eich pleidlais',
      body: ['Cyrhaeddodd eich pleidlais ni ar ôl yr amser cau. Ni chafodd ei chofnodi ac ni chaiff ei chyfrif.'],
      todo: undefined,
    },
    trouble: {
      title: 'Aeth rhywbeth o’i le ar ein hochr ni',
      body: [
        'Ni allem gyrraedd y bleidlais, neu nid oedd yr hyn a ddaeth yn ôl yn gyflawn. Nid anfonwyd unrhyw bleidlais.',
      ],
      todo: 'Gwiriwch eich cysylltiad â’r rhyngrwyd, yna rhowch gynnig arall arni. Os bydd yn dal i ddigwydd, gofynnwch i’r ddesg gymorth.',
    },
  },
  stop: {
    opens: (when) => `Mae’r pleidleisio’n agor am ${when}.`,
    questions: 'Y cwestiynau ar y papur pleidleisio',
    retry: 'Rhoi cynnig arall arni',
    anotherCode: 'Teipio’r cod eto',
    lookUp: 'Darganfod a gofnodwyd pleidlais gyda’m cod',
    checkReceipt: 'Gwirio derbynneb',
  },
};

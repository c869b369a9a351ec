/** Every sentence of the app's pages outside the vote in Welsh. */
import type { BoardText } from './en-board.ts';

export const cyBoard: BoardText = {
  check: {
    title: 'Gwirio derbynneb',
    explain: 'Gallwch ddarganfod a yw pleidlais yn y blwch pleidleisio. Ni all hyn ddangos sut y pleidleisiodd neb.',
    label: 'Derbynneb',
    hint: '43 o lythrennau, rhifau ac arwyddion, a ddangoswyd pan dderbyniwyd y bleidlais. Nid yw bylchau o bwys.',
    go: 'Gwirio',
    busy: 'Yn gwirio…',
    faults: {
      empty: 'Rhowch dderbynneb',
      form: 'Mae gan dderbynneb 43 o lythrennau, rhifau, + ac /. Cymharwch hi â’ch un chi',
    },
    yes: 'Ydy, mae’r bleidlais hon yn y blwch pleidleisio',
    yesExplain: 'Caiff ei chyfrif gyda’r lleill i gyd, neu mae hynny wedi digwydd.',
    no: 'Nac ydy, nid oes pleidlais â’r dderbynneb hon yn y blwch pleidleisio',
    noExplain:
      'Cymharwch y dderbynneb fesul nod. Os yw’n gywir, dywedwch wrth y ddesg gymorth: ni ddylai hyn ddigwydd.',
    trouble:
      'Ni allem edrych yn y blwch pleidleisio. Gwiriwch eich cysylltiad â’r rhyngrwyd, yna rhowch gynnig arall arni.',
    moreTitle: 'Gwirio’r bleidlais gyfan eich hun',
    more: 'Mae’r archif gyhoeddus yn dal pob pleidlais wedi’i hamgryptio a’r profion ar gyfer y cyfrif, a dim enwau. Gall unrhyw un ei gwirio â rhaglen nad yw’n eiddo i ni.',
    archive: 'Lawrlwytho’r archif',
    how: 'Sut i’w gwirio',
  },

  home: {
    title: 'Pleidleisio ym mhleidlais eich undeb',
    explain: 'I bleidleisio, agorwch y ddolen yn yr e-bost am y bleidlais. Mae’n dod â chi i’r dudalen gywir.',
    label: 'Nid yw’r ddolen yn agor? Copïwch hi yma',
    hint: 'Y ddolen gyfan o’ch e-bost, neu ei rhan olaf ar ôl /v/.',
    go: 'Parhau',
    noMail: 'Dim e-bost am y bleidlais? Gofynnwch am ei anfon eto',
    faults: {
      empty: 'Copïwch y ddolen o’ch e-bost',
      form: 'Nid dolen i bleidlais yw hon. Copïwch y ddolen gyfan o’ch e-bost',
    },
  },

  notice: {
    title: 'Am y bleidlais hon',
    authority: 'Pam rydym yn gofyn',
    questions: (many) => (many ? 'Y cwestiynau' : 'Y cwestiwn'),
    answers: 'Gallwch ateb',
    dates: 'Pryd i bleidleisio',
    opens: (when) => `Mae’r pleidleisio’n agor am ${when}.`,
    closes: (when) => `Mae’r pleidleisio’n cau am ${when}.`,
    closed: (when) => `Caeodd y pleidleisio am ${when}.`,
    cancelled: 'Canslwyd y bleidlais hon.',
    extended: (before, closes) => `Roedd y pleidleisio i gau am ${before}. Mae nawr yn cau am ${closes}.`,
    noMail: 'Cewch bleidleisio ond ni chawsoch e-bost? Gofynnwch am ei anfon eto',
    join: (before) => `Ddim yn aelod eto? Ymunwch cyn ${before} i gael pleidlais.`,
    joinOver: (before) =>
      `Gall aelodau a ymunodd cyn ${before} bleidleisio. Mae’n rhy hwyr i ymuno ar gyfer y bleidlais hon.`,
    meetings: 'Cyfarfodydd',
    meeting: (from, to) => `${from}, tan ${to}`,
    calledOff: 'Wedi’i ganslo:',
    online: 'Ymuno ar-lein',
    calendar: 'Ychwanegu at eich calendr',
    calendars: 'Ychwanegu pob cyfarfod at eich calendr',
    faq: 'Cwestiynau ac atebion',
    publication: 'Beth a gyhoeddir',
    turnout: {
      none: 'Y nifer a bleidleisiodd, dim ond ar ôl cau.',
      daily: 'Y nifer a bleidleisiodd, bob dydd tra bydd y pleidleisio ar agor.',
      live: 'Y nifer a bleidleisiodd, drwy’r amser tra bydd y pleidleisio ar agor.',
    },
    result: {
      none: 'Ni chaiff y canlyniad ei gyhoeddi.',
      headline: 'Y canlyniad yn gyfan.',
      full: 'Y canlyniad yn gyfan, ac mewn rhannau lle pleidleisiodd digon o aelodau.',
    },
    changed: (when) => `Newidiwyd hyn am ${when}:`,
    trouble: 'Ni allem nôl y dudalen hon. Gwiriwch eich cysylltiad â’r rhyngrwyd, yna llwythwch hi eto.',
  },

  lost: {
    title: 'Nid oes tudalen o’r fath',
    body: 'Efallai i’r cyfeiriad gael ei deipio’n anghywir, neu nad yw’n cael ei ddefnyddio mwyach.',
    todo: 'Agorwch y ddolen yn eich e-bost eto.',
  },
};

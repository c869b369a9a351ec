/** Texts of the turnout page. */
import { localTexts } from '../text/texts.tsx';

export const en = {
  of: (entitled: string) => `of ${entitled} members entitled to vote have voted`,
  share: (percent: string) => `That is ${percent}.`,
  asAt: (moment: string) => `As at ${moment}`,
  closes: (when: string) => `Voting closes ${when}.`,
  closed: (when: string) => `Voting closed ${when}.`,
  opens: (when: string) => `Voting opens ${when}.`,
  now: (cast: string) => `Votes cast now: ${cast}`,
  fresh: 'Votes are counted in batches, every few minutes, so that no figure tells when a member voted.',
  publication: {
    none: 'Members see no turnout before the result is declared.',
    daily: 'Members see the figure of the end of each day.',
    live: 'Members see this figure too, as it changes.',
  },
  withheld: {
    'roll-not-frozen': 'There is no turnout yet',
    'under-minimum': 'The turnout is not shown',
  },
  withheldWhat: {
    'roll-not-frozen': 'Figures appear here once the roll is frozen and says how many members are entitled.',
    'under-minimum':
      'Fewer members are entitled than the minimum that the ballot’s charter sets, so any figure would say too much about single members.',
  },
  thresholds: 'What a statutory ballot would need',
  thresholdsWhat:
    'For information only: an indicative ballot commits nobody and needs no threshold. The share is of all members entitled.',
  threshold: (percent: number, needed: string) => `${percent}% must vote: ${needed} members.`,
  met: 'Reached.',
  lacking: (votes: string) => (votes === '1' ? '1 more is needed.' : `${votes} more are needed.`),
  missed: (votes: string) => `Missed by ${votes}.`,
  repeal: 'Its repeal has been announced.',
  curve: 'Over time',
  curveIs: (cast: string, entitled: string) =>
    `Curve of the votes cast since the opening, now ${cast} of ${entitled}. The table below says the same.`,
  curveEmpty: 'The curve begins when voting opens.',
  votes: (cast: string) => `${cast} votes`,
  pointAt: 'Point at the curve to read it.',
  asTable: 'Show as table',
  byDay: 'Votes cast by the end of each day',
  time: 'Time',
  cast: 'Votes cast',
  entitled: 'Entitled',
  turnout: 'Turnout',
  constituencies: 'By constituency',
  constituency: 'Constituency',
  constituenciesCaption: 'Turnout by constituency',
  byName: 'By name',
  lowestFirst: 'Lowest first',
  order: 'Order of the list',
  ofThem: (cast: string, entitled: string, percent: string) => `${cast} of ${entitled} (${percent})`,
  mark: (percent: number) => `The line across a bar stands at ${percent}%.`,
  tooSmall: 'too small to show',
  tooSmallWhat:
    'Where fewer members are entitled than the charter’s minimum, no figure is shown: it could tell who has voted.',
};

export const cy: typeof en = {
  of: (entitled) => `o’r ${entitled} aelod â hawl i bleidleisio wedi pleidleisio`,
  share: (percent) => `Dyna ${percent}.`,
  asAt: (moment) => `Fel yr oedd: ${moment}`,
  closes: (when) => `Mae’r pleidleisio’n cau ${when}.`,
  closed: (when) => `Caeodd y pleidleisio ${when}.`,
  opens: (when) => `Mae’r pleidleisio’n agor ${when}.`,
  now: (cast) => `Pleidleisiau a fwriwyd nawr: ${cast}`,
  fresh:
    'Cyfrifir pleidleisiau mewn sypiau, bob ychydig funudau, fel nad yw’r un ffigur yn dweud pryd y pleidleisiodd aelod.',
  publication: {
    none: 'Nid yw aelodau’n gweld y nifer a bleidleisiodd cyn cyhoeddi’r canlyniad.',
    daily: 'Mae aelodau’n gweld ffigur diwedd pob dydd.',
    live: 'Mae aelodau’n gweld y ffigur hwn hefyd, wrth iddo newid.',
  },
  withheld: {
    'roll-not-frozen': 'Nid oes ffigur eto',
    'under-minimum': 'Ni ddangosir y nifer a bleidleisiodd',
  },
  withheldWhat: {
    'roll-not-frozen':
      'Bydd ffigurau’n ymddangos yma unwaith y bydd y rhestr wedi’i rhewi ac yn dweud faint o aelodau sydd â hawl.',
    'under-minimum':
      'Mae llai o aelodau â hawl na’r isafswm yn siarter y bleidlais, felly byddai unrhyw ffigur yn dweud gormod am aelodau unigol.',
  },
  thresholds: 'Beth fyddai ei angen ar bleidlais statudol',
  thresholdsWhat:
    'Er gwybodaeth yn unig: nid yw pleidlais ddangosol yn rhwymo neb ac nid oes angen trothwy arni. Cyfran o’r holl aelodau â hawl ydyw.',
  threshold: (percent, needed) => `Rhaid i ${percent}% bleidleisio: ${needed} aelod.`,
  met: 'Fe’i cyrhaeddwyd.',
  lacking: (votes) => `Mae angen ${votes} arall.`,
  missed: (votes) => `${votes} yn brin.`,
  repeal: 'Cyhoeddwyd y bwriad i’w diddymu.',
  curve: 'Dros amser',
  curveIs: (cast, entitled) =>
    `Cromlin y pleidleisiau a fwriwyd ers yr agor, ${cast} o ${entitled} nawr. Mae’r tabl isod yn dweud yr un peth.`,
  curveEmpty: 'Mae’r gromlin yn dechrau pan fydd y pleidleisio’n agor.',
  votes: (cast) => `${cast} pleidlais`,
  pointAt: 'Pwyntiwch at y gromlin i’w darllen.',
  asTable: 'Dangos fel tabl',
  byDay: 'Pleidleisiau a fwriwyd erbyn diwedd pob dydd',
  time: 'Amser',
  cast: 'Pleidleisiau a fwriwyd',
  entitled: 'Â hawl',
  turnout: 'Canran',
  constituencies: 'Fesul etholaeth',
  constituency: 'Etholaeth',
  constituenciesCaption: 'Nifer a bleidleisiodd fesul etholaeth',
  byName: 'Yn ôl enw',
  lowestFirst: 'Isaf yn gyntaf',
  order: 'Trefn y rhestr',
  ofThem: (cast, entitled, percent) => `${cast} o ${entitled} (${percent})`,
  mark: (percent) => `Mae’r llinell ar draws bar yn sefyll ar ${percent}%.`,
  tooSmall: 'rhy fach i’w dangos',
  tooSmallWhat:
    'Lle mae llai o aelodau â hawl nag isafswm y siarter, ni ddangosir ffigur: gallai ddweud pwy sydd wedi pleidleisio.',
};

export const useTurnoutTexts = localTexts({ en, cy });

/** Texts of the page of follow-ups. */
import { localTexts } from '../text/texts.tsx';

export const en = {
  what: 'Dates that a ballot named for something to be done by then, such as “if no acceptable progress by 1 September”. On the day, it is your turn.',
  shown: 'Which are shown',
  states: { open: 'To do now', waiting: 'Later', done: 'Done', lapsed: 'Lapsed' },
  none: {
    open: 'Nothing to do now',
    waiting: 'No dates lie ahead',
    done: 'Nothing was done yet',
    lapsed: 'Nothing has lapsed',
  },
  noneWhat: {
    open: 'A date appears here on the morning of its day.',
    waiting: 'Dates are set with a ballot’s questions, before it is approved.',
    done: 'What you have followed up stays here with your note.',
    lapsed: 'The dates of a ballot that was cancelled end here.',
  },
  on: (date: string) => `Due ${date}`,
  question: (n: number) => `About question ${n}`,
  toBallot: 'Go to the ballot',
  nextSteps: 'What to do',
  doneBy: (who: string, moment: string) => `Done by ${who}, ${moment}.`,
  doneAt: (moment: string) => `Done ${moment}.`,
  finish: 'Mark as done',
  note: 'What was done',
  noteHint: 'For headquarters only; it is not published. At most 4,000 characters.',
  noteFault: 'Say what was done.',
  action: 'This was followed up',
  finished: 'Marked as done.',
  more: 'Show more',

  erased: 'What was erased',
  erasedWhat:
    'Data is erased when its period has passed, every night and by itself. Each line certifies that nothing of it was left.',
  erasedNone: 'Nothing was due to be erased so far.',
  erasedTable: 'Show the certificates',
  at: 'When',
  ballot: 'Ballot',
  rule: 'What',
  rows: 'Erased',
  remaining: 'Left',
  by: 'Run by',
  schedule: 'the system, by night',
  eraseNow: {
    open: 'Erase now what is due…',
    title: 'Erase now what is due?',
    what: 'Everything whose period has passed is erased for good: nobody can bring it back. Nothing else is touched. The same happens tonight by itself.',
    action: 'Erase it for good',
    done: (n: number) =>
      n === 0 ? 'Nothing was due.' : n === 1 ? 'Erased, with one certificate.' : `Erased, with ${n} certificates.`,
  },
  rules: {
    'request-answers': 'Answers kept for requests that come twice',
    'roll-entries': 'Which member was entitled',
    'follow-up-notes': 'Notes on follow-ups',
    'mail-events': 'Which mail was sent when, and what became of it',
    'credential-holders': 'Which member held which voting code, and who has voted',
    'suppression-log': 'Whose address was suppressed, and why',
    'helpdesk-audit': 'What the helpdesk did for whom',
  } as Readonly<Record<string, string>>,
};

export const cy: typeof en = {
  what: 'Dyddiadau a enwodd pleidlais i rywbeth gael ei wneud erbyn hynny, megis “os na fydd cynnydd derbyniol erbyn 1 Medi”. Ar y diwrnod, eich tro chi yw hi.',
  shown: 'Pa rai a ddangosir',
  states: { open: 'I’w gwneud nawr', waiting: 'Yn nes ymlaen', done: 'Wedi’u gwneud', lapsed: 'Wedi dod i ben' },
  none: {
    open: 'Dim i’w wneud nawr',
    waiting: 'Nid oes dyddiadau o’n blaenau',
    done: 'Ni wnaed dim eto',
    lapsed: 'Nid oes dim wedi dod i ben',
  },
  noneWhat: {
    open: 'Mae dyddiad yn ymddangos yma fore’r diwrnod hwnnw.',
    waiting: 'Gosodir dyddiadau gyda chwestiynau’r bleidlais, cyn ei chymeradwyo.',
    done: 'Mae’r hyn a wnaethoch yn aros yma gyda’ch nodyn.',
    lapsed: 'Yma y daw dyddiadau pleidlais a ganslwyd i ben.',
  },
  on: (date) => `Erbyn ${date}`,
  question: (n) => `Am gwestiwn ${n}`,
  toBallot: 'Mynd at y bleidlais',
  nextSteps: 'Beth i’w wneud',
  doneBy: (who, moment) => `Gwnaed gan ${who}, ${moment}.`,
  doneAt: (moment) => `Gwnaed ${moment}.`,
  finish: 'Nodi ei fod wedi’i wneud',
  note: 'Beth a wnaed',
  noteHint: 'Ar gyfer y pencadlys yn unig; nis cyhoeddir. 4,000 nod ar y mwyaf.',
  noteFault: 'Dywedwch beth a wnaed.',
  action: 'Dilynwyd hyn i fyny',
  finished: 'Nodwyd ei fod wedi’i wneud.',
  more: 'Dangos mwy',

  erased: 'Beth a ddilëwyd',
  erasedWhat:
    'Dileir data pan fydd ei gyfnod wedi dod i ben, bob nos ac ohono’i hun. Mae pob llinell yn tystio nad oedd dim ohono ar ôl.',
  erasedNone: 'Nid oedd dim i’w ddileu hyd yn hyn.',
  erasedTable: 'Dangos y tystysgrifau',
  at: 'Pryd',
  ballot: 'Pleidlais',
  rule: 'Beth',
  rows: 'Dilëwyd',
  remaining: 'Ar ôl',
  by: 'Rhedwyd gan',
  schedule: 'y system, gyda’r nos',
  eraseNow: {
    open: 'Dileu nawr yr hyn sy’n ddyledus…',
    title: 'Dileu nawr yr hyn sy’n ddyledus?',
    what: 'Dileir am byth bopeth y mae ei gyfnod wedi dod i ben: ni all neb ddod ag ef yn ôl. Ni chyffyrddir â dim arall. Mae’r un peth yn digwydd heno ohono’i hun.',
    action: 'Ei ddileu am byth',
    done: (n) =>
      n === 0
        ? 'Nid oedd dim yn ddyledus.'
        : n === 1
          ? 'Dilëwyd, gydag un dystysgrif.'
          : `Dilëwyd, gyda ${n} tystysgrif.`,
  },
  rules: {
    'request-answers': 'Atebion a gadwyd ar gyfer ceisiadau sy’n dod ddwywaith',
    'roll-entries': 'Pa aelod oedd â hawl',
    'follow-up-notes': 'Nodiadau ar gamau dilynol',
    'mail-events': 'Pa neges a anfonwyd pryd, a beth ddaeth ohoni',
    'credential-holders': 'Pa aelod oedd â pha god pleidleisio, a phwy a bleidleisiodd',
    'suppression-log': 'Cyfeiriad pwy a ataliwyd, a pham',
    'helpdesk-audit': 'Beth wnaeth y ddesg gymorth i bwy',
  },
};

export const useFollowUpTexts = localTexts({ en, cy });

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
};

export const useFollowUpTexts = localTexts({ en, cy });

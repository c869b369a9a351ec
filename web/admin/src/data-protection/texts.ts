/** Texts of the page of data protection. */
import { localTexts } from '../text/texts.tsx';

export const en = {
  erased: {
    title: 'What was erased',
    what: 'Data is erased when its period has passed, every night and by itself. Each line certifies that nothing of it was left.',
    none: 'Nothing was due to be erased so far.',
    table: 'Show the certificates',
    at: 'When',
    ballot: 'Ballot',
    rule: 'What',
    rows: 'Erased',
    remaining: 'Left',
    by: 'Run by',
    schedule: 'the system, by night',
    rules: {
      'request-answers': 'Answers kept for requests that come twice',
      'roll-entries': 'Which member was entitled',
      'follow-up-notes': 'Notes on follow-ups',
      'mail-events': 'Which mail was sent when, and what became of it',
      'credential-holders': 'Which member held which voting code, and who has voted',
      'suppression-log': 'Whose address was suppressed, and why',
      'helpdesk-audit': 'What the helpdesk did for whom',
    } as Readonly<Record<string, string>>,
  },
  eraseNow: {
    open: 'Erase now what is due…',
    title: 'Erase now what is due?',
    what: 'Everything whose period has passed is erased for good: nobody can bring it back. Nothing else is touched. The same happens tonight by itself.',
    action: 'Erase it for good',
    done: (n: number) =>
      n === 0 ? 'Nothing was due.' : n === 1 ? 'Erased, with one certificate.' : `Erased, with ${n} certificates.`,
  },
  taken: {
    title: 'Who took members’ addresses',
    what: 'Each time that names and addresses were taken out of the register or looked up for a roll, the latest first. The lists themselves are not kept.',
    none: 'Nobody has taken any.',
    at: 'When',
    by: 'Who',
    reason: 'Why',
    members: 'Members',
  },
  more: 'Show more',
};

export const cy: typeof en = {
  erased: {
    title: 'Beth a ddilëwyd',
    what: 'Dileir data pan fydd ei gyfnod wedi dod i ben, bob nos ac ohono’i hun. Mae pob llinell yn tystio nad oedd dim ohono ar ôl.',
    none: 'Nid oedd dim i’w ddileu hyd yn hyn.',
    table: 'Dangos y tystysgrifau',
    at: 'Pryd',
    ballot: 'Pleidlais',
    rule: 'Beth',
    rows: 'Dilëwyd',
    remaining: 'Ar ôl',
    by: 'Rhedwyd gan',
    schedule: 'y system, gyda’r nos',
    rules: {
      'request-answers': 'Atebion a gadwyd ar gyfer ceisiadau sy’n dod ddwywaith',
      'roll-entries': 'Pa aelod oedd â hawl',
      'follow-up-notes': 'Nodiadau ar gamau dilynol',
      'mail-events': 'Pa neges a anfonwyd pryd, a beth ddaeth ohoni',
      'credential-holders': 'Pa aelod oedd â pha god pleidleisio, a phwy a bleidleisiodd',
      'suppression-log': 'Cyfeiriad pwy a ataliwyd, a pham',
      'helpdesk-audit': 'Beth wnaeth y ddesg gymorth i bwy',
    },
  },
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
  taken: {
    title: 'Pwy a gymerodd gyfeiriadau aelodau',
    what: 'Pob tro y cymerwyd enwau a chyfeiriadau o’r gofrestr neu y chwiliwyd amdanynt ar gyfer rhestr, y diweddaraf yn gyntaf. Ni chedwir y rhestrau eu hunain.',
    none: 'Nid oes neb wedi cymryd rhai.',
    at: 'Pryd',
    by: 'Pwy',
    reason: 'Pam',
    members: 'Aelodau',
  },
  more: 'Dangos mwy',
};

export const useDataTexts = localTexts({ en, cy });

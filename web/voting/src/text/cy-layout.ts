/** The sentences around every page in Welsh. */
import type { enLayout } from './en-layout.ts';

export const cyLayout: typeof enLayout = {
  skip: 'Neidio i’r prif gynnwys',
  product: 'Pleidlais gyfrinachol',
  help: 'Cymorth',
  secrecy: 'Sut mae’ch pleidlais yn cael ei chadw’n gyfrinachol',
  accessibility: 'Hygyrchedd',
  privacy: 'Preifatrwydd',
  checkReceipt: 'Gwirio derbynneb',
  helpLine: 'Angen cymorth?',
  helpLineUnknown: 'Gofynnwch i ddesg gymorth y bleidlais a enwir yn eich e-bost.',
  version: 'Fersiwn Tellers',
  script: 'sgript',
  noScript: 'Mae angen JavaScript ar y dudalen hon',
  noScriptWhy:
    'Caiff eich pleidlais ei selio ar eich ffôn neu’ch cyfrifiadur eich hun cyn ei hanfon, fel na all neb arall ei darllen. JavaScript sy’n gwneud y gwaith hwnnw, ac mae wedi’i ddiffodd yma.',
  noScriptDo:
    'Trowch JavaScript ymlaen a llwythwch y dudalen eto, neu agorwch y ddolen o’ch e-bost ar ffôn neu gyfrifiadur arall. Os nad yw’r naill na’r llall yn bosibl, bydd y ddesg gymorth a enwir yn eich e-bost yn eich helpu i bleidleisio.',
  getting: 'Yn paratoi’r dudalen. Os yw’r llinell hon yn aros, llwythwch y dudalen eto.',
};

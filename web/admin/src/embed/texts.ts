/** The texts of the page that gives a webmaster what to paste. */
import { localTexts } from '../text/texts.tsx';

export const en = {
  title: 'Turnout on your website',
  lead: 'Visitors see how many have voted, as far as the publication policy of this ballot shows it: the same figures, at the same time, as on the ballot’s own page. Nothing tells who they are, and no cookie is set.',
  language: 'Language of the website',
  english: 'English',
  welsh: 'Welsh',
  preview: 'What visitors see now',
  previewWhat: 'On the website it takes the font and the colours of the page around it.',
  tooEarly: 'There is nothing to show yet',
  tooEarlyWhat: 'A turnout can be shown once the ballot is approved. What to paste below will not change.',
  publicPage: 'The public page of the turnout',
  publicPageWhat:
    'For an email, a poster, or a website where you cannot paste code. WordPress, Drupal and others that know oEmbed turn this address into the figures by themselves.',
  element: 'In the page (best)',
  elementWhat:
    'Paste this where the figures are to stand. The hash makes browsers refuse any other script. Until the figures arrive, and without JavaScript, visitors see the link.',
  frame: 'In a frame',
  frameWhat: 'For websites that allow no scripts of others.',
  policy: 'If the website has a Content Security Policy',
  policyWhat:
    'Its webmaster adds these sources; the last one only for the frame. Nothing inline is needed, and the script works where Trusted Types are required.',
  look: 'Colours and sizes',
  lookWhat:
    'The website’s style sheet may set these on ballot-turnout, and style the parts with ::part(figure), ::part(bar), ::part(window) and ::part(note).',
  property: 'Property',
  meaning: 'What it sets',
  properties: {
    '--turnout-fill': 'Colour of the bar',
    '--turnout-track': 'Colour behind the bar',
    '--turnout-line': 'Colour of its border',
    '--turnout-mark': 'Colour of the line that marks the threshold',
    '--turnout-height': 'Height of the bar',
  } as Readonly<Record<string, string>>,
};

export const cy: typeof en = {
  title: 'Y nifer a bleidleisiodd ar eich gwefan',
  lead: 'Mae ymwelwyr yn gweld faint sydd wedi pleidleisio, cyn belled ag y mae polisi cyhoeddi’r balot hwn yn ei ddangos: yr un ffigurau, ar yr un pryd, ag ar dudalen y balot ei hun. Nid oes dim yn dweud pwy ydyn nhw, ac ni osodir cwci.',
  language: 'Iaith y wefan',
  english: 'Saesneg',
  welsh: 'Cymraeg',
  preview: 'Yr hyn y mae ymwelwyr yn ei weld nawr',
  previewWhat: 'Ar y wefan mae’n cymryd ffont a lliwiau’r dudalen o’i chwmpas.',
  tooEarly: 'Nid oes dim i’w ddangos eto',
  tooEarlyWhat:
    'Gellir dangos y nifer unwaith y bydd y balot wedi’i gymeradwyo. Ni fydd yr hyn i’w ludo isod yn newid.',
  publicPage: 'Y dudalen gyhoeddus',
  publicPageWhat:
    'Ar gyfer e-bost, poster, neu wefan lle na allwch ludo cod. Mae WordPress, Drupal ac eraill sy’n deall oEmbed yn troi’r cyfeiriad hwn yn ffigurau eu hunain.',
  element: 'Yn y dudalen (gorau)',
  elementWhat:
    'Gludwch hwn lle mae’r ffigurau i sefyll. Mae’r stwnsh yn gwneud i borwyr wrthod unrhyw sgript arall. Hyd nes i’r ffigurau gyrraedd, a heb JavaScript, mae ymwelwyr yn gweld y ddolen.',
  frame: 'Mewn ffrâm',
  frameWhat: 'Ar gyfer gwefannau nad ydynt yn caniatáu sgriptiau eraill.',
  policy: 'Os oes gan y wefan Bolisi Diogelwch Cynnwys',
  policyWhat:
    'Mae ei gwefeistr yn ychwanegu’r ffynonellau hyn; yr olaf ar gyfer y ffrâm yn unig. Nid oes angen dim mewnol, ac mae’r sgript yn gweithio lle mae angen Trusted Types.',
  look: 'Lliwiau a meintiau',
  lookWhat:
    'Gall dalen arddull y wefan osod y rhain ar ballot-turnout, a steilio’r rhannau gyda ::part(figure), ::part(bar), ::part(window) a ::part(note).',
  property: 'Priodwedd',
  meaning: 'Yr hyn y mae’n ei osod',
  properties: {
    '--turnout-fill': 'Lliw’r bar',
    '--turnout-track': 'Y lliw y tu ôl i’r bar',
    '--turnout-line': 'Lliw ei ymyl',
    '--turnout-mark': 'Lliw’r llinell sy’n nodi’r trothwy',
    '--turnout-height': 'Uchder y bar',
  },
};

export const useEmbedTexts = localTexts({ en, cy });

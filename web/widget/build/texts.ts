/** What stands on the pages around the figures; the figures' own words come from the reporting service. */
export interface PageTexts {
  readonly language: string;
  readonly base: string;
  readonly otherLanguage: string;
  readonly otherBase: string;
  readonly otherName: string;
  readonly title: string;
  readonly product: string;
  readonly about: string;
  readonly more: string;
  readonly noScript: string;
}

export const texts: readonly PageTexts[] = [
  {
    language: 'en',
    base: '',
    otherLanguage: 'cy',
    otherBase: '/cy',
    otherName: 'Cymraeg',
    title: 'Turnout',
    product: 'Secret ballot',
    about: 'About this ballot',
    more: 'The turnout on the ballot’s own page',
    noScript: 'A small script fetches the figures, and scripts are switched off here.',
  },
  {
    language: 'cy',
    base: '/cy',
    otherLanguage: 'en',
    otherBase: '',
    otherName: 'English',
    title: 'Faint sydd wedi pleidleisio',
    product: 'Pleidlais gyfrinachol',
    about: 'Am y bleidlais hon',
    more: 'Y ffigurau ar dudalen y bleidlais ei hun',
    noScript: 'Sgript fach sy’n nôl y ffigurau, ac mae sgriptiau wedi’u diffodd yma.',
  },
];

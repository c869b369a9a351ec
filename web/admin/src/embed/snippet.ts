/** What a webmaster pastes, made from where the widget is. */
import type { components } from '../api/generated/gateway.ts';

export type Embedding = components['schemas']['Embedding'];
export type WebLanguage = 'en' | 'cy';

/** The words of the link that stands in the page until the figures are there, in the language of the website. */
const LINK: Readonly<Record<WebLanguage, string>> = {
  en: 'Turnout of this ballot',
  cy: 'Faint sydd wedi pleidleisio yn y bleidlais hon',
};

const base = (language: WebLanguage) => (language === 'cy' ? '/cy' : '');

/** The public page of a ballot's turnout; it is what a website with oEmbed needs. */
export function publicPage({ votersOrigin }: Embedding, uuid: string, language: WebLanguage): string {
  return `${votersOrigin}${base(language)}/turnout/${uuid}`;
}

/** The script, once for a page, and the element where the turnout is to stand. */
export function element(embedding: Embedding, uuid: string, language: WebLanguage): string {
  return [
    `<script async src="${embedding.script}"`,
    `  integrity="${embedding.integrity}" crossorigin="anonymous"></script>`,
    `<ballot-turnout ballot="${uuid}" lang="${language}">`,
    `  <a href="${publicPage(embedding, uuid, language)}">${LINK[language]}</a>`,
    '</ballot-turnout>',
  ].join('\n');
}

/** The same in a frame, for websites that allow no script of others. */
export function frame({ votersOrigin }: Embedding, uuid: string, language: WebLanguage): string {
  const address = `${votersOrigin}${base(language)}/embed/turnout/${uuid}`;
  return `<iframe src="${address}" width="480" height="340"\n  title="${LINK[language]}" loading="lazy"></iframe>`;
}

/** What a Content Security Policy of the website must allow, the least of it. */
export function policy({ votersOrigin, integrity }: Embedding): string {
  return [`script-src '${integrity}'`, `connect-src ${votersOrigin}`, `frame-src ${votersOrigin}`].join('\n');
}

/**
 * The way to the same page in the other language. What was typed stays where it is: the page itself changes its words,
 * and only what the build wrote around it is fetched. So nothing typed is stored or stands in an address.
 */
/** What the build writes in each language around the part that the script draws. */
const AROUND = ['.skip', 'header', 'footer'];
const TIMEOUT_MS = 10_000;

interface Shown {
  /** Draws the page in the words of now, and names in the new parts around it what they are to name. */
  draw(): void | Promise<void>;
  /** The token of the link, while it is good; a page that cannot be left has none. */
  token?: () => string;
}

/** Makes the link to the other language change this page. */
export function offerLanguage(shown: Shown): void {
  const link = document.getElementById('language') as HTMLAnchorElement | null;
  link?.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return alone(link, shown);
    event.preventDefault();
    void changeLanguage(link, shown);
  });
}

/** Puts this page into the language of the link. */
export async function changeLanguage(link: HTMLAnchorElement, shown: Shown): Promise<void> {
  const there = inLanguage(location.pathname, link.lang) + location.search;
  const other = await fetchPage(there);
  if (!other) {
    // Whoever is in the middle of a vote stays there, with all that was chosen.
    if (!shown.token) return;
    alone(link, shown);
    return location.assign(link.href);
  }
  history.replaceState(history.state, '', there);
  for (const part of AROUND) {
    const theirs = other.querySelector(part);
    if (theirs) document.querySelector(part)?.replaceWith(theirs);
  }
  document.documentElement.lang = other.documentElement.lang;
  await shown.draw();
  offerLanguage(shown);
  document.getElementById('language')?.focus();
}

/** The address of a page in a language. */
function inLanguage(path: string, language: string): string {
  const english = path.replace(/^\/cy(?=\/|$)/, '') || '/';
  return language === 'cy' ? `/cy${english}` : english;
}

/** A page of its own needs the token too, which stands in the link only while it is followed. */
function alone(link: HTMLAnchorElement, { token }: Shown): void {
  link.pathname = inLanguage(location.pathname, link.lang);
  link.search = location.search;
  link.hash = token?.() ?? '';
}

/** The page of that address as a document that runs nothing, or nothing when it cannot be had. */
function fetchPage(path: string): Promise<Document | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', path);
    request.responseType = 'document';
    request.timeout = TIMEOUT_MS;
    request.onloadend = () => resolve(request.status === 200 ? request.responseXML : null);
    request.send();
  });
}

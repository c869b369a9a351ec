/**
 * The way to the same page in the other language. What was typed stays where it is: the page itself changes its words,
 * and only what the build wrote around it is fetched. So nothing typed is stored or stands in an address.
 */
import { nameBallot } from '../heading.ts';
import { changeWords } from './words.ts';

/** What the build writes in each language around the part that the script draws. */
const AROUND = ['.skip', 'header', 'footer'];
const TIMEOUT_MS = 10_000;

interface Shown {
  /** The ballot of the page's address, or nothing. */
  readonly ballot: string;
  /** Draws the page in the words of now. */
  draw(): void;
  /** The token of the link, while it is good. */
  token(): string;
}

/** Makes the link to the other language change this page. */
export function offerLanguage(shown: Shown): void {
  const link = document.getElementById('language') as HTMLAnchorElement | null;
  link?.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return alone(link, shown);
    event.preventDefault();
    void change(link, shown);
  });
}

async function change(link: HTMLAnchorElement, shown: Shown): Promise<void> {
  const other = await fetchPage(link.pathname);
  if (!other) {
    alone(link, shown);
    return location.assign(link.href);
  }
  history.replaceState(history.state, '', link.pathname + location.search);
  for (const part of AROUND) {
    const theirs = other.querySelector(part);
    if (theirs) document.querySelector(part)?.replaceWith(theirs);
  }
  document.documentElement.lang = other.documentElement.lang;
  changeWords();
  shown.draw();
  if (shown.ballot) void nameBallot(shown.ballot);
  offerLanguage(shown);
  document.getElementById('language')?.focus();
}

/** A page of its own needs the token too, which stands in the link only while it is followed. */
function alone(link: HTMLAnchorElement, { token }: Shown): void {
  link.search = location.search;
  link.hash = token();
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

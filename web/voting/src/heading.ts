/** The parts around the page that stay: the names in the header, the help line and the footer's links. */
import { api, type Ballot, isBallotId } from './api.ts';
import { base, text } from './text.ts';

/** Writes the union, the ballot and the help line. */
export function name({ union, name, helpLine }: Pick<Ballot, 'union' | 'name' | 'helpLine'>): void {
  put('union', union);
  put('ballot', name);
  put('help-line', helpLine);
}

function put(id: string, value: string | undefined): void {
  const element = document.getElementById(id);
  if (element && value) element.textContent = value;
}

/** Lets the other pages know the ballot; while voting they open beside the vote, so that no answer is lost. */
export function linkTo(uuid: string, voting: boolean): void {
  const check = document.getElementById('check-link');
  for (const link of document.querySelectorAll<HTMLAnchorElement>(
    `footer a, .prose [href$="/send-again"]${voting ? '' : ', #language'}`,
  )) {
    link.href = link === check ? `${base()}/b/${uuid}/check` : `${link.pathname}?ballot=${uuid}`;
    if (!voting) continue;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    const note = document.createElement('span');
    note.className = 'hidden';
    note.textContent = ` ${text.newTab}`;
    link.append(note);
  }
  check?.parentElement?.removeAttribute('hidden');
}

/** Names the ballot on a page outside the vote; null when there is no such ballot, nothing when nobody could tell. */
export async function nameBallot(uuid: string): Promise<Ballot | null | undefined> {
  if (!isBallotId(uuid)) return null;
  linkTo(uuid, false);
  const answer = await api.ballot(uuid);
  if (!answer.ok) return answer.code === 'ballot-not-found' ? null : undefined;
  name(answer.value);
  return answer.value;
}

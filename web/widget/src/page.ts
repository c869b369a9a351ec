/** Names the ballot on a page of ours that shows its turnout; the page says enough without. */
import { defineTurnout } from './element.ts';

interface Notice {
  readonly union: string;
  readonly name: { readonly en: string; readonly cy?: string };
}

async function nameBallot(): Promise<void> {
  const uuid = document.querySelector('ballot-turnout')?.getAttribute('ballot');
  const answer = await fetch(`/api/ballot/public/ballots/${uuid}`, { credentials: 'omit' });
  if (!answer.ok) return;
  const { union, name } = (await answer.json()) as Notice;
  const welsh = document.documentElement.lang === 'cy' ? name.cy : undefined;
  const title = document.getElementById('ballot');
  if (title) {
    title.textContent = welsh ?? name.en;
    title.lang = welsh ? 'cy' : 'en';
    document.title = `${document.title} – ${title.textContent}`;
  }
  const who = document.getElementById('union');
  if (who) who.textContent = union;
}

defineTurnout('');
// Without the names the page still shows the turnout.
nameBallot().catch(() => {});

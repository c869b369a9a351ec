/** The vote in the page's language: the words around it, and the paper. Fetched only where a page is or becomes Welsh. */
import { api } from './api.ts';
import { changeLanguage } from './language.ts';
import { welshPaper } from './paper.ts';
import type { Session } from './session.ts';
import { isWelsh } from './text.ts';

/** Gives a session its paper in Welsh, where the ballot has one that the election vouches for. */
export async function translate(session: Session): Promise<void> {
  if (session.state.paper || !isWelsh()) return;
  const [election, charter] = await Promise.all([api.election(session.uuid), api.charter(session.uuid)]);
  if (!election.ok || !charter.ok) return;
  const paper = await welshPaper(election.value, charter.value).catch(() => undefined);
  if (paper) session.translate(paper);
}

/** Changes the page's language, as the link that was followed says. */
export function follow(session: Session, again: () => Promise<void>, followed: HTMLAnchorElement): void {
  void changeLanguage(followed, {
    async draw() {
      await again();
      void translate(session);
    },
  });
}

/** The pages on which members help themselves; loaded only where they are shown. */
import { render } from 'preact';
import { codeFromLink, takeAgain } from '../fragment.ts';
import { AnswerPage } from './answer.tsx';
import { isToken } from './api.ts';
import { DetailsPage } from './details.tsx';
import { SendAgainPage } from './send-again.tsx';

/** Shows the page that the build named in the element. */
export function showMemberPage(root: HTMLElement): void {
  const ballot = new URLSearchParams(location.search).get('ballot') ?? '';
  let token = codeFromLink;
  const onUsed = () => {
    token = '';
  };
  const draw = () => {
    const page = root.dataset.page;
    // A second link in the same tab begins anew.
    if (page === 'confirm-email' || page === 'undo-email')
      render(<AnswerPage key={token} question={page} token={token} onUsed={onUsed} />, root);
    else if (page === 'details') render(<DetailsPage key={token} token={token} onUsed={onUsed} />, root);
    else render(<SendAgainPage ballot={ballot} />, root);
  };
  addEventListener('hashchange', () => {
    const next = takeAgain();
    if (!isToken(next)) return;
    token = next;
    draw();
  });
  // The same page in the other language needs the token too, which stands in the link only while it is followed.
  document.getElementById('language')?.addEventListener('click', ({ currentTarget }) => {
    const link = currentTarget as HTMLAnchorElement;
    link.search = location.search;
    link.hash = token;
  });
  root.replaceChildren();
  draw();
}

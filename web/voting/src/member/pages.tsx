/** The pages on which members help themselves; loaded only where they are shown. */
import { render } from 'preact';
import { codeFromLink, takeAgain } from '../fragment.ts';
import { nameBallot } from '../heading.ts';
import { offerLanguage } from '../language.ts';
import { AnswerPage } from './answer.tsx';
import { isToken } from './api.ts';
import { DetailsPage } from './details.tsx';
import { SendAgainPage } from './send-again.tsx';
import { changeWords } from './words.ts';

/** Shows the page that the build named in the element. */
export function showMemberPage(root: HTMLElement): void {
  const ballot = new URLSearchParams(location.search).get('ballot') ?? '';
  let token = codeFromLink;
  let used = false;
  const onUsed = () => {
    used = true;
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
    used = false;
    draw();
  });
  const change = () => {
    changeWords();
    draw();
    if (ballot) void nameBallot(ballot);
  };
  offerLanguage({ draw: change, token: () => (used ? '' : token) });
  root.replaceChildren();
  draw();
}

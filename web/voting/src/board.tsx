/** The pages of the app outside the vote; loaded only where they are shown. */
import { render } from 'preact';
import { api, type Ballot, isBallotId, type Notice } from './api.ts';
import { boardText, changeBoardText } from './board-text.ts';
import { CheckPage } from './check.tsx';
import { linkTo, name, nameBallot } from './heading.ts';
import { HomePage, LostPage } from './home.tsx';
import { offerLanguage } from './language.ts';
import { NoticePage } from './notice.tsx';
import { base, isWelsh, takeLanguage } from './text.ts';
import { notice } from './typed.ts';

/** Shows the page of an address, without its language, that is not a voter's link. */
export async function showPage(root: HTMLElement, path: string): Promise<void> {
  await takeLanguage();
  root.replaceChildren();
  const [, kind, uuid = '', page] = path.split('/');
  let draw: (() => void) | undefined;
  offerLanguage({
    async draw() {
      await takeLanguage();
      changeBoardText();
      draw?.();
      if (page === 'check') void nameBallot(uuid);
    },
    token: () => '',
  });
  if (kind === 'b' && page === 'check') {
    let ballot: Ballot | null | undefined;
    draw = () => render(ballot === null ? <Lost /> : <CheckPage api={api} uuid={uuid} ballot={ballot} />, root);
    draw();
    ballot = await nameBallot(uuid);
  } else if (kind === 'b' && !page && isBallotId(uuid)) {
    const found = await notice(uuid);
    if (found.ok || found.code !== 'ballot-not-found')
      draw = () => drawNotice(root, uuid, found.ok ? found.value : undefined);
  } else if (path === '/') {
    const go = (link: { uuid: string; code: string }) =>
      location.assign(`${base()}/v/${link.uuid}${link.code && `#${link.code}`}`);
    draw = () => {
      document.title = boardText.home.title;
      render(<HomePage go={go} />, root);
    };
  }
  draw ??= () => render(<Lost />, root);
  draw();
}

function drawNotice(root: HTMLElement, uuid: string, found: Notice | undefined): void {
  linkTo(uuid, false);
  if (found) {
    const called = isWelsh() ? (found.name.cy ?? found.name.en) : found.name.en;
    name({ union: found.union, name: called, helpLine: found.helpLine });
  }
  render(<NoticePage notice={found} />, root);
}

function Lost() {
  document.title = boardText.lost.title;
  return <LostPage />;
}

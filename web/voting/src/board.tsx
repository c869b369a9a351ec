/** The pages of the app outside the vote; loaded only where they are shown. */
import { render } from 'preact';
import { api, isBallotId, notice } from './api.ts';
import { boardText } from './board-text.ts';
import { CheckPage } from './check.tsx';
import { linkTo, name, nameBallot } from './heading.ts';
import { HomePage, LostPage } from './home.tsx';
import { NoticePage } from './notice.tsx';

/** Shows the page of an address that is not a voter's link. */
export async function showPage(root: HTMLElement, path: string): Promise<void> {
  root.replaceChildren();
  const [, kind, uuid = '', page] = path.split('/');
  if (kind === 'b' && page === 'check') {
    render(<CheckPage api={api} uuid={uuid} ballot={undefined} />, root);
    const ballot = await nameBallot(uuid);
    if (ballot !== undefined) render(ballot ? <CheckPage api={api} uuid={uuid} ballot={ballot} /> : <Lost />, root);
  } else if (kind === 'b' && !page && isBallotId(uuid)) {
    const found = await notice(uuid);
    if (!found.ok && found.code === 'ballot-not-found') return render(<Lost />, root);
    linkTo(uuid, false);
    if (found.ok) name({ union: found.value.union, name: found.value.name.en, helpLine: found.value.helpLine });
    render(<NoticePage notice={found.ok ? found.value : undefined} />, root);
  } else if (path === '/') {
    document.title = boardText.home.title;
    const go = (link: { uuid: string; code: string }) =>
      location.assign(`/v/${link.uuid}${link.code && `#${link.code}`}`);
    render(<HomePage go={go} />, root);
  } else render(<Lost />, root);
}

function Lost() {
  document.title = boardText.lost.title;
  return <LostPage />;
}

// The fragment is gone from here on.
import { api, isBallotId } from './api.ts';
import { startWorker } from './crypto.ts';
import { codeFromLink, takeAgain } from './fragment.ts';
import { linkTo, name, nameBallot } from './heading.ts';
import { Session } from './session.ts';
import './style.css';
import { isWelsh, takeLanguage, text } from './text.ts';
import { showSession } from './voting.tsx';

const app = document.getElementById('app');
document.getElementById('getting')?.remove();
const path = location.pathname.replace(/^\/cy(?=\/|$)/, '') || '/';
const [, kind, uuid = ''] = path.split('/');

if (!app) void nameBallot(new URLSearchParams(location.search).get('ballot') ?? '');
else if (kind === 'v') void takeLanguage().then(() => vote(app));
else if (app.dataset.page) void import('./member/pages.tsx').then(({ showMemberPage }) => showMemberPage(app));
else void import('./board.tsx').then(({ showPage }) => showPage(app, path));

/** The way of a voter, from the code to the receipt. */
function vote(root: HTMLElement): void {
  // What was typed into the plain form before this script came is kept.
  const typed = (document.getElementById('code') as HTMLInputElement | null)?.value ?? '';
  const session = new Session(uuid, codeFromLink || typed, {
    api: isBallotId(uuid) ? api : { ...api, ballot: async () => ({ ok: false, code: 'ballot-not-found' }) },
    startWorker,
    online: () => navigator.onLine,
    now: () => new Date(),
    pause: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
  });
  const nameIt = () => {
    const { ballot } = session.state;
    if (ballot) name({ ...ballot, name: session.called(text.language) ?? '' });
  };
  session.subscribe(nameIt);
  addEventListener('hashchange', () => {
    const code = takeAgain();
    if (code) session.anotherCode(code);
  });
  linkTo(uuid, true);
  const draw = showSession(session, root);
  const other = document.getElementById('language') as HTMLAnchorElement;
  const language = () => import('./vote-language.ts');
  other.onclick = (event) => {
    event.preventDefault();
    void language().then(({ follow }) => follow(session, again, other));
  };
  if (isWelsh()) void language().then(({ translate }) => translate(session));
  async function again() {
    await takeLanguage();
    nameIt();
    linkTo(uuid, true);
    draw();
  }
  void session.start();
  // The cryptography is fetched when the page stands, before it is needed.
  requestAnimationFrame(() => setTimeout(() => session.warm()));
}

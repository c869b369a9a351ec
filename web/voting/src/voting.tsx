/** Shows a session, and keeps the browser's history, title and focus in step with it. */
import { render } from 'preact';
import {
  CodePage,
  QuestionPage,
  ReceivedPage,
  ReviewPage,
  SendingPage,
  StopPage,
  UnsentPage,
  UnsurePage,
} from './pages.tsx';
import { focusSummary } from './parts.tsx';
import { type Session, type State, stepOf } from './session.ts';
import { text } from './text.ts';

/** Draws the session into an element, now and after every change; returns what draws it anew. */
export function showSession(session: Session, root: HTMLElement): () => void {
  let shown = session.state.page;
  const draw = () => {
    const { page } = session.state;
    render(pageOf(session), root);
    const fault = 'fault' in page && page.fault !== undefined;
    const title = text.title(titleOf(session.state), session.called(text.language), session.state.ballot?.union);
    document.title = fault ? text.errorTitle(title) : title;
    if (page === shown) return;
    const moved = keyOf(session.state) !== keyOf({ ...session.state, page: shown });
    shown = page;
    if (fault) focusSummary();
    else if (moved) {
      scrollTo(0, 0);
      document.querySelector('h1')?.focus({ preventScroll: true });
    }
    const step = stepOf(page);
    if (step && history.state?.step !== step) history.pushState({ step }, '');
  };
  history.replaceState({ step: 'code' }, '');
  addEventListener('popstate', ({ state }) => void session.goTo(String(state?.step ?? 'code')));
  session.subscribe(draw);
  draw();
  return draw;
}

/** What makes two pages different places for a reader: the step, not what is wrong on it or busy. */
function keyOf({ page }: State): string {
  if (page.at === 'question') return `q${page.index}`;
  return page.at === 'stop' ? page.why : page.at;
}

function pageOf(session: Session) {
  const { state } = session;
  const { page } = state;
  switch (page.at) {
    case 'code':
      return <CodePage {...{ session, state, page }} />;
    case 'question':
      return <QuestionPage key={page.index} {...{ session, state, page }} />;
    case 'review':
      return <ReviewPage {...{ session, state, page }} />;
    case 'sending':
      return <SendingPage {...{ session, state, page }} />;
    case 'unsent':
      return <UnsentPage {...{ session, state, page }} />;
    case 'unsure':
      return <UnsurePage {...{ session, state, page }} />;
    case 'received':
      return <ReceivedPage {...{ session, state, page }} />;
    case 'stop':
      return <StopPage {...{ session, state, page }} />;
  }
}

function titleOf({ page, questions, ballot }: State): string {
  switch (page.at) {
    case 'code':
      return ballot?.state === 'closed' ? text.code.lookUpTitle : text.code.title;
    case 'question':
      return text.question.caption(page.index + 1, questions.length);
    case 'stop':
      return text.stops[page.why].title;
    default:
      return text[page.at].title;
  }
}

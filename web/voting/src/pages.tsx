/** The voting app's pages, each from the session's state. */
import { Component } from 'preact';
import { grouped } from './api.ts';
import { isSingle, mayBeBlank } from './choices.ts';
import { ErrorSummary, Field, Form, Go, Title } from './parts.tsx';
import type { Page, Session, State, Stop } from './session.ts';
import { base, exactly, text, when } from './text.ts';

interface PageProps<At extends Page['at']> {
  session: Session;
  state: State;
  page: Page & { at: At };
}

export function CodePage({ session, state, page }: PageProps<'code'>) {
  const { ballot, code, prefilled } = state;
  const over = ballot?.state === 'closed';
  const t = text.code;
  const fault = page.fault && t.faults[page.fault];
  return (
    <>
      <ErrorSummary message={fault} field="code" />
      <Form onSubmit={() => void session.enter()}>
        <Title>{over ? t.lookUpTitle : t.title}</Title>
        <Field
          id="code"
          label={t.label}
          hint={prefilled && !fault && !over ? t.prefilled : t.hint}
          value={code}
          fault={fault}
          onText={(typed) => session.typeCode(typed)}
        />
        <p class="soft">{t.secret}</p>
        <div class="actions">
          <Go busy={page.busy ?? false}>{page.busy ? t.busy : over ? t.lookUp : t.go}</Go>
        </div>
      </Form>
      {ballot && <p>{over ? text.closed(when(ballot.closesAt)) : text.closes(when(ballot.closesAt))}</p>}
    </>
  );
}

export function QuestionPage({ session, state, page }: PageProps<'question'>) {
  const { questions, choices, cleared } = state;
  const question = session.worded(page.index, text.language);
  const choice = choices[page.index] ?? [];
  const chosen = choice === 'blank' ? [] : choice;
  const blank = mayBeBlank(question);
  const single = isSingle(question);
  const t = text.question;
  const fault = page.fault && t.fault(page.fault, question, chosen.length, blank);
  const over = chosen.length > question.max;
  const row = (id: string, label: string, checked: boolean, onPick: () => void, lang?: string) => (
    <label class="row" for={id} lang={lang}>
      <input
        type={single ? 'radio' : 'checkbox'}
        name={`question-${page.index}`}
        id={id}
        checked={checked}
        onChange={onPick}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <>
      <BackButton />
      <ErrorSummary message={fault} field="answer-0" />
      <Form onSubmit={() => session.next()}>
        <div class={fault ? 'field wrong' : 'field'}>
          <fieldset class="question" aria-describedby={fault ? 'rule answer-error' : 'rule'}>
            <legend>
              <span class="caption">{t.caption(page.index + 1, questions.length)}</span>
              <Title lang={question.lang}>{question.question}</Title>
            </legend>
            <p class="rule" id="rule">
              {t.choose(question)}
            </p>
            {fault && (
              <p class="error" id="answer-error">
                <span class="hidden">{text.errorTitle('')}</span>
                {fault}
              </p>
            )}
            {question.answers.map((answer, i) =>
              row(`answer-${i}`, answer, chosen.includes(i), () => session.choose(i), question.lang),
            )}
            {blank && (
              <>
                <p class="or">{t.or}</p>
                {row('answer-blank', t.blank, choice === 'blank', () => session.chooseBlank())}
              </>
            )}
            <p class="note" role="status">
              {over && !fault ? t.over(chosen.length, question.max) : cleared ? t.cleared : ''}
            </p>
          </fieldset>
        </div>
        <div class="actions">
          <Go>{t.next}</Go>
        </div>
      </Form>
    </>
  );
}

export function ReviewPage({ session, state }: PageProps<'review'>) {
  const t = text.review;
  return (
    <>
      <BackButton />
      <Title>{t.title}</Title>
      <div class="panel warning">
        <p>
          <strong>{t.notYet}</strong> {t.explain}
        </p>
      </div>
      <dl class="answers">
        {state.questions.map((asked, i) => {
          const question = session.worded(i, text.language);
          const choice = state.choices[i] ?? [];
          const isBlank = choice === 'blank';
          return (
            <div key={asked}>
              <dt lang={question.lang}>{question.question}</dt>
              <dd lang={isBlank ? undefined : question.lang}>
                {isBlank ? (
                  <>
                    <span class="tag">{t.blank}</span>
                    <span class="hidden">. {t.blankNote}</span>
                  </>
                ) : (
                  choice.map((answer) => <div key={answer}>{question.answers[answer]}</div>)
                )}
              </dd>
              <dd>
                <button type="button" class="link" onClick={() => session.change(i)}>
                  {t.change}
                  <span class="hidden"> {t.changeWhat(i + 1)}</span>
                </button>
              </dd>
            </div>
          );
        })}
      </dl>
      <Form onSubmit={() => void session.submit()} label={t.submit}>
        <div class="actions">
          <Go>{t.submit}</Go>
        </div>
      </Form>
      {state.ballot && <p class="soft">{text.closes(when(state.ballot.closesAt))}</p>}
    </>
  );
}

export function SendingPage({ page }: PageProps<'sending'>) {
  const t = text.sending;
  return (
    <>
      <Title>{t.title}</Title>
      <div class="bar" />
      <p role="status">{page.wait ? t.busy(page.wait) : t.wait}</p>
    </>
  );
}

export function UnsentPage({ session, page }: PageProps<'unsent'>) {
  const t = text.unsent;
  return (
    <>
      <Title>{t.title}</Title>
      <p>{t.why[page.why]}</p>
      <p>{t.kept}</p>
      <div class="actions">
        <Go onClick={() => void session.submit()}>{t.again}</Go>
        {session.mayChange() && (
          <Go plain onClick={() => session.goTo('review')}>
            {t.review}
          </Go>
        )}
      </div>
    </>
  );
}

export function UnsurePage({ session, page }: PageProps<'unsure'>) {
  const t = text.unsure;
  return (
    <>
      <Title>{t.title}</Title>
      <p>{t.explain}</p>
      <p>{t.kept}</p>
      <div class="actions">
        <Go busy={page.busy ?? false} onClick={() => void session.check()}>
          {page.busy ? t.busy : t.check}
        </Go>
      </div>
      <p class="note" role="status">
        {page.asked ? t.noAnswer : ''}
      </p>
    </>
  );
}

/** The receipt. Nothing on it depends on what was chosen (M6). */
export class ReceivedPage extends Component<PageProps<'received'>, { said?: string }> {
  private async copy() {
    const t = text.received;
    try {
      await navigator.clipboard.writeText(this.props.page.tracker);
      this.setState({ said: t.copied });
    } catch {
      const tracker = document.getElementById('tracker');
      if (tracker) getSelection()?.selectAllChildren(tracker);
      this.setState({ said: t.notCopied });
    }
  }

  private save() {
    const { session, state, page } = this.props;
    const { union = '', name = '' } = state.ballot ?? {};
    const file = text.received.file(
      union,
      name,
      page.tracker,
      exactly(page.when),
      location.origin + checkPath(session),
    );
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([file], { type: 'text/plain;charset=utf-8' }));
    link.download = text.received.fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  override render() {
    const { session, state, page } = this.props;
    const t = text.received;
    return (
      <>
        <div class="panel done">
          <Title>{t.title}</Title>
          <p>{t.thanks}</p>
        </div>
        <dl class="receipt">
          <dt>{t.tracker}</dt>
          <dd>
            <code class="tracker" id="tracker">
              {grouped(page.tracker)}
            </code>
            <span class="soft">{t.trackerExplain}</span>
          </dd>
          <dt>{t.when}</dt>
          <dd>{exactly(page.when)}</dd>
        </dl>
        <div class="actions">
          <Go plain onClick={() => void this.copy()}>
            {t.copy}
          </Go>
          <Go plain onClick={() => this.save()}>
            {t.save}
          </Go>
          <Go plain onClick={() => print()}>
            {t.print}
          </Go>
        </div>
        <p class="note no-print" role="status">
          {this.state.said}
        </p>
        <h2>{t.nextTitle}</h2>
        <ul>
          {t.next(state.ballot ? when(state.ballot.closesAt) : '').map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p>
          <a href={checkPath(session)} target="_blank" rel="noopener noreferrer">
            {t.checkIt} <span class="soft">{text.newTab}</span>
          </a>
        </p>
        <div class="no-print">
          <h2>{t.sharedTitle}</h2>
          <p>{t.shared}</p>
        </div>
      </>
    );
  }
}

const checkPath = ({ uuid }: Session) => `${base()}/b/${uuid}/check`;

const RETRIED: readonly Stop[] = ['trouble'];
const TYPED_AGAIN: readonly Stop[] = ['not-recognised', 'replaced', 'closed-unused'];

export function StopPage({ session, state, page: { why } }: PageProps<'stop'>) {
  const { ballot, questions } = state;
  const { title, body, todo } = text.stops[why];
  const t = text.stop;
  const isOver = why === 'closed' || why === 'closed-unsent';
  return (
    <>
      <Title>{title}</Title>
      {why === 'not-open' && ballot && (
        <>
          <p>
            <strong>{t.opens(when(ballot.opensAt))}</strong>
          </p>
          <p>{text.closes(when(ballot.closesAt))}</p>
        </>
      )}
      {isOver && ballot && (
        <p>
          <strong>{text.closed(when(ballot.closesAt))}</strong>
        </p>
      )}
      {body.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {todo && <p>{todo}</p>}
      {why === 'not-open' && questions.length > 0 && (
        <>
          <h2>{t.questions}</h2>
          {questions
            .map((_, i) => session.worded(i, text.language))
            .map((question) => (
              <div class="panel" key={question.question} lang={question.lang}>
                <p>
                  <strong>{question.question}</strong>
                </p>
                <ul>
                  {question.answers.map((answer) => (
                    <li key={answer}>{answer}</li>
                  ))}
                </ul>
              </div>
            ))}
        </>
      )}
      {(RETRIED.includes(why) || TYPED_AGAIN.includes(why) || why === 'closed') && (
        <div class="actions">
          {RETRIED.includes(why) && <Go onClick={() => void session.retry()}>{t.retry}</Go>}
          {TYPED_AGAIN.includes(why) && <Go onClick={() => session.anotherCode('')}>{t.anotherCode}</Go>}
          {why === 'closed' && <Go onClick={() => session.anotherCode()}>{t.lookUp}</Go>}
        </div>
      )}
      {(isOver || why === 'used') && (
        <p>
          <a href={checkPath(session)}>{t.checkReceipt}</a>
        </p>
      )}
    </>
  );
}

/** Does what the browser's own button does: every step is an entry of its history. */
function BackButton() {
  return (
    <button type="button" class="link back no-print" onClick={() => history.back()}>
      {text.back}
    </button>
  );
}

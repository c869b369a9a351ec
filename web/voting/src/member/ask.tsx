/** The form that asks who somebody is, and what all pages here have in common. */
import { Component, type ComponentChildren } from 'preact';
import type { Failure } from '../api.ts';
import { ErrorSummary, Field, type Fill, Form, focusSummary, Go, Title } from '../parts.tsx';
import { words as partWords } from '../text/parts.ts';
import { words } from './words.ts';

/** Browsers may fill in an email address; a number is typed. */
const WHO: Fill = { autocomplete: 'email', inputMode: 'email', maxLength: 254 };

/** A sentence in the language that the page has when it is shown. */
export type Sentence = () => string;

/** What is wrong with a field. */
export interface Fault {
  readonly field: string;
  readonly message: Sentence;
}

/** What to say when a change did not go through; where no service answered, it may have arrived all the same. */
export function troubleOfChange(failure: Failure): Sentence {
  const unsure = ['network', 'unexpected', 'no-answer', 'internal-fault'].includes(failure.code);
  return () => (unsure ? words.unsure : words.trouble(failure));
}

/** Names the page in the browser as it is drawn now, and says when something is wrong on it. */
export function nameTab(): void {
  const title = document.querySelector('#app h1')?.textContent ?? '';
  document.title = document.querySelector('#app .summary') ? `${partWords.error}: ${title}` : title;
}

/** Brings a reader to the page that has taken the place of another. */
export function focusTitle(): void {
  scrollTo(0, 0);
  document.querySelector('h1')?.focus({ preventScroll: true });
}

/** Says what went wrong on the way. */
export function Trouble({ children }: { children: ComponentChildren }) {
  return (
    <div role="alert">
      {children && (
        <div class="panel warning">
          <p>{children}</p>
        </div>
      )}
    </div>
  );
}

/** A page that says how something ended, or why it cannot go on. */
export function Ending({ title, lines, children }: { title: string; lines: string[]; children?: ComponentChildren }) {
  return (
    <>
      <Title>{title}</Title>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {children}
    </>
  );
}

/** After the address to which the union writes has changed, or will: the voting email may have gone to the old one. */
export function OfferResend({ later }: { later: boolean }) {
  const t = words.resend;
  return (
    <>
      <h2>{t.title}</h2>
      <p>{later ? t.later : t.now}</p>
      <p>
        <a href={`${words.base}/send-again`}>{t.link}</a>
      </p>
    </>
  );
}

/** What to do, and whom to reach, while links in emails change nothing. */
export function ChangesRest({ helpLine }: { helpLine: string | undefined }) {
  const t = words.rests;
  return (
    <Ending title={t.title} lines={[t.why]}>
      <h2>{t.next}</h2>
      <HelpLine>{helpLine}</HelpLine>
      <p>{t.change}</p>
      <p>{t.unknown}</p>
      <p>
        {t.vote} <a href={`${words.base}/send-again`}>{words.resend.link}</a>
      </p>
    </Ending>
  );
}

/** Whom to reach, as the union says it. */
export function HelpLine({ children }: { children: string | undefined }) {
  return (
    <div class="panel">
      <p>
        {words.reach} <strong>{children ?? words.team}</strong>
      </p>
    </div>
  );
}

interface AskProps {
  title: string;
  go: string;
  children: ComponentChildren;
  /** Sends it; what is returned went wrong on the way. */
  send(member: string): Promise<Failure | undefined>;
}

interface AskState {
  member: string;
  busy: boolean;
  empty: boolean;
  trouble?: Sentence | undefined;
}

/** Asks for a membership number or an email address. */
export class AskForm extends Component<AskProps, AskState> {
  override state: AskState = { member: '', busy: false, empty: false };

  override componentDidUpdate(_: AskProps, before: AskState) {
    nameTab();
    if (this.state.empty && !before.empty) focusSummary();
  }

  private async send() {
    if (this.state.busy) return;
    const member = this.state.member.trim();
    if (!member) {
      // Pressed once more, it brings the reader to the summary once more.
      if (this.state.empty) focusSummary();
      return this.setState({ empty: true, trouble: undefined });
    }
    this.setState({ busy: true, empty: false, trouble: undefined });
    const failure = await this.props.send(member);
    if (failure) this.setState({ busy: false, trouble: () => words.trouble(failure) });
  }

  override render() {
    const { title, go, children } = this.props;
    const { member, busy, empty, trouble } = this.state;
    const fault = empty ? words.who.empty : undefined;
    return (
      <>
        <ErrorSummary message={fault} field="who" />
        <Title>{title}</Title>
        {children}
        <Trouble>{trouble?.()}</Trouble>
        <Form onSubmit={() => void this.send()}>
          <Field
            id="who"
            label={words.who.label}
            hint={words.who.hint}
            value={member}
            fault={fault}
            onText={(typed) => this.setState({ member: typed })}
            fill={WHO}
          />
          <div class="actions">
            <Go busy={busy}>{busy ? words.busy : go}</Go>
          </div>
        </Form>
      </>
    );
  }
}

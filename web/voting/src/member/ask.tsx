/** The form that asks who somebody is, and what all pages here have in common. */
import { Component, type ComponentChildren } from 'preact';
import type { Failure } from '../api.ts';
import { ErrorSummary, Field, type Fill, Form, focusSummary, Go, Title } from '../parts.tsx';
import { words as partWords } from '../text/parts.ts';
import { words } from './words.ts';

/** Browsers may fill in an email address; a number is typed. */
const WHO: Fill = { autocomplete: 'email', inputMode: 'email', maxLength: 254 };

/** What is wrong with a field. */
export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** What to say when a change did not go through; where no service answered, it may have arrived all the same. */
export function troubleOfChange(failure: Failure): string {
  const unsure = ['network', 'unexpected', 'no-answer', 'internal-fault'].includes(failure.code);
  return unsure ? words.unsure : words.trouble(failure);
}

/** Names the page in the browser, and says when something is wrong on it. */
export function nameTab(title: string, faulty = false): void {
  document.title = faulty ? `${partWords.error}: ${title}` : title;
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

interface AskProps {
  title: string;
  go: string;
  /** Another field, before the one that asks who it is; it is given what is wrong with it. */
  first?: ((fault: Fault | undefined) => ComponentChildren) | undefined;
  children: ComponentChildren;
  /** What is wrong with that other field. */
  firstFault?(): Fault | undefined;
  /** Sends it; what is returned is wrong, or went wrong on the way. */
  send(member: string): Promise<Fault | Failure | undefined>;
}

interface AskState {
  member: string;
  busy: boolean;
  fault?: Fault | undefined;
  trouble?: string | undefined;
}

/** Asks for a membership number or an email address. */
export class AskForm extends Component<AskProps, AskState> {
  override state: AskState = { member: '', busy: false };

  override componentDidUpdate(_: AskProps, before: AskState) {
    nameTab(this.props.title, this.state.fault !== undefined);
    if (this.state.fault && this.state.fault !== before.fault) focusSummary();
  }

  private async send() {
    if (this.state.busy) return;
    const member = this.state.member.trim();
    const fault = this.props.firstFault?.() ?? (member ? undefined : { field: 'who', message: words.who.empty });
    this.setState({ fault, trouble: undefined, busy: !fault });
    if (fault) return;
    const wrong = await this.props.send(member);
    if (!wrong) return;
    if ('code' in wrong) this.setState({ busy: false, trouble: words.trouble(wrong) });
    else this.setState({ busy: false, fault: wrong });
  }

  override render() {
    const { title, go, first, children } = this.props;
    const { member, busy, fault, trouble } = this.state;
    return (
      <>
        <ErrorSummary message={fault?.message} field={fault?.field ?? 'who'} />
        <Title>{title}</Title>
        {children}
        <Trouble>{trouble}</Trouble>
        <Form onSubmit={() => void this.send()}>
          {first?.(fault)}
          <Field
            id="who"
            label={words.who.label}
            hint={words.who.hint}
            value={member}
            fault={fault?.field === 'who' ? fault.message : undefined}
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

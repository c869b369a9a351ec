/** The page on which members see and change their contact data: first by asking for a link, then with its token. */
import { Component, type ComponentChildren } from 'preact';
import { ErrorSummary, Field, type Fill, Form, focusSummary, Go, Title } from '../parts.tsx';
import { words as partWords } from '../text/parts.ts';
import {
  type ContactChanged,
  type ContactField,
  type ContactWish,
  isToken,
  memberApi,
  type OwnContact,
  wishOf,
} from './api.ts';
import {
  AskForm,
  ChangesRest,
  Ending,
  type Fault,
  focusTitle,
  nameTab,
  OfferResend,
  type Sentence,
  Trouble,
  troubleOfChange,
} from './ask.tsx';
import { when, words } from './words.ts';

const LONGEST = 254;
const FILL: Readonly<Record<string, Fill>> = {
  personalEmail: { autocomplete: 'email', inputMode: 'email', maxLength: LONGEST },
  workEmail: { autocomplete: 'work email', inputMode: 'email', maxLength: LONGEST },
  mobile: { autocomplete: 'tel', inputMode: 'tel', maxLength: LONGEST },
  address1: { autocomplete: 'address-line1', autocapitalize: 'words', maxLength: LONGEST },
  address2: { autocomplete: 'address-line2', autocapitalize: 'words', maxLength: LONGEST },
  town: { autocomplete: 'address-level2', autocapitalize: 'words', maxLength: LONGEST },
  postcode: { autocomplete: 'postal-code', autocapitalize: 'characters', maxLength: LONGEST },
};
/** Fields of the form by the stable names that answers use. */
const BY_NAME: Readonly<Record<string, 'personalEmail' | 'workEmail'>> = {
  'personal-email': 'personalEmail',
  'work-email': 'workEmail',
};

const nothing: Sentence = () => words.details.nothing;

type Step =
  /** Asks for a link; said is why the one before does not do. */
  | { at: 'ask'; invalid: boolean }
  | { at: 'asked'; minutes: number }
  | { at: 'loading' }
  | { at: 'trouble'; message: Sentence }
  | { at: 'form'; seen: OwnContact }
  | { at: 'rests'; helpLine: string | undefined }
  | { at: 'saved'; result: ContactChanged; addresses: string[] };

interface State {
  step: Step;
  typed: ContactWish;
  busy: boolean;
  fault?: Fault | undefined;
  trouble?: Sentence | undefined;
}

interface Props {
  token: string;
  /** The token is used up. */
  onUsed(): void;
}

export class DetailsPage extends Component<Props, State> {
  override state: State = {
    step: this.props.token === '' ? { at: 'ask', invalid: false } : { at: 'loading' },
    typed: {},
    busy: false,
  };

  override componentDidMount() {
    nameTab();
    if (this.props.token) void this.load();
  }

  override componentDidUpdate(_: Props, before: State) {
    const { step, fault } = this.state;
    nameTab();
    if (step !== before.step) {
      if (step.at !== 'loading') focusTitle();
    } else if (fault && fault !== before.fault) focusSummary();
  }

  private async load() {
    const { token } = this.props;
    if (!isToken(token)) return this.setState({ step: { at: 'ask', invalid: true } });
    this.setState({ step: { at: 'loading' } });
    const answer = await memberApi.see(token);
    if (answer.ok) {
      const { locked, helpLine } = answer.value;
      this.setState({ step: locked ? { at: 'rests', helpLine } : { at: 'form', seen: answer.value } });
    } else if (answer.code === 'link-not-valid') this.setState({ step: { at: 'ask', invalid: true } });
    else this.setState({ step: { at: 'trouble', message: () => words.trouble(answer) } });
  }

  private async ask(member: string) {
    const answer = await memberApi.askForLink(member);
    if (!answer.ok) return answer;
    this.setState({ step: { at: 'asked', minutes: answer.value.linkMinutes } });
    return undefined;
  }

  private async save(seen: OwnContact) {
    if (this.state.busy) return;
    const wish = wishOf(seen, this.state.typed);
    if (Object.keys(wish).length === 0) return this.setState({ fault: undefined, trouble: nothing });
    this.setState({ busy: true, fault: undefined, trouble: undefined });
    const answer = await memberApi.change(this.props.token, wish);
    if (answer.ok) {
      const addresses = answer.value.toConfirm.map((name) => wish[BY_NAME[name] ?? 'personalEmail'] ?? '');
      const used = answer.value.changed.length + answer.value.toConfirm.length > 0;
      if (used) this.props.onUsed();
      return this.setState(
        used
          ? { busy: false, step: { at: 'saved', result: answer.value, addresses } }
          : { busy: false, trouble: nothing },
      );
    }
    if (answer.code === 'link-not-valid') return this.setState({ busy: false, step: { at: 'ask', invalid: true } });
    if (answer.code === 'self-service-rests')
      return this.setState({ busy: false, step: { at: 'rests', helpLine: answer.helpLine } });
    if (answer.field && answer.field in words.details.fields) {
      const message = () => words.details.faults[answer.code] ?? words.details.fault;
      return this.setState({ busy: false, fault: { field: answer.field, message } });
    }
    return this.setState({ busy: false, trouble: troubleOfChange(answer) });
  }

  override render() {
    const t = words.details;
    const { step } = this.state;
    switch (step.at) {
      case 'ask':
        return (
          <AskForm title={step.invalid ? t.invalid : t.title} go={t.go} send={(member) => this.ask(member)}>
            {step.invalid && (
              <div class="panel warning">
                <p>{t.invalidWhy}</p>
              </div>
            )}
            <p>{t.explain}</p>
            <p>{t.safe}</p>
          </AskForm>
        );
      case 'asked':
        return (
          <Ending title={t.doneTitle} lines={[t.done(step.minutes), words.neutral.same]}>
            <h2>{t.nextTitle}</h2>
            <ol>
              <li>{t.wait}</li>
              <li>{words.neutral.spam}</li>
              <li>{t.ask}</li>
            </ol>
            <p>{words.neutral.once}</p>
          </Ending>
        );
      case 'loading':
        return (
          <>
            <Title>{t.title}</Title>
            <p role="status">{t.loading}</p>
          </>
        );
      case 'trouble':
        return (
          <Ending title={t.troubleTitle} lines={[step.message()]}>
            <div class="actions">
              <Go onClick={() => void this.load()}>{words.retry}</Go>
            </div>
          </Ending>
        );
      case 'rests':
        return <ChangesRest helpLine={step.helpLine} />;
      case 'saved':
        return <Saved result={step.result} addresses={step.addresses} />;
      case 'form':
        return this.form(step.seen);
    }
  }

  private form(seen: OwnContact) {
    const t = words.details;
    const { busy, fault, trouble } = this.state;
    const waiting = seen.waiting.map(({ address, until }) => t.waiting(address, when(until)));
    return (
      <>
        <ErrorSummary message={fault?.message()} field={fault ? idOf(fault.field) : ''} />
        <Title>{t.title}</Title>
        <p>
          <strong>{t.person(seen.name, seen.membershipNumber)}</strong>
        </p>
        <p class="soft">{t.private}</p>
        <Form onSubmit={() => void this.save(seen)}>
          <h2>{t.emailTitle}</h2>
          <p>{t.emailExplain}</p>
          {waiting.length > 0 && (
            <div class="panel">
              {waiting.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </div>
          )}
          {this.text(seen, 'personalEmail')}
          {this.text(seen, 'workEmail')}
          {this.choice(seen, 'preferredEmailType', t.preferred)}
          {this.choice(seen, 'language', t.languages)}
          <h2>{t.postTitle}</h2>
          {(['address1', 'address2', 'town', 'postcode', 'mobile'] as const).map((field) => this.text(seen, field))}
          <Trouble>{trouble?.()}</Trouble>
          <div class="actions">
            <Go busy={busy}>{busy ? words.busy : t.save}</Go>
          </div>
        </Form>
      </>
    );
  }

  private shownIn(seen: OwnContact, field: ContactField): string {
    return this.state.typed[field] ?? seen[field] ?? '';
  }

  private type(field: ContactField, value: string) {
    this.setState(({ typed }) => ({ typed: { ...typed, [field]: value } }));
  }

  private faultOf(field: ContactField): string | undefined {
    const { fault } = this.state;
    return fault?.field === field ? fault.message() : undefined;
  }

  private text(seen: OwnContact, field: ContactField) {
    return (
      <Field
        key={field}
        id={idOf(field)}
        label={words.details.fields[field]}
        value={this.shownIn(seen, field)}
        fault={this.faultOf(field)}
        onText={(value) => this.type(field, value)}
        fill={FILL[field] as Fill}
      />
    );
  }

  private choice(seen: OwnContact, field: ContactField, options: Readonly<Record<string, string>>) {
    const fault = this.faultOf(field);
    const chosen = this.shownIn(seen, field);
    return (
      <Choice legend={words.details.fields[field]} fault={fault} id={field}>
        {Object.entries(options).map(([value, label], i) => {
          const id = i === 0 ? idOf(field) : `${idOf(field)}-${value}`;
          return (
            <label class="row" for={id} key={value}>
              <input
                type="radio"
                id={id}
                name={field}
                checked={chosen === value}
                onChange={() => this.type(field, value)}
              />
              <span>{label}</span>
            </label>
          );
        })}
      </Choice>
    );
  }
}

interface ChoiceProps {
  id: string;
  legend: string;
  fault: string | undefined;
  children: ComponentChildren;
}

function Choice({ id, legend, fault, children }: ChoiceProps) {
  return (
    <div class={fault ? 'field wrong' : 'field'}>
      <fieldset aria-describedby={fault ? `${id}-fault` : undefined}>
        <legend class="rule">{legend}</legend>
        {fault && (
          <p class="error" id={`${id}-fault`}>
            <span class="hidden">{partWords.error}: </span>
            {fault}
          </p>
        )}
        {children}
      </fieldset>
    </div>
  );
}

function Saved({ result: { changed, toConfirm }, addresses }: { result: ContactChanged; addresses: string[] }) {
  const t = words.details;
  const email = [...changed, ...toConfirm].some((name) => name.endsWith('-email'));
  return (
    <Ending title={addresses.length > 0 ? t.confirmTitle : t.savedTitle} lines={addresses.map(t.toConfirm)}>
      {changed.length > 0 && (
        <div class="panel done">
          <p>{t.saved}</p>
          <ul>
            {changed.map((name) => (
              <li key={name}>{t.names[name] ?? name}</li>
            ))}
          </ul>
          <p>{t.told}</p>
        </div>
      )}
      {email && <OfferResend later={addresses.length > 0} />}
      <p>
        {t.again} <a href={`${words.base}/details`}>{t.title}</a>
      </p>
    </Ending>
  );
}

function idOf(field: string): string {
  return `contact-${field}`;
}

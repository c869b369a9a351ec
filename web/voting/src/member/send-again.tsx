/** The page on which a member has the voting email sent once more. It answers the same to everybody. */
import { Component } from 'preact';
import { type Ballot, isBallotId, readLink } from '../api.ts';
import { nameBallot } from '../heading.ts';
import { Field, type Fill, Go } from '../parts.tsx';
import { memberApi } from './api.ts';
import { AskForm, Ending, type Fault, focusTitle, nameTab } from './ask.tsx';
import { words } from './words.ts';

const ADDRESS: Fill = { autocomplete: 'off', maxLength: 300 };

interface State {
  /** The ballot of the page's address; nothing when there is none, or none of ours. */
  ballot: string | undefined;
  named?: Ballot | undefined;
  typed: string;
  done: boolean;
}

export class SendAgainPage extends Component<{ ballot: string }, State> {
  override state: State = {
    ballot: isBallotId(this.props.ballot) ? this.props.ballot : undefined,
    typed: '',
    done: false,
  };

  override async componentDidMount() {
    nameTab(words['send-again'].title);
    const { ballot } = this.state;
    if (!ballot) return;
    const named = await nameBallot(ballot);
    this.setState(named === null ? { ballot: undefined } : { named });
    if (isOver(named)) nameTab(words['send-again'].overTitle);
  }

  override componentDidUpdate(_: object, before: State) {
    if (this.state.done === before.done) return;
    const t = words['send-again'];
    nameTab(this.state.done ? t.doneTitle : t.title);
    focusTitle();
  }

  /** The ballot that is meant, if any. */
  private meant(): string | undefined {
    return this.state.ballot ?? readLink(this.state.typed)?.uuid;
  }

  private fault(): Fault | undefined {
    const t = words['send-again'];
    if (this.meant()) return undefined;
    return { field: 'ballot-address', message: this.state.typed.trim() ? t.ballotForm : t.ballotEmpty };
  }

  private async send(member: string) {
    const answer = await memberApi.sendAgain(this.meant() ?? '', member);
    if (answer.ok) this.setState({ done: true });
    else if (answer.code !== 'ballot-not-found') return answer;
    else {
      this.setState({ ballot: undefined });
      return { field: 'ballot-address', message: words['send-again'].ballotUnknown };
    }
    return undefined;
  }

  override render() {
    const t = words['send-again'];
    const { ballot, named, typed, done } = this.state;
    if (isOver(named)) return <Ending title={t.overTitle} lines={[t.over]} />;
    if (done)
      return (
        <Ending title={t.doneTitle} lines={[t.done, words.neutral.same]}>
          <h2>{t.nextTitle}</h2>
          <ol>
            <li>{t.wait}</li>
            <li>{words.neutral.spam}</li>
            <li>
              <a href={`${words.base}/details`}>{t.details}</a>
            </li>
            <li>{t.ask}</li>
          </ol>
          <p>{words.neutral.once}</p>
          <div class="actions">
            <Go plain onClick={() => this.setState({ done: false })}>
              {t.another}
            </Go>
          </div>
        </Ending>
      );
    const ballotField = (fault: Fault | undefined) => (
      <Field
        id="ballot-address"
        label={t.ballot}
        hint={t.ballotHint(location.origin)}
        value={typed}
        fault={fault?.field === 'ballot-address' ? fault.message : undefined}
        onText={(text) => this.setState({ typed: text })}
        fill={ADDRESS}
      />
    );
    return (
      <>
        <AskForm
          title={t.title}
          go={t.go}
          first={ballot ? undefined : ballotField}
          firstFault={() => this.fault()}
          send={(member) => this.send(member)}
        >
          <p>{t.explain}</p>
          <p>{t.only}</p>
        </AskForm>
        <p class="soft">{t.limits}</p>
      </>
    );
  }
}

/** Whether there is nothing to vote in any more. */
function isOver(ballot: Ballot | null | undefined): boolean {
  return ballot?.state === 'closed' || ballot?.state === 'cancelled';
}

/** The page on which a member has the voting email sent once more. It answers the same to everybody. */
import { Component } from 'preact';
import { type Ballot, isBallotId } from '../api.ts';
import { nameBallot } from '../heading.ts';
import { Go } from '../parts.tsx';
import { memberApi } from './api.ts';
import { AskForm, Ending, focusTitle, nameTab } from './ask.tsx';
import { words } from './words.ts';

interface State {
  /** The ballot of the page's address; nothing when there is none, or none of ours: then it is about every open one. */
  ballot: string | undefined;
  named?: Ballot | undefined;
  done: boolean;
}

export class SendAgainPage extends Component<{ ballot: string }, State> {
  override state: State = { ballot: isBallotId(this.props.ballot) ? this.props.ballot : undefined, done: false };

  override async componentDidMount() {
    nameTab();
    const { ballot } = this.state;
    if (!ballot) return;
    const named = await nameBallot(ballot);
    this.setState(named === null ? { ballot: undefined } : { named });
  }

  override componentDidUpdate(_: object, before: State) {
    nameTab();
    if (this.state.done !== before.done) focusTitle();
  }

  private async send(member: string) {
    const { ballot } = this.state;
    const one = await memberApi.sendAgain(ballot, member);
    const unknown = ballot !== undefined && !one.ok && one.code === 'ballot-not-found';
    const answer = unknown ? await memberApi.sendAgain(undefined, member) : one;
    if (!answer.ok) return answer;
    this.setState(unknown ? { ballot: undefined, done: true } : { done: true });
    return undefined;
  }

  override render() {
    const t = words['send-again'];
    const { ballot, named, done } = this.state;
    if (isOver(named)) return <Ending title={t.overTitle} lines={[t.over]} />;
    if (done)
      return (
        <Ending title={t.doneTitle} lines={[ballot ? t.done : t.doneAll, words.neutral.same]}>
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
    return (
      <>
        <AskForm title={t.title} go={t.go} send={(member) => this.send(member)}>
          <p>{t.explain}</p>
          {!ballot && <p>{t.all}</p>}
          <p>{t.only}</p>
        </AskForm>
        <p class="soft">{t.limits}</p>
      </>
    );
  }
}

/** Whether there is nothing to vote in any more. */
function isOver(ballot: Ballot | undefined): boolean {
  return ballot?.state === 'closed' || ballot?.state === 'cancelled';
}

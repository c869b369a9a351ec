/**
 * The pages where a member answers a mail: is a new address yours, was a change yours? Nothing happens before a button
 * is pressed, and the buttons belong to no form: programs that open links or submit forms answer nothing.
 */
import { Component } from 'preact';
import { Go, Title } from '../parts.tsx';
import { isToken, memberApi } from './api.ts';
import {
  ChangesRest,
  Ending,
  focusTitle,
  HelpLine,
  nameTab,
  OfferResend,
  type Sentence,
  Trouble,
  troubleOfChange,
} from './ask.tsx';
import { words } from './words.ts';

export type Question = 'confirm-email' | 'undo-email';

type Step = 'lost' | 'question' | 'invalid' | 'rests' | 'changed' | 'yes' | 'no';

interface Props {
  question: Question;
  token: string;
  /** The token is used up. */
  onUsed(): void;
}

interface State {
  step: Step;
  busy?: 'yes' | 'no' | undefined;
  trouble?: Sentence | undefined;
  /** Whom to reach, where a refusal said so. */
  helpLine?: string | undefined;
}

export class AnswerPage extends Component<Props, State> {
  override state: State = { step: firstStep(this.props.token) };

  override componentDidMount() {
    nameTab();
  }

  override componentDidUpdate(_: Props, before: State) {
    nameTab();
    if (this.state.step !== before.step) focusTitle();
  }

  private async answer(choice: 'yes' | 'no') {
    if (this.state.busy) return;
    const { question, token, onUsed } = this.props;
    this.setState({ busy: choice, trouble: undefined });
    const yes = choice === 'yes';
    const answer = await (question === 'confirm-email' ? memberApi.confirm(token, yes) : memberApi.undo(token, yes));
    if (answer.ok) {
      onUsed();
      return this.setState({ busy: undefined, step: choice });
    }
    const step = STEPS[answer.code];
    if (step) return this.setState({ busy: undefined, step, helpLine: answer.helpLine });
    return this.setState({ busy: undefined, trouble: troubleOfChange(answer) });
  }

  override render() {
    const { question } = this.props;
    const { step, busy, trouble, helpLine } = this.state;
    const title = titleOf(question, step);
    const details = (
      <p>
        <a href={`${words.base}/details`}>{words.answer.toDetails}</a>
      </p>
    );
    switch (step) {
      case 'lost':
        return (
          <Ending title={title} lines={[words.answer.lost]}>
            {details}
          </Ending>
        );
      case 'invalid':
        return (
          <Ending title={title} lines={[words.answer.invalid, words[question].invalid]}>
            {details}
          </Ending>
        );
      case 'rests':
        return <ChangesRest helpLine={helpLine} />;
      case 'changed':
        return (
          <Ending title={title} lines={[words['undo-email'].changed]}>
            <HelpLine>{helpLine}</HelpLine>
          </Ending>
        );
      case 'yes':
        return (
          <>
            <div class="panel done">
              <Title>{title}</Title>
              <p>{words[question].yesDone}</p>
            </div>
            <OfferResend later={false} />
          </>
        );
      case 'no':
        return (
          <Ending title={title} lines={[words[question].noDone]}>
            {details}
          </Ending>
        );
      case 'question':
        return (
          <>
            <Title>{title}</Title>
            <p>{words[question].explain}</p>
            {question === 'undo-email' && <p>{words['undo-email'].what}</p>}
            <Trouble>{trouble?.()}</Trouble>
            <div class="actions">
              <Go busy={busy === 'yes'} onClick={() => void this.answer('yes')}>
                {busy === 'yes' ? words.busy : words[question].yes}
              </Go>
              <Go plain busy={busy === 'no'} onClick={() => void this.answer('no')}>
                {busy === 'no' ? words.busy : words[question].no}
              </Go>
            </div>
            <p class="soft">{words[question].noExplain}</p>
          </>
        );
    }
  }
}

/** Refusals after which there is nothing to press any more. */
const STEPS: Readonly<Record<string, Step>> = {
  'link-not-valid': 'invalid',
  'self-service-rests': 'rests',
  'changed-since': 'changed',
};

function firstStep(token: string): Step {
  if (token === '') return 'lost';
  return isToken(token) ? 'question' : 'invalid';
}

function titleOf(question: Question, step: Step): string {
  switch (step) {
    case 'lost':
      return words.answer.lostTitle;
    case 'invalid':
      return words.answer.invalidTitle;
    case 'rests':
      return words.rests.title;
    case 'changed':
      return words['undo-email'].changedTitle;
    case 'yes':
      return words[question].yesTitle;
    case 'no':
      return words[question].noTitle;
    case 'question':
      return words[question].title;
  }
}

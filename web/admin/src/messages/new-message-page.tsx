/** A message from its kind to its sending: looked at, tried out, counted, timed, confirmed. */
import {
  Button,
  Card,
  CardBody,
  CardTitle,
  Content,
  Form,
  FormGroup,
  Radio,
  TextArea,
  TextInput,
} from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useOnce } from '../api/once.ts';
import { TimeField } from '../ballots/fields.tsx';
import { ballot as ballotQuery } from '../ballots/queries.ts';
import { BackLink } from '../shell/back-link.tsx';
import { Consequence } from '../shell/consequence.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { when } from '../text/dates.ts';
import { instantOf, type LocalTime } from '../text/london.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { FieldFault } from '../trustee/fields.tsx';
import { Previews } from './previews.tsx';
import * as requests from './requests.ts';
import { KINDS, type Kind, likely, obstacle, type Run, tooEarly, waits } from './runs.ts';
import { useMessagesTexts } from './texts.ts';

export function NewMessagePage() {
  const texts = useMessagesTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid/messages/new' });
  const ballot = useQuery(ballotQuery(uuid));
  const early = tooEarly(ballot.data?.state ?? '');
  const runs = useQuery({ ...requests.runs(uuid), enabled: ballot.data !== undefined && !early });
  const error = ballot.error ?? runs.error;
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid/messages" params={{ uuid }}>
        {texts.back}
      </BackLink>
      <PageTitle>{texts.newMessage}</PageTitle>
      {error ? (
        <ProblemAlert problem={error} retry={() => void Promise.all([ballot.refetch(), runs.refetch()])} />
      ) : early ? (
        <Notice variant="info" title={texts.tooEarly}>
          {texts.tooEarlyWhat}
        </Notice>
      ) : !ballot.data || !runs.data ? (
        <Loading />
      ) : (
        <Composer uuid={uuid} state={ballot.data.state ?? ''} runs={runs.data} />
      )}
    </div>
  );
}

interface ComposerProps {
  readonly uuid: string;
  readonly state: string;
  readonly runs: readonly Run[];
}

function Composer({ uuid, state, runs }: ComposerProps) {
  const texts = useMessagesTexts();
  // What was sent a moment ago must not change the choice under the officer's hand.
  const [kind, setKind] = useState<Kind>(() => likely(state, runs));
  const [words, setWords] = useState(NO_WORDS);
  const against = obstacle(kind, state, runs);
  const written = LANGUAGES.map((language) => ({ language, ...words[language] })).filter(
    ({ subject, body }) => subject.trim() !== '' && body.trim() !== '',
  );
  const half = LANGUAGES.some(
    (language) => (words[language].subject.trim() === '') !== (words[language].body.trim() === ''),
  );
  const draft = { kind, texts: kind === 'campaign' ? written : [] };
  const ready = kind !== 'campaign' || (written.length > 0 && !half);
  return (
    <>
      <Card>
        <CardTitle component="h2">{texts.compose.kind}</CardTitle>
        <CardBody>
          <div role="radiogroup" aria-label={texts.compose.kind} className="tellers-told">
            {KINDS.map((one) => (
              <Radio
                key={one}
                id={`kind-${one}`}
                name="kind"
                label={texts.kinds[one].name}
                description={texts.kinds[one].what}
                isChecked={kind === one}
                onChange={() => setKind(one)}
              />
            ))}
          </div>
        </CardBody>
      </Card>
      {against ? (
        <Notice variant="warning" title={texts.compose.notNow}>
          {texts.obstacles[against]}
        </Notice>
      ) : (
        <>
          {kind === 'campaign' && <Words words={words} change={setWords} half={half} />}
          {ready ? (
            <>
              <Previews key={kind} uuid={uuid} draft={draft} />
              <Sending key={`send-${kind}`} uuid={uuid} state={state} draft={draft} />
            </>
          ) : (
            <Notice variant="info" title={texts.compose.writeFirst} />
          )}
        </>
      )}
    </>
  );
}

const LANGUAGES = ['en', 'cy'] as const;

type Words = Readonly<Record<(typeof LANGUAGES)[number], { readonly subject: string; readonly body: string }>>;

const NO_WORDS: Words = { en: { subject: '', body: '' }, cy: { subject: '', body: '' } };

/** The campaign's own words, in one language or both. */
function Words({ words, change, half }: { words: Words; change(words: Words): void; half: boolean }) {
  const texts = useMessagesTexts().compose;
  const set = (language: (typeof LANGUAGES)[number], part: { subject?: string; body?: string }) =>
    change({ ...words, [language]: { ...words[language], ...part } });
  return (
    <Card>
      <CardTitle component="h2">{texts.words}</CardTitle>
      <CardBody className="tellers-told">
        <Content component="p">{texts.wordsWhat}</Content>
        <div className="tellers-two">
          {LANGUAGES.map((language) => (
            <div key={language} className="tellers-told">
              <FormGroup label={texts.subject[language]} fieldId={`subject-${language}`}>
                <TextInput
                  id={`subject-${language}`}
                  lang={language}
                  value={words[language].subject}
                  maxLength={140}
                  onChange={(_, subject) => set(language, { subject })}
                />
              </FormGroup>
              <FormGroup label={texts.body[language]} fieldId={`body-${language}`}>
                <TextArea
                  id={`body-${language}`}
                  lang={language}
                  value={words[language].body}
                  maxLength={10_000}
                  rows={8}
                  resizeOrientation="vertical"
                  onChange={(_, body) => set(language, { body })}
                />
              </FormGroup>
            </div>
          ))}
        </div>
        {half && <FieldFault id="words-fault">{texts.half}</FieldFault>}
      </CardBody>
    </Card>
  );
}

interface SendingProps {
  readonly uuid: string;
  readonly state: string;
  readonly draft: requests.Draft;
}

/** To how many, when, and the button. */
function Sending({ uuid, state, draft }: SendingProps) {
  const texts = useMessagesTexts();
  const { calendar } = useTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const once = useOnce();
  const { kind } = draft;
  const { data: audience, error, refetch } = useQuery(requests.audience(uuid, kind));
  const [timed, setTimed] = useState(false);
  const [time, setTime] = useState<LocalTime>({ date: '', time: '' });
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState<{ readonly notBefore: string | undefined }>();
  const chosen = instantOf(time);
  const notBefore = timed && 'instant' in chosen ? chosen.instant : undefined;
  const past = notBefore !== undefined && Date.parse(notBefore) <= Date.now();
  const noTime = timed && (notBefore === undefined || past);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (noTime) return document.getElementById('not-before')?.focus();
    setAsked({ notBefore });
  }

  async function send(at: string | undefined) {
    await once({ draft, at }, (key) => requests.send(uuid, draft, at, key));
    await queries.invalidateQueries(requests.runs(uuid));
    announce(texts.compose.asked);
    await navigate({ to: '/ballots/$uuid/messages', params: { uuid } });
  }

  if (error) return <ProblemAlert problem={error} retry={() => void refetch()} />;
  if (!audience) return <Loading />;
  const mails = texts.kinds[kind].count(audience.recipients, number(audience.recipients));
  const waiting = waits(kind, state);
  return (
    <Card>
      <CardTitle component="h2">{texts.compose.send}</CardTitle>
      <CardBody className="tellers-told">
        <p>
          {kind === 'confirmation' || waiting === 'outcome' || waiting === 'close'
            ? texts.compose.audienceSoFar(mails)
            : texts.compose.audience(mails)}{' '}
          {audience.withoutAddress > 0 && texts.compose.withoutAddress(number(audience.withoutAddress))}
        </p>
        {asked ? (
          <Consequence
            title={texts.compose.confirmTitle(mails)}
            action={
              asked.notBefore
                ? texts.compose.scheduleAction(mails, when(calendar, asked.notBefore))
                : texts.compose.sendAction(mails)
            }
            act={() => send(asked.notBefore)}
            cancel={() => setAsked(undefined)}
          >
            <p>
              {texts.compose.waits[waiting]}{' '}
              {asked.notBefore && texts.compose.notBefore(when(calendar, asked.notBefore))}
            </p>
            <p>{kind === 'invitation' ? texts.compose.noReturnInvitations : texts.compose.noReturn}</p>
          </Consequence>
        ) : (
          <Form onSubmit={submit} noValidate>
            <FormGroup role="radiogroup" label={texts.compose.when} fieldId="when">
              <Radio
                id="when-now"
                name="when"
                label={texts.compose.waits[waiting]}
                isChecked={!timed}
                onChange={() => setTimed(false)}
              />
              <Radio
                id="when-later"
                name="when"
                label={texts.compose.atTime}
                isChecked={timed}
                onChange={() => setTimed(true)}
              />
            </FormGroup>
            {timed && (
              <TimeField
                id="not-before"
                label={texts.compose.time}
                hint={texts.compose.londonTime}
                fault={tried && noTime ? (past ? texts.compose.past : texts.compose.noTime) : undefined}
                value={time}
                onChange={setTime}
              />
            )}
            <div className="tellers-row">
              <Button type="submit" variant="primary">
                {texts.compose.check(mails)}
              </Button>
            </div>
          </Form>
        )}
      </CardBody>
    </Card>
  );
}

/** Trigger dates of all ballots that wait for headquarters, and what was erased because its time had come. */
import {
  ActionGroup,
  Button,
  Card,
  CardBody,
  EmptyState,
  EmptyStateBody,
  Form,
  FormGroup,
  List,
  ListItem,
  TextArea,
  Title,
} from '@patternfly/react-core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { has, session } from '../session/session.ts';
import { AskFirst } from '../shell/consequence.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { day, moment } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { FieldFault, FieldHint } from '../trustee/fields.tsx';
import * as requests from './requests.ts';
import { useFollowUpTexts } from './texts.ts';

const STATES: readonly requests.State[] = ['open', 'waiting', 'done', 'lapsed'];

export function FollowUpsPage() {
  const { ways } = useTexts();
  const { data: person } = useQuery(session);
  return (
    <div className="tellers-stack">
      <PageTitle>{ways.followUps}</PageTitle>
      {person && has(person, 'officer', 'approver') && <Dates />}
      {person && has(person, 'officer', 'auditor') && <Erased />}
    </div>
  );
}

function Dates() {
  const texts = useFollowUpTexts();
  const [state, setState] = useState<requests.State>('open');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    requests.followUps(state),
  );
  const dates = data?.pages.flatMap(({ items }) => items ?? []);
  return (
    <>
      <p>{texts.what}</p>
      <fieldset className="tellers-orders">
        <legend className="tellers-hidden">{texts.shown}</legend>
        {STATES.map((one) => (
          <Button
            key={one}
            variant={one === state ? 'primary' : 'secondary'}
            size="sm"
            aria-pressed={one === state}
            onClick={() => setState(one)}
          >
            {texts.states[one]}
          </Button>
        ))}
      </fieldset>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !dates ? (
        <Loading />
      ) : dates.length === 0 ? (
        <EmptyState titleText={texts.none[state]} headingLevel="h2">
          <EmptyStateBody>{texts.noneWhat[state]}</EmptyStateBody>
        </EmptyState>
      ) : (
        dates.map((one) => <TriggerDate key={`${one.ballot} ${one.number}`} followUp={one} />)
      )}
      {hasNextPage && (
        <Button variant="secondary" onClick={() => void fetchNextPage()} isLoading={isFetchingNextPage}>
          {texts.more}
        </Button>
      )}
    </>
  );
}

function TriggerDate({ followUp }: { followUp: requests.FollowUp }) {
  const { calendar, states } = useTexts();
  const texts = useFollowUpTexts();
  const { ballot = '', ballotName, ballotState, question, text, state, on, doneAt, doneBy, note, nextSteps } = followUp;
  return (
    <Card>
      <CardBody>
        <div className="tellers-told">
          <Title headingLevel="h2" size="lg">
            {text}
          </Title>
          <p>
            <strong>{on && texts.on(day(calendar, on))}</strong>
            {question !== undefined && question !== null && ` · ${texts.question(question)}`}
          </p>
          <p>
            <Link to="/ballots/$uuid" params={{ uuid: ballot }}>
              {ballotName || texts.toBallot}
            </Link>{' '}
            ({states[ballotState ?? ''] ?? ballotState})
          </p>
          {nextSteps && nextSteps.length > 0 && (
            <>
              <p>{texts.nextSteps}:</p>
              <List lang="en">
                {nextSteps.map((step) => (
                  <ListItem key={step}>{step}</ListItem>
                ))}
              </List>
            </>
          )}
          {doneAt && (
            <p>✓ {doneBy ? texts.doneBy(doneBy, moment(calendar, doneAt)) : texts.doneAt(moment(calendar, doneAt))}</p>
          )}
          {note && <p>{note}</p>}
          {state === 'open' && <Finish followUp={followUp} />}
        </div>
      </CardBody>
    </Card>
  );
}

function Finish({ followUp }: { followUp: requests.FollowUp }) {
  const texts = useFollowUpTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const finish = useMutation({
    mutationFn: () => requests.finish(followUp, note.trim()),
    onSuccess: () => announce(texts.finished),
    onSettled: () => queries.invalidateQueries({ queryKey: requests.FOLLOW_UPS }),
  });
  const id = `note-${followUp.ballot}-${followUp.number}`;
  const missing = tried && !note.trim();

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (note.trim()) finish.mutate();
    else document.getElementById(id)?.focus();
  }

  return (
    <details>
      <summary>{texts.finish}</summary>
      <Form onSubmit={submit} noValidate className="tellers-inset">
        {finish.error && <ProblemAlert problem={finish.error} />}
        <FormGroup label={texts.note} fieldId={id}>
          <TextArea
            id={id}
            value={note}
            onChange={(_, value) => setNote(value)}
            maxLength={4000}
            validated={missing ? 'error' : 'default'}
            aria-describedby={missing ? `${id}-fault` : `${id}-hint`}
          />
          {missing ? (
            <FieldFault id={`${id}-fault`}>{texts.noteFault}</FieldFault>
          ) : (
            <FieldHint id={`${id}-hint`}>{texts.noteHint}</FieldHint>
          )}
        </FormGroup>
        <ActionGroup>
          <Button type="submit" variant="primary" isLoading={finish.isPending} isAriaDisabled={finish.isPending}>
            {texts.action}
          </Button>
        </ActionGroup>
      </Form>
    </details>
  );
}

function Erased() {
  const { calendar } = useTexts();
  const texts = useFollowUpTexts();
  const { data: person } = useQuery(session);
  const { data, error, refetch } = useQuery(requests.certificates);
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.erased}
      </Title>
      <p>{texts.erasedWhat}</p>
      {person && has(person, 'officer') && <EraseNow />}
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.length === 0 ? (
        <p>{texts.erasedNone}</p>
      ) : (
        <details>
          <summary>
            {texts.erasedTable} ({data.length})
          </summary>
          <DataTable
            caption={texts.erased}
            columns={[texts.rule, texts.ballot, texts.rows, texts.remaining, texts.at, texts.by]}
            rows={data.map(({ id = '', rule = '', erases, ballot, erased, remaining, runBy, at }) => ({
              key: id,
              cells: [
                texts.rules[rule] ?? (
                  <span key="rule" lang="en">
                    {erases}
                  </span>
                ),
                <span key="ballot" className="tellers-code">
                  {ballot}
                </span>,
                erased !== undefined && number(erased),
                remaining !== undefined && number(remaining),
                at && moment(calendar, at),
                runBy === 'schedule' ? texts.schedule : runBy,
              ],
            }))}
          />
        </details>
      )}
    </section>
  );
}

/** What runs every night, now. */
function EraseNow() {
  const texts = useFollowUpTexts().eraseNow;
  const queries = useQueryClient();
  const [made, setMade] = useState<number>();
  return (
    <>
      {made !== undefined && <Notice variant="success" level="h3" title={texts.done(made)} isUrgent />}
      <div>
        <AskFirst
          label={texts.open}
          variant="secondary"
          title={texts.title}
          action={texts.action}
          isDangerous
          act={async () => {
            setMade(undefined);
            try {
              setMade(await requests.eraseNow());
            } finally {
              void queries.invalidateQueries({ queryKey: requests.certificates.queryKey });
            }
          }}
        >
          <p>{texts.what}</p>
        </AskFirst>
      </div>
    </>
  );
}

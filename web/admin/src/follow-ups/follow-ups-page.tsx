/** Trigger dates of all ballots that wait for headquarters. */
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
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useAnnounce } from '../shell/live.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { day, moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { FieldFault, FieldHint } from '../trustee/fields.tsx';
import * as requests from './requests.ts';
import { useFollowUpTexts } from './texts.ts';

const STATES: readonly requests.State[] = ['open', 'waiting', 'done', 'lapsed'];

export function FollowUpsPage() {
  const { ways } = useTexts();
  return (
    <div className="tellers-stack">
      <PageTitle>{ways.followUps}</PageTitle>
      <Dates />
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

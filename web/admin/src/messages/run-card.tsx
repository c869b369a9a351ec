/** One message and how far it is. */
import { Button, Card, CardBody, CardTitle, Label } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Consequence } from '../shell/consequence.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { when } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { change, runs as runsQuery } from './requests.ts';
import { type Action, actions, OUTCOMES, parts, type Run, type RunState, total } from './runs.ts';
import { useMessagesTexts } from './texts.ts';

const COLOURS: Readonly<Record<RunState, 'blue' | 'green' | 'grey' | 'orange' | 'red'>> = {
  scheduled: 'blue',
  waiting: 'blue',
  sending: 'green',
  paused: 'orange',
  'relay-down': 'red',
  done: 'grey',
  stopped: 'red',
  cancelled: 'grey',
  over: 'grey',
};

export function RunCard({ uuid, run }: { uuid: string; run: Run }) {
  const texts = useMessagesTexts();
  const { calendar } = useTexts();
  const name = texts.runName(texts.kinds[run.kind].name, run.issue);
  return (
    <Card isCompact>
      <CardTitle component="h2">
        {name} <Label color={COLOURS[run.state]}>{texts.states[run.state].name}</Label>
      </CardTitle>
      <CardBody className="tellers-told">
        <p>
          {run.askedBy === 'ballot'
            ? texts.byItself(when(calendar, run.askedAt))
            : texts.askedBy(run.askedBy, when(calendar, run.askedAt))}{' '}
          {run.notBefore && run.state === 'scheduled'
            ? texts.leaves(when(calendar, run.notBefore))
            : texts.states[run.state].what}
        </p>
        <Figures run={run} name={name} />
        <Actions uuid={uuid} run={run} name={name} />
      </CardBody>
    </Card>
  );
}

/** The bar for the eye, and the same in figures for everyone. */
function Figures({ run, name }: { run: Run; name: string }) {
  const texts = useMessagesTexts();
  const all = total(run);
  const shown = OUTCOMES.filter((outcome) => run.figures[outcome] > 0 || ['accepted', 'queued'].includes(outcome));
  return (
    <>
      <div
        className="tellers-progress"
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={all - run.figures.queued}
        aria-valuetext={texts.progress(number(all - run.figures.queued), number(all))}
      >
        {parts(run).map(({ outcome, percent }) => (
          <span key={outcome} className={`tellers-part-${outcome}`} style={{ inlineSize: `${percent}%` }} />
        ))}
      </div>
      <dl className="tellers-figures">
        {shown.map((outcome) => (
          <div key={outcome}>
            <dt>
              <span className={`tellers-dot tellers-part-${outcome}`} aria-hidden="true" />
              {texts.outcomes[outcome]}
            </dt>
            <dd>{number(run.figures[outcome])}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Actions({ uuid, run, name }: { uuid: string; run: Run; name: string }) {
  const texts = useMessagesTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [fault, setFault] = useState<Error>();
  const can = actions(run);

  async function act(action: Action) {
    setFault(undefined);
    await change(uuid, run.id, action);
    await queries.invalidateQueries(runsQuery(uuid));
    announce(texts.acted[action](name));
  }

  if (asking)
    return (
      <Consequence
        title={texts.cancelTitle(name)}
        action={texts.cancelAction(number(run.figures.queued + run.figures.withoutAddress + run.figures.unsent))}
        isDangerous
        act={async () => {
          await act('cancel');
          setAsking(false);
        }}
        cancel={() => setAsking(false)}
      >
        <p>{texts.cancelWhat(number(run.figures.accepted))}</p>
      </Consequence>
    );
  return (
    <>
      {fault && <ProblemAlert problem={fault} />}
      {can.length > 0 && (
        <div className="tellers-row">
          {can.map((action) => (
            <Button
              key={action}
              variant="secondary"
              aria-label={texts.actOn(texts.actions[action], name)}
              onClick={() => (action === 'cancel' ? setAsking(true) : void act(action).catch(setFault))}
            >
              {texts.actions[action]}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

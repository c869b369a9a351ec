/** After the close: one trustee checks the ballot box, then adds a part to the count. */

import { Card, CardBody, Content, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { LOOK_AGAIN } from '../api/look-again.ts';
import { Problem } from '../api/problem.ts';
import { type Ballot, ballot as ballotQuery } from '../ballots/queries.ts';
import { session } from '../session/session.ts';
import { BackLink } from '../shell/back-link.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert, ProblemSentence } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { when } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { CheckStep } from './check-step.tsx';
import { DecryptStep } from './decrypt-step.tsx';
import { ownKeyOf, SCRUTINEER } from './one-key.ts';
import * as requests from './requests.ts';
import { Steps } from './steps.tsx';
import { useKeyholder } from './use-keyholder.ts';
import type { Checked, Wanted } from './worker-messages.ts';

/** Refusals that end by themselves: a part of the system does not know yet what another does. */
const SOON = ['sums-not-formed', 'ballot-not-closed'];

export function CountPage() {
  const texts = useTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid/count' });
  const ballot = useQuery({ ...ballotQuery(uuid), refetchInterval: LOOK_AGAIN.watched });
  const closed = ['closed', 'counted', 'declared', 'withheld'].includes(ballot.data?.state ?? '');
  const task = useQuery({ ...requests.task(uuid), enabled: closed, refetchInterval: LOOK_AGAIN.moving });
  const refusal = task.error instanceof Problem && task.error.status === 409 ? task.error : undefined;
  const error = ballot.error ?? (refusal ? null : task.error);
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid" params={{ uuid }}>
        {texts.shell.toBallot}
      </BackLink>
      <PageTitle>{texts.count.title}</PageTitle>
      {ballot.data && <Content component="p">{texts.key.lead(ballot.data.name ?? '')}</Content>}
      {error ? (
        <ProblemAlert problem={error} retry={() => void ballot.refetch()} />
      ) : ballot.data && !closed ? (
        <Notice variant="info" title={texts.count.notClosed}>
          {texts.count.notClosedWhat(when(texts.calendar, ballot.data.closesAt ?? ''))}
        </Notice>
      ) : refusal && SOON.includes(refusal.code) ? (
        <Notice variant="info" title={texts.count.notReady}>
          {texts.count.notReadyWhat}
        </Notice>
      ) : refusal ? (
        <Notice variant="info" title={texts.count.nothing}>
          <ProblemSentence problem={refusal} />
        </Notice>
      ) : task.data ? (
        <Guide uuid={uuid} ballot={ballot.data ?? {}} task={task.data} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

function Guide({ uuid, ballot, task }: { uuid: string; ballot: Ballot; task: requests.Task }) {
  const texts = useTexts().count;
  const keyholder = useKeyholder();
  const [checked, setChecked] = useState<Checked>();
  const [opened, setOpened] = useState(false);
  const [sent, setSent] = useState(false);
  const ceremony = useQuery(requests.ceremony(uuid));
  const { data: person } = useQuery(session);
  const seat = ceremony.data?.mine;
  const own = ceremony.data === null ? ownKeyOf(ballot, person) : undefined;
  // The platform's key comes first, then the one scrutineer's, or the seats in their order.
  const owner = own ? SCRUTINEER : seat !== undefined ? seat + 1 : undefined;
  const wanted: Wanted =
    ceremony.data === null
      ? { kind: 'single', published: own?.publicKey }
      : { kind: 'seat', published: ceremony.data?.certificates?.[(seat ?? 0) - 1] };
  const mine = task.owners.find((one) => one.owner === owner);
  const over = sent || mine?.decrypted === true;
  const lacking = Math.max(
    0,
    task.threshold - task.owners.filter(({ owner, decrypted }) => owner > 1 && decrypted).length,
  );
  return (
    <>
      <Steps
        names={[texts.steps.check, texts.steps.open, texts.steps.decrypt]}
        current={over || lacking === 0 ? 3 : !checked ? 0 : opened ? 2 : 1}
      />
      <Card>
        <CardBody>
          {over ? (
            <div className="tellers-told">
              <Title headingLevel="h2" size="xl">
                {texts.sent.title}
              </Title>
              <p>{lacking === 0 ? texts.sent.enough : texts.sent.more(lacking)}</p>
            </div>
          ) : lacking === 0 ? (
            <div className="tellers-told">
              <Title headingLevel="h2" size="xl">
                {texts.enough}
              </Title>
              <p>{texts.enoughWhat}</p>
            </div>
          ) : checked ? (
            <DecryptStep
              uuid={uuid}
              keyholder={keyholder}
              checked={checked}
              wanted={wanted}
              opened={() => setOpened(true)}
              isOpen={opened}
              sent={() => setSent(true)}
            />
          ) : (
            <CheckStep uuid={uuid} task={task} keyholder={keyholder} passed={setChecked} />
          )}
        </CardBody>
      </Card>
      {checked && <Cells checked={checked} />}
      <Owners task={task} />
    </>
  );
}

function Cells({ checked }: { checked: Checked }) {
  const texts = useTexts().count;
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.list}
      </Title>
      <DataTable
        caption={texts.cells.caption}
        columns={[texts.cells.name, texts.cells.votes, texts.cells.entitled]}
        rows={checked.cells.map(({ id, name, cast, entitled }) => ({
          key: id,
          cells: [name, number(cast), number(entitled)],
        }))}
      />
    </section>
  );
}

function Owners({ task }: { task: requests.Task }) {
  const texts = useTexts();
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.count.who}
      </Title>
      <ul className="tellers-checks">
        {task.owners.map(({ owner, name, decrypted }) => (
          <li key={owner}>
            <span className="tellers-mark" aria-hidden="true">
              {decrypted ? '✓' : '–'}
            </span>
            <span>
              {name}: {decrypted ? texts.count.decrypted : texts.count.missing}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The register as it stands, the files that made it so, and the way in for another one. */

import { Button, Card, CardBody, Content, Title } from '@patternfly/react-core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LOOK_AGAIN } from '../api/look-again.ts';
import { DataTable } from '../shell/data-table.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment, when } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import * as requests from './requests.ts';
import { isBusy, isWaiting, type Run } from './run.ts';
import { RunLabel } from './run-label.tsx';
import { useRegisterTexts } from './texts.ts';
import { UploadForm } from './upload-form.tsx';

export function RegisterPage() {
  const { ways } = useTexts();
  const { register: texts } = useRegisterTexts();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...requests.runs,
    refetchInterval: LOOK_AGAIN.watched,
  });
  const runs = data?.pages.flatMap(({ items }) => items);
  const due = runs?.find(({ state }) => isBusy(state) || isWaiting(state));
  return (
    <div className="tellers-stack">
      <PageTitle>{ways.register}</PageTitle>
      <Content component="p">{texts.lead}</Content>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !runs ? (
        <Loading />
      ) : (
        <>
          {due && <Due run={due} />}
          <Current applied={runs.find(({ state }) => state === 'applied')} />
          <UploadForm />
          <section className="tellers-stack">
            <Title headingLevel="h2" size="xl">
              {texts.earlier}
            </Title>
            <Runs runs={runs} />
            {hasNextPage && (
              <Button variant="secondary" isLoading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {texts.more}
              </Button>
            )}
          </section>
        </>
      )}
    </div>
  );
}

/** What has to be finished before another file makes sense. */
function Due({ run }: { run: Run }) {
  const { register: texts } = useRegisterTexts();
  const waits = isWaiting(run.state);
  return (
    <Notice variant={waits ? 'warning' : 'info'} title={waits ? texts.waiting : texts.running}>
      <p>{waits ? texts.waitingWhat(run.readBy) : texts.runningWhat}</p>
      <p>
        <Link to="/register/$run" params={{ run: run.id }}>
          {texts.look}
        </Link>
      </p>
    </Notice>
  );
}

function Current({ applied }: { applied: Run | undefined }) {
  const { calendar } = useTexts();
  const { register: texts } = useRegisterTexts();
  const { data: anybody } = useQuery(requests.anybody);
  if (anybody === undefined) return null;
  if (!anybody)
    return (
      <Notice variant="info" title={texts.empty}>
        {texts.emptyWhat}
      </Notice>
    );
  return (
    <Card>
      <CardBody>
        {applied?.appliedAt ? (
          <>
            <Content component="p">
              <strong>{texts.current(when(calendar, applied.appliedAt), applied.appliedBy ?? '')}</strong>
            </Content>
            <Content component="p">
              {texts.what(applied.new, applied.changed, applied.left)}{' '}
              <Link to="/register/$run" params={{ run: applied.id }}>
                {texts.look}
              </Link>
            </Content>
          </>
        ) : (
          <Content component="p">{texts.noFile}</Content>
        )}
        <ul className="tellers-links">
          <li>
            <Link to="/register/places">{texts.places}</Link>
          </li>
          <li>
            <a href="/api/membership/register" download>
              {texts.download}
            </a>{' '}
            <span className="tellers-aside">{texts.downloadHint}</span>
          </li>
        </ul>
      </CardBody>
    </Card>
  );
}

function Runs({ runs }: { runs: readonly Run[] }) {
  const { calendar } = useTexts();
  const { register: texts } = useRegisterTexts();
  if (runs.length === 0) return <Content component="p">{texts.none}</Content>;
  return (
    <DataTable
      caption={texts.earlierCaption}
      columns={[texts.columns.at, texts.columns.by, texts.columns.state, texts.columns.rows, texts.columns.found]}
      rows={runs.map((run) => ({
        key: run.id,
        cells: [
          <Link key="at" to="/register/$run" params={{ run: run.id }}>
            {moment(calendar, run.readAt)}
          </Link>,
          run.readBy,
          <RunLabel key="state" state={run.state} />,
          number(run.rows),
          [run.new, run.changed, run.left].map((n) => number(n)).join(' / '),
        ],
      }))}
    />
  );
}

/** All ballots, with what each is about to do. */
import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DataTable } from '../shell/data-table.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { ballots } from './queries.ts';
import { StateLabel } from './state-label.tsx';

export function BallotsPage() {
  const texts = useTexts();
  const { data, error, refetch } = useQuery(ballots);
  const newestFirst = [...(data ?? [])].sort((a, b) => String(b.opensAt).localeCompare(String(a.opensAt)));
  return (
    <div className="tellers-stack">
      <PageTitle>{texts.ballots.title}</PageTitle>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : newestFirst.length === 0 ? (
        <EmptyState titleText={texts.ballots.empty} headingLevel="h2">
          <EmptyStateBody>{texts.ballots.emptyWhat}</EmptyStateBody>
        </EmptyState>
      ) : (
        <DataTable
          caption={texts.ballots.caption}
          columns={[texts.ballots.name, texts.ballots.state, texts.ballots.opens, texts.ballots.closes]}
          rows={newestFirst.map(({ uuid = '', name, state, opensAt, closesAt }) => ({
            key: uuid,
            cells: [
              <Link key="name" to="/ballots/$uuid" params={{ uuid }}>
                {name}
              </Link>,
              <StateLabel key="state" state={state} />,
              opensAt && moment(texts.calendar, opensAt),
              closesAt && moment(texts.calendar, closesAt),
            ],
          }))}
        />
      )}
    </div>
  );
}

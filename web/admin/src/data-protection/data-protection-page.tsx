/** What was erased because its time had come, and who took members' addresses: for those who answer for it. */
import { Button, Title } from '@patternfly/react-core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { has, session } from '../session/session.ts';
import { AskFirst } from '../shell/consequence.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import * as requests from './requests.ts';
import { useDataTexts } from './texts.ts';

export function DataProtectionPage() {
  const { ways } = useTexts();
  return (
    <div className="tellers-stack">
      <PageTitle>{ways.dataProtection}</PageTitle>
      <Erased />
      <Taken />
    </div>
  );
}

function Erased() {
  const { calendar } = useTexts();
  const { erased: texts } = useDataTexts();
  const { data: person } = useQuery(session);
  const { data, error, refetch } = useQuery(requests.certificates);
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <p>{texts.what}</p>
      {person && has(person, 'officer') && <EraseNow />}
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <details>
          <summary>
            {texts.table} ({data.length})
          </summary>
          <DataTable
            caption={texts.title}
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

/** Who took members' addresses, and why. */
function Taken() {
  const { calendar } = useTexts();
  const { taken: texts, more } = useDataTexts();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    requests.addressLists,
  );
  const items = data?.pages.flatMap((page) => page.items ?? []);
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <p>{texts.what}</p>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !items ? (
        <Loading />
      ) : items.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <DataTable
          caption={texts.title}
          columns={[texts.at, texts.by, texts.reason, texts.members]}
          rows={items.map(({ takenAt = '', takenBy, reason, asked = 0 }) => ({
            key: `${takenAt} ${takenBy} ${asked}`,
            cells: [moment(calendar, takenAt), takenBy, reason, number(asked)],
          }))}
        />
      )}
      {hasNextPage && (
        <Button variant="secondary" isLoading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {more}
        </Button>
      )}
    </section>
  );
}

/** What runs every night, now. */
function EraseNow() {
  const texts = useDataTexts().eraseNow;
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

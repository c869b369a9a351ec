/** What relay, bounce mailbox and providers told of the mails. */
import { Content, Title } from '@patternfly/react-core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { has, session } from '../session/session.ts';
import { DataTable } from '../shell/data-table.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { EntryLink, More, Reason } from './lists.tsx';
import * as requests from './requests.ts';
import { useDeliveryTexts } from './texts.ts';

export function Reports({ uuid }: { uuid: string }) {
  const texts = useDeliveryTexts();
  const { calendar } = useTexts();
  const list = useInfiniteQuery(requests.reports(uuid));
  const items = list.data?.pages.flatMap((page) => page.items ?? []) ?? [];
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.reports.title}
      </Title>
      {list.error ? (
        <ProblemAlert problem={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading />
      ) : items.length === 0 ? (
        <p>{texts.reports.none}</p>
      ) : (
        <>
          <DataTable
            caption={texts.reports.caption}
            columns={[
              texts.reports.when,
              texts.reports.what,
              texts.reports.why,
              texts.reports.by,
              texts.reports.member,
            ]}
            rows={items.map(({ id = '', receivedAt, kind = 'soft', diagnostic, status, source = '', entryId }) => ({
              key: id,
              cells: [
                receivedAt && moment(calendar, receivedAt),
                texts.reports.kinds[kind],
                <span key="why">
                  <Reason code={diagnostic} />
                  {status && ` (${status})`}
                </span>,
                texts.reports.sources[source] ?? source,
                entryId && <EntryLink key="member" uuid={uuid} entry={entryId} />,
              ],
            }))}
          />
          <More of={list} what={texts.reports.title} />
        </>
      )}
    </section>
  );
}

/** What could not be told to be about a mail of ours: kept aside, and never guessed at. */
export function StrayReports() {
  const texts = useDeliveryTexts();
  const { calendar } = useTexts();
  const { data: person } = useQuery(session);
  const maySee = person ? has(person, 'officer') : false;
  const list = useInfiniteQuery({ ...requests.strayReports, enabled: maySee });
  const items = list.data?.pages.flatMap((page) => page.items ?? []) ?? [];
  if (!maySee) return null;
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.stray.title}
      </Title>
      <Content component="p">{texts.stray.what}</Content>
      {list.error ? (
        <ProblemAlert problem={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading />
      ) : items.length === 0 ? (
        <p>{texts.stray.none}</p>
      ) : (
        <>
          <DataTable
            caption={texts.stray.caption}
            columns={[texts.reports.when, texts.reports.what, texts.reports.why, texts.reports.by]}
            rows={items.map(({ id = '', receivedAt, kind = 'soft', diagnostic, status, source = '' }) => ({
              key: id,
              cells: [
                receivedAt && moment(calendar, receivedAt),
                texts.reports.kinds[kind],
                <span key="why">
                  <Reason code={diagnostic} />
                  {status && ` (${status})`}
                </span>,
                texts.reports.sources[source] ?? source,
              ],
            }))}
          />
          <More of={list} what={texts.stray.title} />
        </>
      )}
    </section>
  );
}

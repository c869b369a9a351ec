/** Whom no mail can reach: they need a letter, or an address. */
import { Title } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { DataTable } from '../shell/data-table.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { EntryLink, More } from './lists.tsx';
import * as requests from './requests.ts';
import { useDeliveryTexts } from './texts.ts';

export function Unreachable({ uuid }: { uuid: string }) {
  const texts = useDeliveryTexts();
  const { calendar } = useTexts();
  const list = useInfiniteQuery(requests.withoutAddress(uuid));
  const items = list.data?.pages.flatMap((page) => page.items ?? []) ?? [];
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.unreachable.title}
      </Title>
      {list.error ? (
        <ProblemAlert problem={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading />
      ) : items.length === 0 ? (
        <p>{texts.unreachable.none}</p>
      ) : (
        <>
          <p>{texts.unreachable.what}</p>
          <DataTable
            caption={texts.unreachable.caption}
            columns={[texts.unreachable.member, texts.unreachable.mail, texts.unreachable.since]}
            rows={items.map(({ dispatchId = '', entryId = '', kind = '', queuedAt }) => ({
              key: dispatchId,
              cells: [
                <EntryLink key="member" uuid={uuid} entry={entryId} />,
                texts.mails[kind] ?? kind,
                queuedAt && moment(calendar, queuedAt),
              ],
            }))}
          />
          <More of={list} what={texts.unreachable.title} />
        </>
      )}
    </section>
  );
}

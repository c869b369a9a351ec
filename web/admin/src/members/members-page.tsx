/** Finds members. What is looked for is kept in memory only: an address is written down in too many places. */
import {
  ActionGroup,
  Button,
  Checkbox,
  EmptyState,
  EmptyStateBody,
  Form,
  FormGroup,
  TextInput,
  Title,
} from '@patternfly/react-core';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { DataTable } from '../shell/data-table.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { useTexts } from '../text/texts.tsx';
import { FieldHint } from '../trustee/fields.tsx';
import { nameOf } from './contact.ts';
import * as requests from './requests.ts';
import { useMembersTexts } from './texts.ts';

/** The last search, for whoever comes back from a member within some minutes. */
const LAST = ['members', 'last-search'];

export function MembersPage() {
  const { ways } = useTexts();
  const { search: texts } = useMembersTexts();
  const queries = useQueryClient();
  const [search, setSearch] = useState(() => queries.getQueryData<requests.Search>(LAST));
  const [text, setText] = useState(search?.text ?? '');
  const [unreachable, setUnreachable] = useState(search?.unreachable ?? false);

  function submit(event: FormEvent) {
    event.preventDefault();
    const next = { text: text.trim(), unreachable };
    queries.setQueryData(LAST, next);
    setSearch(next);
  }

  return (
    <div className="tellers-stack">
      <PageTitle>{ways.members}</PageTitle>
      <Form role="search" onSubmit={submit} noValidate>
        <FormGroup label={texts.label} fieldId="member-search">
          <TextInput
            id="member-search"
            type="search"
            value={text}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, value) => setText(value)}
            aria-describedby="member-search-hint"
          />
          <FieldHint id="member-search-hint">{texts.hint}</FieldHint>
        </FormGroup>
        <Checkbox
          id="member-unreachable"
          label={texts.unreachable}
          isChecked={unreachable}
          onChange={(_, checked) => setUnreachable(checked)}
        />
        <ActionGroup>
          <Button type="submit" variant="primary">
            {texts.action}
          </Button>
        </ActionGroup>
      </Form>
      {search ? <Found search={search} /> : <p>{texts.start}</p>}
    </div>
  );
}

function Found({ search }: { search: requests.Search }) {
  const { search: texts, member } = useMembersTexts();
  const announce = useAnnounce();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } = useInfiniteQuery({
    ...requests.members(search),
    placeholderData: keepPreviousData,
  });
  const found = data?.pages.flatMap(({ items = [] }) => items);
  const summary = found && (found.length === 0 ? texts.none : texts.found(found.length, hasNextPage));
  useEffect(() => {
    if (summary && !isPlaceholderData) announce(summary);
  }, [summary, isPlaceholderData, announce]);

  if (error) return <ProblemAlert problem={error} retry={() => void refetch()} />;
  if (!found) return <Loading />;
  if (found.length === 0)
    return (
      <EmptyState titleText={texts.none} headingLevel="h2">
        <EmptyStateBody>{texts.noneWhat}</EmptyStateBody>
      </EmptyState>
    );
  const { columns } = texts;
  return (
    <section className="tellers-stack" aria-busy={isPlaceholderData}>
      <Title headingLevel="h2" size="xl">
        {summary}
      </Title>
      <DataTable
        caption={texts.caption}
        columns={[columns.name, columns.number, columns.section, columns.branch, columns.status, columns.email]}
        rows={found.map((one) => ({
          key: one.id ?? '',
          cells: [
            <Link key="name" to="/members/$number" params={{ number: one.membershipNumber ?? '' }}>
              {nameOf(one)}
            </Link>,
            one.membershipNumber,
            one.section,
            one.branch,
            member.statuses[one.status ?? ''] ?? one.status,
            one.reachable ? texts.reachable : <strong key="none">{texts.notReachable}</strong>,
          ],
        }))}
      />
      {hasNextPage && (
        <Button variant="secondary" isLoading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </section>
  );
}

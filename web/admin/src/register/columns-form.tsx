/** Which column of a file is which of the register's. */
import { ActionGroup, Button, Content, Form, FormSelect, FormSelectOption, Title } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { DataTable } from '../shell/data-table.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import * as requests from './requests.ts';
import { COLUMNS, type Column, columnFaults, type Run } from './run.ts';
import { useRegisterTexts } from './texts.ts';

/** The columns as they were taken, with the way to say it otherwise. */
export function Columns({ run }: { run: Run }) {
  const { columns: texts } = useRegisterTexts();
  const [changing, setChanging] = useState(false);
  const known = run.columns.filter(({ column }) => column !== undefined).length;
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.section}
      </Title>
      <Content component="p">{texts.summary(known, run.columns.length - known)}</Content>
      <p>
        <Button variant="secondary" aria-expanded={changing} onClick={() => setChanging(!changing)}>
          {changing ? texts.keep : texts.change}
        </Button>
      </p>
      {changing && <Choose run={run} />}
    </section>
  );
}

/** Shown where the file cannot be read before somebody has said what its columns are. */
export function ColumnsForm({ run }: { run: Run }) {
  const { columns: texts } = useRegisterTexts();
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <Content component="p">{texts.lead}</Content>
      <Choose run={run} />
    </section>
  );
}

function Choose({ run }: { run: Run }) {
  const { columns: texts } = useRegisterTexts();
  const [chosen, setChosen] = useState(() => run.columns.map(({ column = '' }) => column as Column | ''));
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const { missing, twice } = columnFaults(chosen);
  const saying = useMutation({
    mutationFn: () =>
      requests.mapColumns(
        run.id,
        run.columns.flatMap(({ heading = '' }, i) => (chosen[i] ? [{ heading, column: chosen[i] }] : [])),
      ),
    onSuccess: (now) => queries.setQueryData(requests.run(run.id).queryKey, now),
  });
  const list = (columns: readonly Column[]) => columns.map((column) => texts.names[column]).join(', ');
  const hasFaults = missing.length + twice.length > 0;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!hasFaults) saying.mutate();
  }

  return (
    <Form onSubmit={submit} noValidate>
      <DataTable
        caption={texts.caption}
        columns={[texts.heading, texts.column, texts.source]}
        rows={run.columns.map(({ heading = '', source = 'unknown' }, i) => ({
          key: heading,
          cells: [
            heading,
            <FormSelect
              key="column"
              value={chosen[i]}
              aria-label={texts.of(heading)}
              onChange={(_, value) => setChosen(chosen.map((one, at) => (at === i ? (value as Column | '') : one)))}
            >
              <FormSelectOption value="" label={texts.ignore} />
              {COLUMNS.map((column) => (
                <FormSelectOption key={column} value={column} label={texts.names[column]} />
              ))}
            </FormSelect>,
            texts.sources[source],
          ],
        }))}
      />
      {saying.error && <ProblemAlert problem={saying.error} />}
      {tried && hasFaults && (
        <Notice variant="danger" level="h3" title={texts.title} isUrgent>
          {missing.length > 0 && <p>{texts.missing(list(missing))}</p>}
          {twice.length > 0 && <p>{texts.twice(list(twice))}</p>}
        </Notice>
      )}
      <ActionGroup>
        <Button type="submit" variant="primary" isLoading={saying.isPending} isAriaDisabled={saying.isPending}>
          {texts.action}
        </Button>
      </ActionGroup>
    </Form>
  );
}

/** What the comparison of a file with the register found: in figures, by part of the union, and line by line. */
import { Button, Content, FormGroup, FormSelect, FormSelectOption, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '../shell/data-table.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { number } from '../text/numbers.ts';
import { totals as totalsQuery } from './requests.ts';
import type { Run } from './run.ts';
import { useRegisterTexts } from './texts.ts';

const FIRST_TOTALS = 20;
const FIRST_FAULTS = 50;
const MORE_FAULTS = 250;

type Tone = 'plain' | 'warning' | 'danger';

export function Figures({ run }: { run: Run }) {
  const { found: texts } = useRegisterTexts();
  const applied = run.state !== 'dry-run';
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {applied ? texts.titleApplied : texts.title}
      </Title>
      <Content component="p">{applied ? texts.leadApplied(run.rows) : texts.lead(run.rows)}</Content>
      <dl className="tellers-cards">
        <Figure name={texts.new} n={run.new} />
        <Figure name={texts.changed} n={run.changed} />
        {run.mode === 'full' && <Figure name={texts.left} n={run.left} tone="warning" />}
        <Figure name={texts.unchanged} n={run.unchanged} />
        <Figure name={texts.withoutEmail} n={run.withoutEmail} tone="warning" what={texts.withoutEmailWhat} />
        <Figure name={texts.conflicts} n={run.conflicts} tone="warning" what={texts.conflictsWhat} />
        <Figure name={texts.duplicate} n={run.duplicate} tone="danger" what={texts.duplicateWhat} />
        <Figure name={texts.invalid} n={run.invalid} tone="danger" what={texts.invalidWhat} />
        <Figure name={texts.warnings} n={run.warnings} tone="warning" what={texts.warningsWhat} />
      </dl>
    </section>
  );
}

function Figure({ name, n, tone = 'plain', what }: { name: string; n: number; tone?: Tone; what?: string }) {
  return (
    <div className={n > 0 ? `tellers-card tellers-card-${tone}` : 'tellers-card'}>
      <dt>{name}</dt>
      <dd className="tellers-figure-number">{number(n)}</dd>
      {what && n > 0 && <dd className="tellers-aside">{what}</dd>}
    </div>
  );
}

type Level = 'section' | 'branch' | 'employer' | 'region';

const LEVELS: readonly Level[] = ['section', 'region', 'branch', 'employer'];

export function Totals({ run }: { run: Run }) {
  const { totals: texts } = useRegisterTexts();
  const [level, setLevel] = useState<Level>('section');
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useQuery(totalsQuery(run.id));
  const rows = data?.filter((one) => one.level === level) ?? [];
  const shown = all ? rows : rows.slice(0, FIRST_TOTALS);
  if (data?.length === 0) return null;
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <>
          <FormGroup label={texts.level} fieldId="totals-level">
            <FormSelect
              id="totals-level"
              className="tellers-short"
              value={level}
              onChange={(_, value) => setLevel(value as Level)}
            >
              {LEVELS.map((one) => (
                <FormSelectOption key={one} value={one} label={texts.levels[one]} />
              ))}
            </FormSelect>
          </FormGroup>
          <DataTable
            caption={texts.caption(texts.levels[level])}
            columns={[texts.value, texts.rows, texts.new, texts.changed, texts.left]}
            rows={shown.map((one) => ({
              key: one.value ?? '',
              cells: [
                one.value ?? <em key="none">{texts.none}</em>,
                number(one.rows),
                number(one.new),
                number(one.changed),
                number(one.left),
              ],
            }))}
          />
          {shown.length < rows.length && (
            <Button variant="secondary" onClick={() => setAll(true)}>
              {texts.more(rows.length)}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

export function Faults({ run }: { run: Run }) {
  const { faults: texts } = useRegisterTexts();
  const [most, setMost] = useState(FIRST_FAULTS);
  const faults = run.errors ?? [];
  const shown = faults.slice(0, most);
  if (faults.length === 0) return null;
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <p>
        {shown.length < faults.length || faults.length < run.invalid ? texts.lead(shown.length) : null}{' '}
        <a href={`/api/membership/imports/${run.id}/errors`} download>
          {texts.download}
        </a>
      </p>
      <DataTable
        caption={texts.caption}
        columns={[texts.line, texts.kind, texts.column, texts.what]}
        rows={shown.map(({ line, column, code, detail, warning }, i) => ({
          key: `${line} ${column} ${code} ${i}`,
          cells: [
            number(line),
            warning ? texts.warning : texts.error,
            column ? (
              <code key="column" className="tellers-code">
                {column}
              </code>
            ) : (
              texts.row
            ),
            <span key="what" lang="en">
              {detail}
            </span>,
          ],
        }))}
      />
      {shown.length < faults.length && (
        <Button variant="secondary" onClick={() => setMost(most + MORE_FAULTS)}>
          {texts.more}
        </Button>
      )}
    </section>
  );
}

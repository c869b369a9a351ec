/** What became different since an earlier version of a draft: field, before and now, for who reads and approves it. */
import { Label, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ChoiceField } from '../ballots/fields.tsx';
import type { Ballot } from '../ballots/queries.ts';
import { useBallotsTexts } from '../ballots/texts.ts';
import { DataTable } from '../shell/data-table.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { day, moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { type Difference, differences, type Value, type Version } from './differences.ts';
import { labelOf } from './labels.ts';
import * as requests from './requests.ts';
import { useBuilderTexts } from './texts.ts';

/** @param uuid of the ballot whose latest version is looked at */
export function WhatChanged({ uuid, revision }: { uuid: string; revision: number }) {
  const texts = useBuilderTexts().versions;
  const { calendar } = useTexts();
  const readBefore = useReadBefore(uuid, revision);
  const [chosen, setChosen] = useState<string>();
  const list = useQuery(requests.versions(uuid, revision));
  const earlier = (list.data ?? []).filter((one) => (one.revision ?? 0) < revision);
  const known = (n: number | undefined) => earlier.find((one) => one.revision === n)?.revision;
  const since = known(Number(chosen)) ?? known(readBefore) ?? earlier[0]?.revision;
  // While an update is rolled out, the release before may have written a version that was not kept.
  const isKept = list.data?.some((one) => one.revision === revision) ?? true;
  const before = useQuery({ ...requests.version(uuid, since ?? 0), enabled: since !== undefined });
  const after = useQuery({ ...requests.version(uuid, revision), enabled: since !== undefined && isKept });
  const error = list.error ?? before.error ?? after.error;
  if (revision < 2 || !isKept || (list.data && earlier.length === 0)) return null;
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      {error ? (
        <ProblemAlert
          problem={error}
          retry={() => void Promise.all([list.refetch(), before.refetch(), after.refetch()])}
        />
      ) : !before.data || !after.data ? (
        <Loading />
      ) : (
        <>
          <ChoiceField
            id="compared-version"
            label={texts.since}
            hint={since === readBefore ? texts.readBefore : undefined}
            value={String(since)}
            onChange={setChosen}
            options={earlier.map(({ revision: n = 0, by = '', at = '' }) => [
              String(n),
              texts.version(n, by, moment(calendar, at)),
            ])}
          />
          <Differences before={before.data} after={after.data} />
        </>
      )}
    </section>
  );
}

const READ = 'tellers-read-';

/** The version that was read on this device before this one; from now on this one is. */
function useReadBefore(uuid: string, revision: number): number | undefined {
  const [before] = useState(() => Number(localStorage.getItem(`${READ}${uuid}`)) || undefined);
  useEffect(() => localStorage.setItem(`${READ}${uuid}`, String(revision)), [uuid, revision]);
  return before;
}

export function Differences({ before, after }: { before: Version | Ballot; after: Version | Ballot }) {
  const texts = useBuilderTexts().versions;
  const name = useFieldName();
  const found = differences(before, after);
  if (found.length === 0) return <p>{texts.none}</p>;
  return (
    <DataTable
      caption={texts.caption}
      columns={[texts.what, texts.before, texts.now]}
      rows={found.map((one) => ({
        // What was removed and what was changed may have had the same place.
        key: `${one.field} ${one.before ? 'was' : ''} ${one.after ? 'is' : ''}`,
        cells: [
          <span key="what" className="tellers-difference">
            {name(one.field)} <How of={one} />
          </span>,
          one.before ? (
            <del key="before">
              <Said value={one.before} />
            </del>
          ) : (
            texts.wasNot
          ),
          one.after ? (
            <ins key="after">
              <Said value={one.after} />
            </ins>
          ) : (
            texts.isNot
          ),
        ],
      }))}
    />
  );
}

function How({ of: { before, after } }: { of: Difference }) {
  const texts = useBuilderTexts().versions;
  const [color, word] = !before
    ? (['green', texts.added] as const)
    : !after
      ? (['red', texts.removed] as const)
      : (['blue', texts.changed] as const);
  return (
    <Label isCompact color={color}>
      {word}
    </Label>
  );
}

/** What a field is called here: what is published and who may vote are told apart. */
function useFieldName(): (field: string) => string {
  const texts = useBuilderTexts();
  const { policy } = useBallotsTexts();
  return (field) => {
    const [part = '', term = ''] = field.split('.');
    if (part === 'eligibility') return `${texts.who}: ${texts.rule[term] ?? term}`;
    if (field === 'publication.turnout' || field === 'publication.result' || field === 'publication.breakdown')
      return policy[term as 'turnout' | 'result' | 'breakdown'];
    if (field === 'minima.cast' || field === 'minima.entitled') return policy[term as 'cast' | 'entitled'];
    if (field.endsWith('].blank')) return `${labelOf(field, texts)}, ${texts.versions.blank}`;
    return labelOf(field, texts);
  };
}

function Said({ value }: { value: Value }) {
  const texts = useBuilderTexts();
  const { policy } = useBallotsTexts();
  const { calendar } = useTexts();
  const words: Readonly<Record<(Value & { kind: 'word' })['of'], Readonly<Record<string, string>>>> = {
    level: texts.levels,
    turnout: policy.turnoutWords,
    result: policy.resultWords,
    breakdown: policy.breakdownWords,
    blank: { true: texts.read.mayBlank, false: texts.read.mayNotBlank },
  };
  switch (value.kind) {
    case 'text':
      return <span lang={value.lang}>{value.text}</span>;
    case 'plain':
      return value.text;
    case 'list':
      return value.items.join(', ');
    case 'moment':
      return moment(calendar, value.at);
    case 'word':
      return words[value.of][value.word] ?? value.word;
    case 'trigger': {
      const of = value.question === undefined ? texts.wholeBallot : texts.question(value.question);
      return `${day(calendar, value.on)}: ${value.text} (${of})`;
    }
  }
}

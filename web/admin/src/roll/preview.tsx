/** What the stored rule means now: how many, by constituency, and some of them. */
import { Button, Content } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '../shell/data-table.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { dayOf, moment, when } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { Part } from './part.tsx';
import * as requests from './requests.ts';
import type { Ballot } from './rule.ts';
import { useRollTexts } from './texts.ts';

const DRAWN = 20;
const FIRST = 20;

export function Preview({ uuid, ballot }: { uuid: string; ballot: Ballot }) {
  const { calendar } = useTexts();
  const { preview: texts } = useRollTexts();
  const { data, error, refetch, isFetching } = useQuery(requests.preview(uuid, ballot.revision ?? 0));
  return (
    <Part title={texts.title}>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <>
          {data.entitled === 0 ? (
            <Notice variant="warning" level="h3" title={texts.nobody}>
              {texts.nobodyWhat}
            </Notice>
          ) : (
            <p className="tellers-figure-number">{texts.entitled(data.entitled ?? 0)}</p>
          )}
          <p>
            {texts.at(when(calendar, data.at ?? ''))}{' '}
            <Button variant="link" isInline isLoading={isFetching} onClick={() => void refetch()}>
              {texts.again}
            </Button>
          </p>
          <Constituencies roll={data} />
          {data.entitled !== 0 && <Drawn uuid={uuid} revision={ballot.revision ?? 0} />}
        </>
      )}
    </Part>
  );
}

/** Entitled by constituency, and which of them are too small to stand alone. */
export function Constituencies({ roll }: { roll: requests.Roll }) {
  const { preview: texts, more } = useRollTexts();
  const [all, setAll] = useState(false);
  const { constituencies = [], groups = [], merged = [] } = roll;
  if (constituencies.length < 2 && merged.length === 0) return null;
  const names = new Map([...groups, ...constituencies].map(({ constituency = '', name = '' }) => [constituency, name]));
  const shown = all ? constituencies : constituencies.slice(0, FIRST);
  return (
    <>
      <h3 className="tellers-question-title">{texts.constituencies}</h3>
      <DataTable
        caption={texts.caption}
        columns={[texts.constituency, texts.entitledShort]}
        rows={shown.map(({ constituency = '', name, entitled }) => ({
          key: constituency,
          cells: [name, number(entitled)],
        }))}
      />
      {shown.length < constituencies.length && (
        <Button variant="secondary" onClick={() => setAll(true)}>
          {more(constituencies.length)}
        </Button>
      )}
      {merged.length > 0 && (
        <>
          <h3 className="tellers-question-title">{texts.merged}</h3>
          <Content component="p">{texts.mergedWhat}</Content>
          <DataTable
            caption={texts.mergedCaption}
            columns={[texts.constituency, texts.entitledShort, texts.into]}
            rows={merged.map(({ constituency = '', name, entitled, into = '' }) => ({
              key: constituency,
              cells: [name, number(entitled), names.get(into) ?? into],
            }))}
          />
        </>
      )}
    </>
  );
}

function Drawn({ uuid, revision }: { uuid: string; revision: number }) {
  const { preview: texts } = useRollTexts();
  const { data, error, refetch, isFetching } = useQuery({ ...requests.sample(uuid, revision, DRAWN), enabled: false });
  return (
    <>
      <h3 className="tellers-question-title">{texts.sample}</h3>
      <Content component="p">{texts.sampleWhat}</Content>
      {error && <ProblemAlert problem={error} />}
      {data && <Members caption={texts.sampleCaption} members={data} />}
      <p>
        <Button variant="secondary" isLoading={isFetching} onClick={() => void refetch()}>
          {data ? texts.sampleAgain : texts.sampleAction}
        </Button>
      </p>
    </>
  );
}

/** Members as the ballot knows them: without names. */
export function Members({ caption, members }: { caption: string; members: readonly requests.RollMember[] }) {
  const { calendar } = useTexts();
  const { columns } = useRollTexts().preview;
  return (
    <DataTable
      caption={caption}
      columns={[
        columns.section,
        columns.branch,
        columns.employer,
        columns.membershipClass,
        columns.status,
        columns.joined,
      ]}
      rows={members.map((member) => ({
        key: member.memberId ?? '',
        cells: [
          member.section,
          [member.branch, member.region].filter(Boolean).join(', '),
          [member.employer, member.workplace].filter(Boolean).join(', '),
          member.membershipClass,
          member.status,
          member.joinedAt && (member.joinedAtDayOnly ? dayOf : moment)(calendar, member.joinedAt),
        ],
      }))}
    />
  );
}

/** The dates to follow up of every ballot, the earliest first; each is done on its ballot's page (rule R16). */
import { Content } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DataTable } from '../shell/data-table.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { day } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { ChoiceField } from './fields.tsx';
import { followUps } from './queries.ts';
import { useBallotsTexts } from './texts.ts';

const STATES = ['open', 'waiting', 'done', 'lapsed'] as const;

export function FollowUpsPage() {
  const { ballots, calendar } = useTexts();
  const { followUps: texts } = useBallotsTexts();
  const [state, setState] = useState<string>('open');
  const { data, error, refetch } = useQuery(followUps(state));
  return (
    <div className="tellers-stack">
      <div>
        <PageTitle>{ballots.followUps}</PageTitle>
        <Content component="p">{texts.lead}</Content>
      </div>
      <ChoiceField
        id="follow-ups-state"
        label={texts.show}
        value={state}
        onChange={setState}
        options={STATES.map((word) => [word, texts.words[word] ?? word] as const)}
      />
      {!data ? (
        error ? (
          <ProblemAlert problem={error} retry={() => void refetch()} />
        ) : (
          <Loading />
        )
      ) : data.length === 0 ? (
        <p role="status">{texts.none}</p>
      ) : (
        <DataTable
          caption={texts.allCaption}
          columns={[texts.on, ballots.name, texts.what]}
          rows={data.map(({ ballot = '', ballotName, number, on = '', text, doneBy, note }) => ({
            key: `${ballot} ${number}`,
            cells: [
              day(calendar, on),
              <Link key="ballot" to="/ballots/$uuid" params={{ uuid: ballot }}>
                {ballotName}
              </Link>,
              <span key="what" className="tellers-why">
                {[text, doneBy && texts.doneBy(doneBy, note ?? '')].filter(Boolean).join('\n')}
              </span>,
            ],
          }))}
        />
      )}
    </div>
  );
}

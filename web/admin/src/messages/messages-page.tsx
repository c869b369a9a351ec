/** The messages of a ballot: what was sent to whom, and how far it is. */
import { Content, EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useLongWork } from '../api/use-long-work.ts';
import { ballot as ballotQuery } from '../ballots/queries.ts';
import { BackLink } from '../shell/back-link.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { useTexts } from '../text/texts.tsx';
import { newestFirst, runs as runsQuery } from './requests.ts';
import { RunCard } from './run-card.tsx';
import { invitations, moves, type Run, tooEarly } from './runs.ts';
import { useMessagesTexts } from './texts.ts';

export function MessagesPage() {
  const { ways } = useTexts();
  const texts = useMessagesTexts();
  const shared = useTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid/messages' });
  const { data: ballot, error: noBallot, refetch: againBallot } = useQuery(ballotQuery(uuid));
  const early = tooEarly(ballot?.state ?? '');
  const {
    data: runs,
    error,
    refetch,
  } = useLongWork(
    { ...runsQuery(uuid), enabled: ballot !== undefined && !early },
    {
      address: `/api/notification/ballots/${uuid}/messages`,
      going: (messages) => messages.some(moves),
      read: newestFirst,
    },
  );
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid" params={{ uuid }}>
        {shared.shell.toBallot}
      </BackLink>
      <div>
        <PageTitle>{ways.messages}</PageTitle>
        {ballot?.name && <Content component="p">{texts.ofBallot(ballot.name)}</Content>}
      </div>
      {noBallot ? (
        <ProblemAlert problem={noBallot} retry={() => void againBallot()} />
      ) : early ? (
        <EmptyState titleText={texts.tooEarly} headingLevel="h2">
          <EmptyStateBody>{texts.tooEarlyWhat}</EmptyStateBody>
        </EmptyState>
      ) : error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !runs || !ballot ? (
        <Loading />
      ) : (
        <Runs uuid={uuid} state={ballot.state ?? ''} runs={runs} />
      )}
    </div>
  );
}

function Runs({ uuid, state, runs }: { uuid: string; state: string; runs: readonly Run[] }) {
  const texts = useMessagesTexts();
  const none = invitations(runs) === undefined;
  return (
    <>
      {none && state !== 'cancelled' && (
        <Notice variant={state === 'open' ? 'danger' : 'warning'} title={texts.notInvited} isUrgent={state === 'open'}>
          {texts.notInvitedWhat[state] ?? texts.notInvitedWhat.over}
        </Notice>
      )}
      {state !== 'cancelled' && (
        <p>
          <Link to="/ballots/$uuid/messages/new" params={{ uuid }} className="pf-v6-c-button pf-m-primary">
            {none && ['keyed', 'ready', 'open'].includes(state) ? texts.prepareInvitations : texts.newMessage}
          </Link>
        </p>
      )}
      {runs.length === 0 ? (
        <EmptyState titleText={texts.empty} headingLevel="h2">
          <EmptyStateBody>{texts.emptyWhat}</EmptyStateBody>
        </EmptyState>
      ) : (
        runs.map((run) => <RunCard key={run.id} uuid={uuid} run={run} />)
      )}
    </>
  );
}

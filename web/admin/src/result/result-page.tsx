/** From the closed box to the declared result: who still has to act, what may be decided, and what is published. */

import { Content, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LOOK_AGAIN } from '../api/look-again.ts';
import { useLongWork } from '../api/use-long-work.ts';
import { ballot as ballotQuery } from '../ballots/queries.ts';
import { has, session } from '../session/session.ts';
import { BackLink } from '../shell/back-link.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { day, moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { Check } from './check.tsx';
import { CountStatus } from './count-status.tsx';
import { Propose, WaitingProposal } from './decide.tsx';
import { isDecidable, obstacle } from './decisions.ts';
import { Outcome } from './outcome.tsx';
import { SealedFigures, Views } from './preview.tsx';
import { ReportFigures, ReportPart } from './report-part.tsx';
import * as requests from './requests.ts';
import { useResultTexts } from './texts.ts';

export function ResultPage() {
  const { ways } = useTexts();
  const all = useTexts();
  const texts = useResultTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid/result' });
  const { data: person } = useQuery(session);
  const ballot = useQuery({ ...ballotQuery(uuid), refetchInterval: LOOK_AGAIN.watched });
  const standing = useQuery({ ...requests.standing(uuid), refetchInterval: LOOK_AGAIN.watched });
  const declared = standing.data?.state === 'declared';
  const counting = useLongWork(
    { ...requests.counting(uuid), refetchInterval: declared ? false : LOOK_AGAIN.watched },
    {
      address: `/api/reporting/ballots/${uuid}/counting`,
      going: () => !declared,
      read: (progress: requests.CountingDocument) => progress,
    },
  );
  const error = ballot.error ?? standing.error ?? counting.error;
  const retry = () => void Promise.all([ballot.refetch(), standing.refetch(), counting.refetch()]);
  const decides = person && has(person, 'officer', 'approver');
  const waits = standing.data?.state === 'proposed';
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid" params={{ uuid }}>
        {all.shell.toBallot}
      </BackLink>
      <PageTitle>{ways.result}</PageTitle>
      {ballot.data && <Content component="p">{all.key.lead(ballot.data.name ?? '')}</Content>}
      {error && <ProblemAlert problem={error} retry={retry} />}
      {!person || !ballot.data || !standing.data || !counting.data ? (
        !error && <Loading />
      ) : declared ? (
        <>
          <Declared uuid={uuid} decidedAt={standing.data.decidedAt ?? ''} />
          <ReportPart uuid={uuid} person={person} />
          <ReportFigures uuid={uuid} />
          <Check uuid={uuid} person={person} head={ballot.data.head} declared />
          <Views uuid={uuid} />
        </>
      ) : (
        <>
          {standing.data.state === 'withheld' && <WithheldNotice standing={standing.data} />}
          {waits &&
            (decides ? <WaitingProposal uuid={uuid} /> : <Notice variant="info" title={texts.proposal.waits} />)}
          <CountStatus uuid={uuid} progress={counting.data} closesAt={ballot.data.closesAt ?? ''} person={person} />
          {decides && isDecidable(counting.data.state) && (
            <>
              {counting.data.state === 'counted' && <SealedFigures uuid={uuid} />}
              <Propose
                uuid={uuid}
                obstacle={obstacle(counting.data.state, ballot.data.publication?.result)}
                waits={waits}
                again={standing.data.state === 'withheld'}
              />
            </>
          )}
          {counting.data.state !== 'open' && counting.data.state !== 'cancelled' && (
            <>
              <Views uuid={uuid} />
              <Check uuid={uuid} person={person} head={ballot.data.head} declared={false} />
            </>
          )}
        </>
      )}
    </div>
  );
}

function Declared({ uuid, decidedAt }: { uuid: string; decidedAt: string }) {
  const { calendar } = useTexts();
  const texts = useResultTexts().result;
  const { data, error, refetch } = useQuery(requests.result(uuid));
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      {decidedAt && <p>{texts.declared(moment(calendar, decidedAt))}</p>}
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : data ? (
        <Outcome result={data} />
      ) : (
        <Loading />
      )}
    </section>
  );
}

function WithheldNotice({ standing }: { standing: requests.Standing }) {
  const { calendar } = useTexts();
  const texts = useResultTexts().withheld;
  return (
    <Notice variant="warning" title={texts.title}>
      {standing.decidedAt && <p>{texts.since(moment(calendar, standing.decidedAt))}</p>}
      <dl className="tellers-facts">
        <dt>{texts.reason}</dt>
        <dd>{standing.reason}</dd>
        <dt>{texts.reviewOn}</dt>
        <dd>{standing.reviewOn && day(calendar, standing.reviewOn)}</dd>
        <dt>{texts.meaning}</dt>
        <dd>{texts.meaningWhat}</dd>
      </dl>
    </Notice>
  );
}

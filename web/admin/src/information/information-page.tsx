/** What members can read about a ballot: questions with answers, and meetings. */
import { Content } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ballot as ballotQuery } from '../ballots/queries.ts';
import { has, session } from '../session/session.ts';
import { BackLink } from '../shell/back-link.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { useTexts } from '../text/texts.tsx';
import { FaqSection } from './faq-section.tsx';
import { MeetingsSection } from './meetings-section.tsx';
import { useInformationTexts } from './texts.ts';

const BEFORE_CLOSE = ['draft', 'approved', 'keyed', 'ready', 'open'];

export function InformationPage() {
  const { shell, ways } = useTexts();
  const texts = useInformationTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid/information' });
  const { data: ballot, error, refetch } = useQuery(ballotQuery(uuid));
  const { data: person } = useQuery(session);
  const tells = BEFORE_CLOSE.includes(ballot?.state ?? '');
  const mayWrite = tells && person ? has(person, 'officer') : false;
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid" params={{ uuid }}>
        {shell.toBallot}
      </BackLink>
      <div>
        <PageTitle>{ways.information}</PageTitle>
        <Content component="p">{ballot && !tells ? texts.frozen : texts.lead}</Content>
      </div>
      {ballot ? (
        <>
          <FaqSection uuid={uuid} mayWrite={mayWrite} />
          <MeetingsSection uuid={uuid} mayWrite={mayWrite} />
        </>
      ) : error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

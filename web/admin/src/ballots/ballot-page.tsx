/** One ballot: where it stands, what has to be done next and by whom, and what two people may change. */

import {
  Card,
  CardBody,
  CardTitle,
  Content,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  List,
  ListItem,
  Title,
} from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LOOK_AGAIN } from '../api/look-again.ts';
import { has, session } from '../session/session.ts';
import { BackLink } from '../shell/back-link.tsx';
import { CopyButton } from '../shell/copy-button.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { type Due, dueNow } from '../trustee/ceremony.ts';
import { type OneKeyDue, oneKeyDue } from '../trustee/one-key.ts';
import { ceremony as ceremonyQuery } from '../trustee/requests.ts';
import { ScrutineersKey } from '../trustee/scrutineers-key.tsx';
import { Seats } from '../trustee/seats.tsx';
import { Changes } from './changes.tsx';
import { checklist, isUnsent } from './checklist.ts';
import { Checklist } from './checklist-view.tsx';
import { turnout } from './figures.ts';
import { FollowUps } from './follow-ups.tsx';
import { Proposals, usePublication } from './proposals.tsx';
import { type Ballot, ballot as ballotQuery } from './queries.ts';
import { StateLabel } from './state-label.tsx';
import { StateSteps } from './state-steps.tsx';
import { useBallotsTexts } from './texts.ts';
import { useFacts } from './use-facts.ts';
import { Way } from './way.tsx';

export function BallotPage() {
  const texts = useTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid' });
  const { data: ballot, error, refetch } = useQuery({ ...ballotQuery(uuid), refetchInterval: LOOK_AGAIN.watched });
  return (
    <div className="tellers-stack">
      <BackLink to="/">{texts.shell.back}</BackLink>
      {ballot ? (
        <Overview uuid={uuid} ballot={ballot} />
      ) : error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

function Overview({ uuid, ballot }: { uuid: string; ballot: Ballot }) {
  const texts = useTexts();
  const { notSent, notSentWhat, notSentAction } = useBallotsTexts();
  const facts = useFacts(ballot);
  const { state = '', opensAt = '', closesAt = '', warnings = [] } = ballot;
  return (
    <>
      <div>
        <PageTitle>{ballot.name ?? ''}</PageTitle>
        <StateLabel state={state} />
      </div>
      <StateSteps state={state} />
      {facts && isUnsent(facts, Date.now()) && (
        <Notice variant="danger" title={notSent}>
          <p>{notSentWhat}</p>
          <p>
            <Way uuid={uuid} page="messages">
              {notSentAction}
            </Way>
          </p>
        </Notice>
      )}
      <YourPart ballot={ballot} />
      <Proposals ballot={ballot} />
      {facts && <Checklist uuid={uuid} items={checklist(facts, Date.now())} opensAt={opensAt} closesAt={closesAt} />}
      {warnings.length > 0 && (
        <Notice variant="warning" title={texts.ballot.warnings}>
          <List lang="en">
            {warnings.map((warning) => (
              <ListItem key={warning}>{warning}</ListItem>
            ))}
          </List>
        </Notice>
      )}
      <FollowUps uuid={uuid} dates={ballot.followUps ?? []} />
      <Rules ballot={ballot} />
      <Questions uuid={uuid} questions={ballot.questions ?? []} />
      <KeyHolders ballot={ballot} />
      <Marks ballot={ballot} />
      <Changes ballot={ballot} />
    </>
  );
}

/** When it runs, who may vote, and what is published. */
function Rules({ ballot }: { ballot: Ballot }) {
  const { ballot: texts, calendar } = useTexts();
  const { overview } = useBallotsTexts();
  const sentence = usePublication();
  const { cast, entitled, minima = {}, keyHolders = {} } = ballot;
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {overview.facts}
      </Title>
      <DescriptionList columnModifier={{ md: '2Col' }}>
        {ballot.opensAt && <Fact term={texts.opens}>{moment(calendar, ballot.opensAt)}</Fact>}
        {ballot.closesAt && <Fact term={texts.closes}>{moment(calendar, ballot.closesAt)}</Fact>}
        {entitled !== undefined && <Fact term={texts.entitled}>{number(entitled)}</Fact>}
        {cast !== undefined && entitled !== undefined && (
          <Fact term={texts.cast}>{turnout(texts.turnout, cast, entitled)}</Fact>
        )}
        {ballot.lateJoinerCutOff && (
          <Fact term={overview.lateJoiners}>{moment(calendar, ballot.lateJoinerCutOff)}</Fact>
        )}
        {ballot.reserveLeft !== undefined && <Fact term={overview.reserveLeft}>{number(ballot.reserveLeft)}</Fact>}
        {ballot.authority && <Fact term={texts.authority}>{ballot.authority}</Fact>}
        <Fact term={overview.helpLine}>{ballot.helpLine || overview.noHelpLine}</Fact>
        {ballot.publication && <Fact term={overview.published}>{sentence(ballot.publication)}</Fact>}
        {minima.cast !== undefined && minima.entitled !== undefined && (
          <Fact term={overview.unit}>{overview.unitWhat(minima.cast, minima.entitled)}</Fact>
        )}
        {keyHolders.threshold !== undefined && keyHolders.holders !== undefined && (
          <Fact term={overview.keyHolders}>{overview.keyHoldersWhat(keyHolders.threshold, keyHolders.holders)}</Fact>
        )}
        {ballot.editedBy && <Fact term={overview.editedBy}>{ballot.editedBy}</Fact>}
        {ballot.approvedBy && <Fact term={overview.approvedBy}>{ballot.approvedBy}</Fact>}
      </DescriptionList>
    </section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

function Marks({ ballot: { fingerprint, head } }: { ballot: Ballot }) {
  const texts = useTexts().ballot;
  const { overview } = useBallotsTexts();
  if (!fingerprint && !head) return null;
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {overview.marks}
      </Title>
      <DescriptionList>
        {fingerprint && <Mark term={texts.fingerprint} what={texts.fingerprintWhat} value={fingerprint} />}
        {head && <Mark term={texts.head} what={texts.headWhat} value={head} />}
      </DescriptionList>
    </section>
  );
}

/** A hash to compare or to copy. */
function Mark({ term, what, value }: { term: string; what: string; value: string }) {
  return (
    <Fact term={term}>
      <p>{what}</p>
      <p className="tellers-code">{value}</p>
      <CopyButton text={value} what={term} isInline />
    </Fact>
  );
}

const READS_WORDING = ['officer', 'approver', 'scrutineer', 'trustee', 'auditor'] as const;

function Questions({ uuid, questions }: { uuid: string; questions: NonNullable<Ballot['questions']> }) {
  const texts = useTexts().ballot;
  const { overview } = useBallotsTexts();
  const { data: person } = useQuery(session);
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.questions}
      </Title>
      {questions.map(({ question = '', answers = [] }, i) => (
        <div key={question}>
          <Content component="p">
            <strong>
              {questions.length > 1 && `${texts.question(i + 1)}: `}
              {question}
            </strong>
          </Content>
          <List>
            {answers.map((answer) => (
              <ListItem key={answer}>{answer}</ListItem>
            ))}
          </List>
        </div>
      ))}
      {person && has(person, ...READS_WORDING) && (
        <p>
          <Way uuid={uuid} page="questions">
            {overview.wording}
          </Way>
        </p>
      )}
    </section>
  );
}

const NOTHING_TO_DO: readonly (Due | OneKeyDue)[] = ['too-early', 'full', 'not-yours', 'headquarters', 'taken', 'over'];

/** The way to the trustee's own pages, for trustees, while there is something to do there. */
function YourPart({ ballot }: { ballot: Ballot }) {
  const { uuid = '', state = '' } = ballot;
  const texts = useTexts().ballot;
  const { data: person } = useQuery(session);
  const isTrustee = person ? has(person, 'trustee', 'scrutineer') : false;
  const { data: ceremony } = useQuery({ ...ceremonyQuery(uuid), enabled: isTrustee });
  if (!person || ceremony === undefined) return null;
  const due = ceremony ? dueNow(ceremony, state) : oneKeyDue(ballot, person);
  if (NOTHING_TO_DO.includes(due)) return null;
  const count = due === 'count';
  return (
    <Card>
      <CardTitle component="h2">{count ? texts.countTitle : texts.keyTitle}</CardTitle>
      <CardBody>
        <Content component="p">{count ? texts.countWhat : texts.keyWhat}</Content>
        <Link
          to={count ? '/ballots/$uuid/count' : '/ballots/$uuid/key'}
          params={{ uuid }}
          className="pf-v6-c-button pf-m-primary"
        >
          {count ? texts.countAction : texts.keyAction}
        </Link>
      </CardBody>
    </Card>
  );
}

function KeyHolders({ ballot }: { ballot: Ballot }) {
  const texts = useTexts().ballot;
  const { data: person } = useQuery(session);
  const maySee = person ? has(person, 'trustee', 'scrutineer', 'officer', 'approver', 'auditor') : false;
  const { data: ceremony } = useQuery({ ...ceremonyQuery(ballot.uuid ?? ''), enabled: maySee });
  if (ceremony === undefined) return null;
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.trustees}
      </Title>
      {ceremony ? <Seats ceremony={ceremony} /> : <ScrutineersKey ballot={ballot} />}
    </section>
  );
}

/** One ballot: where it stands, what it asks, who holds its key, and what the person who looks has to do. */
import {
  Button,
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
import { type ReactNode, useState } from 'react';
import { has, session } from '../session/session.ts';
import { BackLink } from '../shell/back-link.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { dueNow } from '../trustee/ceremony.ts';
import { ceremony as ceremonyQuery } from '../trustee/requests.ts';
import { Seats } from '../trustee/seats.tsx';
import { ballot as ballotQuery } from './queries.ts';
import { StateLabel } from './state-label.tsx';

const LOOK_AGAIN = 10_000;

export function BallotPage() {
  const texts = useTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid' });
  const { data: ballot, error, refetch } = useQuery({ ...ballotQuery(uuid), refetchInterval: LOOK_AGAIN });
  return (
    <div className="tellers-stack">
      <BackLink to="/">{texts.shell.back}</BackLink>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !ballot ? (
        <Loading />
      ) : (
        <>
          <div>
            <PageTitle>{ballot.name ?? ''}</PageTitle>
            <StateLabel state={ballot.state} />
          </div>
          <YourPart uuid={uuid} state={ballot.state ?? ''} />
          {ballot.next?.what && (
            <Notice variant="info" title={texts.ballot.next}>
              <p lang="en">{ballot.next.what}</p>
              {ballot.next.who && <p>{texts.ballot.by(texts.roles[ballot.next.who] ?? ballot.next.who)}</p>}
            </Notice>
          )}
          {ballot.warnings && ballot.warnings.length > 0 && (
            <Notice variant="warning" title={texts.ballot.warnings}>
              <List lang="en">
                {ballot.warnings.map((warning) => (
                  <ListItem key={warning}>{warning}</ListItem>
                ))}
              </List>
            </Notice>
          )}
          <DescriptionList isHorizontal={false} columnModifier={{ md: '2Col' }}>
            {ballot.opensAt && <Fact term={texts.ballot.opens}>{moment(texts.calendar, ballot.opensAt)}</Fact>}
            {ballot.closesAt && <Fact term={texts.ballot.closes}>{moment(texts.calendar, ballot.closesAt)}</Fact>}
            {ballot.entitled !== undefined && (
              <Fact term={texts.ballot.entitled}>{ballot.entitled.toLocaleString('en-GB')}</Fact>
            )}
            {ballot.cast !== undefined && ballot.entitled !== undefined && (
              <Fact term={texts.ballot.cast}>{turnout(texts.ballot.turnout, ballot.cast, ballot.entitled)}</Fact>
            )}
            {ballot.authority && <Fact term={texts.ballot.authority}>{ballot.authority}</Fact>}
          </DescriptionList>
          <Questions questions={ballot.questions ?? []} />
          <KeyHolders uuid={uuid} />
          <DescriptionList>
            {ballot.fingerprint && (
              <Mark term={texts.ballot.fingerprint} what={texts.ballot.fingerprintWhat} value={ballot.fingerprint} />
            )}
            {ballot.head && <Mark term={texts.ballot.head} what={texts.ballot.headWhat} value={ballot.head} />}
          </DescriptionList>
        </>
      )}
    </div>
  );
}

function turnout(text: (cast: string, entitled: string, percent: string) => string, cast: number, entitled: number) {
  const percent = entitled > 0 ? ((100 * cast) / entitled).toFixed(1) : '–';
  return text(cast.toLocaleString('en-GB'), entitled.toLocaleString('en-GB'), percent);
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

/** A hash to compare or to copy. */
function Mark({ term, what, value }: { term: string; what: string; value: string }) {
  const texts = useTexts().ballot;
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    announce(texts.copied);
  }
  return (
    <Fact term={term}>
      <p>{what}</p>
      <p className="tellers-code">{value}</p>
      <Button variant="link" isInline onClick={() => void copy()} aria-label={texts.copyWhat(term)}>
        {copied ? texts.copied : texts.copy}
      </Button>
    </Fact>
  );
}

function Questions({ questions }: { questions: readonly { question?: string; answers?: readonly string[] }[] }) {
  const texts = useTexts().ballot;
  return (
    <section className="tellers-stack">
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
    </section>
  );
}

/** The way to the trustee's own pages, for trustees, while there is something to do there. */
function YourPart({ uuid, state }: { uuid: string; state: string }) {
  const texts = useTexts().ballot;
  const { data: person } = useQuery(session);
  const isTrustee = person ? has(person, 'trustee', 'scrutineer') : false;
  const { data: ceremony } = useQuery({ ...ceremonyQuery(uuid), enabled: isTrustee });
  if (!ceremony || state === 'cancelled') return null;
  const due = dueNow(ceremony, state);
  if (due === 'too-early' || due === 'full') return null;
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

function KeyHolders({ uuid }: { uuid: string }) {
  const texts = useTexts().ballot;
  const { data: person } = useQuery(session);
  const maySee = person ? has(person, 'trustee', 'scrutineer', 'officer', 'approver', 'auditor') : false;
  const { data: ceremony } = useQuery({ ...ceremonyQuery(uuid), enabled: maySee });
  if (!ceremony) return null;
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.trustees}
      </Title>
      <Seats ceremony={ceremony} />
    </section>
  );
}

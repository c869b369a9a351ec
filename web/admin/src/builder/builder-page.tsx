/** Drafts a ballot, and shows the whole of it to who reads and approves it. */
import { Button, Content } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type Ballot, ballot as ballotQuery } from '../ballots/queries.ts';
import { StateLabel } from '../ballots/state-label.tsx';
import { has, READS_ALL, session } from '../session/session.ts';
import { BackLink } from '../shell/back-link.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { useTexts } from '../text/texts.tsx';
import { Approval } from './approval.tsx';
import { DocumentView } from './document-view.tsx';
import { Editor } from './editor.tsx';
import { useBuilderTexts } from './texts.ts';
import { WhatChanged } from './what-changed.tsx';

/** A new ballot. */
export function NewBallotPage() {
  const { shell } = useTexts();
  const texts = useBuilderTexts();
  return (
    <div className="tellers-stack">
      <BackLink to="/">{shell.back}</BackLink>
      <div>
        <PageTitle>{texts.newTitle}</PageTitle>
        <Content component="p">{texts.lead}</Content>
      </div>
      <Editor />
    </div>
  );
}

/** The wording and the rules of a ballot: to be written while it is a draft, to be read by everyone else and later. */
export function QuestionsPage() {
  const { shell } = useTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid/questions' });
  const { data: ballot, error, refetch } = useQuery(ballotQuery(uuid));
  const { data: person } = useQuery(session);
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid" params={{ uuid }}>
        {shell.toBallot}
      </BackLink>
      {ballot && person ? (
        <Questions
          key={`${uuid} ${ballot.state === 'draft'}`}
          ballot={ballot}
          isWriter={has(person, 'officer')}
          isApprover={has(person, 'approver') && ballot.editedBy !== person.user}
          readsAll={has(person, ...READS_ALL)}
        />
      ) : error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

interface QuestionsProps {
  readonly ballot: Ballot;
  readonly isWriter: boolean;
  readonly isApprover: boolean;
  readonly readsAll: boolean;
}

function Questions({ ballot, isWriter, isApprover, readsAll }: QuestionsProps) {
  const texts = useBuilderTexts();
  const isDraft = ballot.state === 'draft';
  // Who is to approve it reads it first, also when they might write it themselves.
  const [writing, setWriting] = useState(isDraft && isWriter && !isApprover);
  const { uuid = '', revision = 1 } = ballot;
  const changes = readsAll && <WhatChanged key={uuid} uuid={uuid} revision={revision} />;
  return (
    <>
      <div>
        <PageTitle>{writing ? texts.draftTitle : isDraft ? texts.approveTitle : texts.readTitle}</PageTitle>
        <p>
          {ballot.name} <StateLabel state={ballot.state} />
        </p>
        <Content component="p">
          {writing ? texts.lead : isDraft ? texts.read.whole : texts.frozen}
          {!isDraft && ballot.approvedBy && ` ${texts.approved(ballot.approvedBy)}`}
        </Content>
        {isDraft && isWriter && !writing && (
          <Button variant="secondary" onClick={() => setWriting(true)}>
            {texts.approval.change}
          </Button>
        )}
      </div>
      {isDraft && !writing && changes}
      {writing ? <Editor ballot={ballot} /> : <DocumentView ballot={ballot} />}
      {(!isDraft || writing) && changes}
      {isDraft && !writing && <Approval ballot={ballot} />}
    </>
  );
}

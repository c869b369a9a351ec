/** The key ceremony of one trustee, guided from the first step to the last. */

import { Card, CardBody, Content, Spinner, Title } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { LOOK_AGAIN } from '../api/look-again.ts';
import { Problem } from '../api/problem.ts';
import { type Ballot, ballot as ballotQuery } from '../ballots/queries.ts';
import { PlatformKey } from '../result/platform-key.tsx';
import { has, session } from '../session/session.ts';
import { BackLink } from '../shell/back-link.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { when } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { type Ceremony, currentStep, dueNow, STEPS, waitingFor } from './ceremony.ts';
import { FreeSeats } from './free-seats.tsx';
import { Invitation } from './invitation.tsx';
import { KeyError, type Keyholder } from './keyholder.ts';
import { MakeStep } from './make-step.tsx';
import { MarkCounts, MarkMail } from './mark-mail.tsx';
import { scrutineersKey } from './one-key.ts';
import { OpenKey } from './open-key.tsx';
import * as requests from './requests.ts';
import { ScrutineerGuide } from './scrutineer-guide.tsx';
import { ScrutineersKey } from './scrutineers-key.tsx';
import { SeatStep } from './seat-step.tsx';
import { Seats } from './seats.tsx';
import { Steps } from './steps.tsx';
import { Told } from './told.tsx';
import { useKeyholder } from './use-keyholder.ts';

/** While it is, the head of the box can be asked for. */
const CLOSES_YET = ['keyed', 'ready', 'open'];

/** How soon it asks again for what the public board should show in a moment, and how often. */
const ASK_AGAIN = 1_000;
const MOST_ASKED = 60;

export function KeyPage() {
  const texts = useTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid/key' });
  const ballot = useQuery({ ...ballotQuery(uuid), refetchInterval: LOOK_AGAIN.moving });
  const ceremony = useQuery({ ...requests.ceremony(uuid), refetchInterval: LOOK_AGAIN.moving });
  const error = ballot.error ?? ceremony.error;
  const { data: person } = useQuery(session);
  const holder = person ? has(person, 'trustee', 'scrutineer') : false;

  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid" params={{ uuid }}>
        {texts.shell.toBallot}
      </BackLink>
      <PageTitle>{holder ? texts.key.title : texts.ballot.trustees}</PageTitle>
      {error && <ProblemAlert problem={error} retry={() => void ceremony.refetch()} />}
      {ballot.data && ceremony.data !== undefined ? (
        <>
          <Content component="p">{texts.key.lead(ballot.data.name ?? '')}</Content>
          {ceremony.data === null ? (
            <>
              <ScrutineersKey ballot={ballot.data} />
              {person && <ScrutineerGuide ballot={ballot.data} person={person} />}
            </>
          ) : !holder || dueNow(ceremony.data, ballot.data.state ?? '') === 'over' ? (
            <Seats ceremony={ceremony.data} />
          ) : (
            <Guide
              uuid={uuid}
              state={ballot.data.state ?? ''}
              closesAt={ballot.data.closesAt ?? ''}
              ceremony={ceremony.data}
            />
          )}
          {person && has(person, 'officer', 'approver') && waitsForHolders(ballot.data, ceremony.data) && (
            <Invitation ballot={ballot.data} of={ceremony.data ?? undefined} />
          )}
          {ceremony.data && ballot.data.state === 'approved' && person && has(person, 'officer') && (
            <FreeSeats uuid={uuid} seats={ceremony.data.seats} />
          )}
          {person && has(person, 'officer', 'auditor') && <MarkCounts uuid={uuid} />}
          {person && has(person, 'auditor') && !holder && CLOSES_YET.includes(ballot.data.state ?? '') && (
            <MarkMail uuid={uuid} level="h2" />
          )}
          <PlatformKey uuid={uuid} />
        </>
      ) : (
        !error && <Loading />
      )}
    </div>
  );
}

/** Whether somebody who shall hold a key has not come yet. */
function waitsForHolders(ballot: Ballot, ceremony: Ceremony | null): boolean {
  if (ballot.state !== 'approved') return false;
  return ceremony ? ceremony.seats.some(({ name }) => name === undefined) : scrutineersKey(ballot) === undefined;
}

interface GuideProps {
  readonly uuid: string;
  readonly state: string;
  readonly closesAt: string;
  readonly ceremony: Ceremony;
}

function Guide({ uuid, state, closesAt, ceremony }: GuideProps) {
  const texts = useTexts();
  const { data: person } = useQuery(session);
  const keyholder = useKeyholder();
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const due = dueNow(ceremony, state);
  const place = { size: ceremony.holders, threshold: ceremony.threshold, index: ceremony.mine ?? 0 };
  const look = () => queries.invalidateQueries({ queryKey: requests.ceremony(uuid).queryKey });

  const part = useMutation({
    mutationFn: (now: Part) => doPart(now, uuid, ceremony, keyholder()),
    retry: boardIsBehind,
    retryDelay: ASK_AGAIN,
    onSettled: look,
  });
  const { mutate, isIdle, isPending, reset } = part;

  // With the key open, what is due is done at once: there is nothing to decide in it.
  useEffect(() => {
    if (opened && isIdle && isPart(due)) mutate(due);
  }, [opened, isIdle, due, mutate]);
  useEffect(() => {
    if (part.isSuccess) reset();
  }, [part.isSuccess, reset]);

  async function open(file: string, passphrase: string) {
    const published = ceremony.certificates?.[(ceremony.mine ?? 0) - 1];
    await keyholder().call('open', file, passphrase, { kind: 'seat', published });
    setOpened(true);
  }

  async function handIn() {
    await requests.sendCertificate(uuid, await keyholder().call('certificate', place));
    setOpened(true);
    await look();
  }

  const announce = useAnnounce();
  const spoken = due === 'wait' ? texts.key.wait.title : due === 'ready' ? texts.key.ready.title : '';
  useEffect(() => announce(spoken), [announce, spoken]);

  return (
    <>
      {due !== 'too-early' && due !== 'full' && (
        <Steps names={STEPS.map((step) => texts.key.steps[step])} current={currentStep(ceremony)} />
      )}
      <Card>
        <CardBody>
          {part.error ? (
            <PartFault error={part.error} retry={reset} />
          ) : isPending && isPart(part.variables) ? (
            <p>
              <Spinner size="md" aria-hidden="true" /> {texts.key.busy[part.variables]}
            </p>
          ) : due === 'too-early' ? (
            <Told title={texts.key.notYet}>{texts.key.notYetWhat}</Told>
          ) : due === 'full' ? (
            <Told title={texts.key.seat.full}>{texts.key.seat.fullWhat}</Told>
          ) : due === 'take-seat' ? (
            <SeatStep uuid={uuid} ceremony={ceremony} person={person?.name ?? ''} />
          ) : due === 'make-key' ? (
            <MakeStep uuid={uuid} place={place} keyholder={keyholder} opened={handIn} />
          ) : isPart(due) ? (
            <OpenKey {...texts.key.open} what={texts.key.dueNow[due]} working={texts.key.prove.working} open={open} />
          ) : due === 'wait' ? (
            <Waiting ceremony={ceremony} />
          ) : due === 'ready' ? (
            <div className="tellers-stack">
              <Told title={texts.key.ready.title}>
                {texts.key.ready.what(when(texts.calendar, closesAt))} {texts.key.ready.keep}
              </Told>
              <MarkMail uuid={uuid} />
            </div>
          ) : (
            <>
              <Told title={texts.ballot.countTitle}>{texts.ballot.countWhat}</Told>
              <BackLink to="/ballots/$uuid/count" params={{ uuid }}>
                {texts.ballot.countAction}
              </BackLink>
            </>
          )}
        </CardBody>
      </Card>
      <Title headingLevel="h2" size="xl">
        {texts.ballot.trustees}
      </Title>
      <Seats ceremony={ceremony} />
    </>
  );
}

/** What a key does in a ceremony without asking again. */
type Part = 'join' | 'confirm' | 'rehearse';

function isPart(due: string | undefined): due is Part {
  return due === 'join' || due === 'confirm' || due === 'rehearse';
}

/** The public board hears of the keys a moment after the ceremony's own service, or later if it was away. */
function boardIsBehind(failures: number, error: Error): boolean {
  return error instanceof Problem && error.status === 404 && failures < MOST_ASKED;
}

async function doPart(part: Part, uuid: string, ceremony: Ceremony, keyholder: Keyholder): Promise<void> {
  const certificates = ceremony.certificates ?? [];
  switch (part) {
    case 'join':
      return requests.sendPolynomial(uuid, await keyholder.call('polynomial', certificates));
    case 'confirm':
      return requests.sendConfirmation(
        uuid,
        await keyholder.call('confirmation', certificates, await requests.input(uuid)),
      );
    case 'rehearse':
      await requests.sendRehearsal(uuid, await keyholder.call('rehearsal', await requests.rehearsal(uuid)));
  }
}

function Waiting({ ceremony }: { ceremony: Ceremony }) {
  const { wait } = useTexts().key;
  const { names, free } = waitingFor(ceremony);
  return (
    <div className="tellers-told">
      <Told title={wait.title}>
        {ceremony.phase === 'done' || names.length + free === 0 ? wait.platform : wait[ceremony.phase]}{' '}
        {names.length > 0 && wait.names(names)} {free > 0 && wait.empty(free)}
      </Told>
      <p>{wait.stay}</p>
    </div>
  );
}

/** A part that was not done: by a fault of the line, or because what came from the others does not fit. */
function PartFault({ error, retry }: { error: Error; retry: () => void }) {
  const texts = useTexts();
  if (!(error instanceof KeyError)) return <ProblemAlert problem={error} retry={retry} />;
  return (
    <Notice variant="danger" title={texts.key.blamed} isUrgent action={{ label: texts.problems.retry, do: retry }}>
      {texts.key.blamedWhat}
      <p className="tellers-code" lang="en">
        {error.message}
      </p>
    </Notice>
  );
}

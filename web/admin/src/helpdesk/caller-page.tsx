/** A member who calls: what to do first, what else can be done, and everything that happened. */
import {
  Button,
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Title,
} from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { components } from '../api/generated/notification.ts';
import { ballot as ballotQuery } from '../ballots/queries.ts';
import { Reason } from '../delivery/lists.tsx';
import { useDeliveryTexts } from '../delivery/texts.ts';
import { has, session } from '../session/session.ts';
import { BackLink } from '../shell/back-link.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { languages, useTexts } from '../text/texts.tsx';
import { Correct, Reissuing, Resend } from './doing.tsx';
import { type Doing, doings, nextStep, reissues } from './next-step.ts';
import { OpenReissues } from './open-reissues.tsx';
import * as requests from './requests.ts';
import { useHelpdeskTexts } from './texts.ts';

type Schemas = components['schemas'];

export function CallerPage() {
  const texts = useHelpdeskTexts();
  const { uuid, entry } = useParams({ from: '/ballots/$uuid/helpdesk/$entry' });
  const { data: ballot } = useQuery(ballotQuery(uuid));
  const { data, error, refetch } = useQuery(requests.timeline(uuid, entry));
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid/helpdesk" params={{ uuid }}>
        {texts.member.back}
      </BackLink>
      {error ? (
        <>
          <PageTitle>{texts.member.title}</PageTitle>
          <ProblemAlert problem={error} retry={() => void refetch()} />
        </>
      ) : !data?.member || !ballot ? (
        <Loading />
      ) : (
        <Member uuid={uuid} state={ballot.state ?? ''} known={data} member={data.member} />
      )}
    </div>
  );
}

interface MemberProps {
  readonly uuid: string;
  readonly state: string;
  readonly known: Schemas['Timeline'];
  readonly member: Schemas['Found'];
}

function Member({ uuid, state, known, member }: MemberProps) {
  const texts = useHelpdeskTexts();
  const { mails, mailStates } = useDeliveryTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const { data: person } = useQuery(session);
  const [doing, setDoing] = useState<Doing>();
  const [done, setDone] = useState<string>();
  const timeline = known.timeline ?? [];
  const asked = reissues(timeline);
  const step = nextStep(member, asked, state, Date.now());
  // Sending and replacing is the helpdesk's; an officer corrects addresses.
  const can = doings(step).filter(
    (one) => person && has(person, 'helpdesk', ...(one === 'correct' ? ['officer' as const] : [])),
  );
  const entry = member.entryId ?? '';

  async function finish(what: string) {
    setDoing(undefined);
    setDone(what);
    announce(what);
    await queries.invalidateQueries({ queryKey: ['ballots', uuid, 'helpdesk'] });
  }

  const panel = { uuid, known, member, finish, cancel: () => setDoing(undefined) };
  return (
    <>
      <div>
        <PageTitle window={texts.member.title}>{member.name ?? ''}</PageTitle>
        <p>{texts.member.number(member.membershipNumber ?? '')}</p>
      </div>
      {done && <Notice variant="success" title={done} />}
      <Card>
        <CardTitle component="h2">{texts.member.next}</CardTitle>
        <CardBody className="tellers-told">
          <p>
            <strong>{texts.steps[step].title}</strong>
          </p>
          <p>{texts.steps[step].what(member.address ?? texts.search.noAddress)}</p>
          {known.secondPerson && can.includes('replace') && (
            <p>
              {texts.member.secondPerson} <Reason code={known.secondPerson} />.
            </p>
          )}
          {can.length > 0 && doing === undefined && (
            <div className="tellers-row">
              {can.map((one, place) => (
                <Button
                  key={one}
                  variant={place === 0 ? 'primary' : 'secondary'}
                  onClick={() => {
                    setDone(undefined);
                    setDoing(one);
                  }}
                >
                  {texts.doings[one]}
                </Button>
              ))}
            </div>
          )}
          {doing === 'resend' && <Resend {...panel} />}
          {doing === 'correct' && <Correct {...panel} mayResend={person ? has(person, 'helpdesk') : false} />}
          {(doing === 'replace' || doing === 'letter') && <Reissuing {...panel} what={doing} />}
        </CardBody>
      </Card>
      <OpenReissues
        uuid={uuid}
        entry={entry}
        reissues={asked}
        person={person ?? undefined}
        acted={() => setDone(undefined)}
      />
      <DescriptionList columnModifier={{ md: '2Col' }}>
        <Fact term={texts.member.vote}>{member.voted ? texts.search.voted : texts.search.notVoted}</Fact>
        <Fact term={texts.member.address}>{member.address ?? texts.search.noAddress}</Fact>
        <Fact term={texts.member.language}>
          {languages.find(({ language }) => language === member.language)?.name ?? member.language ?? ''}
        </Fact>
        <Fact term={texts.member.lastMail}>
          {member.lastMail
            ? `${mails[member.lastMail.kind ?? ''] ?? member.lastMail.kind}: ${mailStates[member.lastMail.state ?? ''] ?? member.lastMail.state}`
            : texts.search.noMail}
        </Fact>
      </DescriptionList>
      <TimelineTable timeline={timeline} />
    </>
  );
}

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription className="tellers-anywhere">{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

/** What happened, the latest first. */
function TimelineTable({ timeline }: { timeline: readonly Schemas['Happened'][] }) {
  const texts = useHelpdeskTexts();
  const { mails, mailStates } = useDeliveryTexts();
  const { calendar } = useTexts();
  const told = ({ what = '', kind = '' }: Schemas['Happened']) =>
    kind ? `${mails[kind] ?? kind}: ${texts.reported[what] ?? mailStates[what] ?? what}` : (texts.acts[what] ?? what);
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.timeline.title}
      </Title>
      {timeline.length === 0 ? (
        <p>{texts.timeline.none}</p>
      ) : (
        <DataTable
          caption={texts.timeline.caption}
          columns={[texts.timeline.when, texts.timeline.what, texts.timeline.by]}
          rows={timeline
            .map((happened, place) => ({
              key: `${place}`,
              cells: [
                happened.at && moment(calendar, happened.at),
                <span key="what">
                  {told(happened)}
                  {happened.reason && (
                    <>
                      {' ('}
                      <Reason code={happened.reason} />)
                    </>
                  )}
                </span>,
                texts.people[happened.by ?? 'system'] ?? happened.by,
              ],
            }))
            .reverse()}
        />
      )}
    </section>
  );
}

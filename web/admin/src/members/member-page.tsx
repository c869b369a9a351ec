/** One member: what the register knows, how to reach them, who changed that, and where they are helped with a ballot. */
import {
  Content,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Label,
  Title,
} from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { ballots as ballotsQuery } from '../ballots/queries.ts';
import { BackLink } from '../shell/back-link.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { dayOf, moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { addressInForce, nameOf } from './contact.ts';
import { CorrectForm } from './correct-form.tsx';
import * as requests from './requests.ts';
import { useMembersTexts } from './texts.ts';

export function MemberPage() {
  const { ways } = useTexts();
  const { member: texts } = useMembersTexts();
  const { number } = useParams({ from: '/members/$number' });
  const { data: member, error, refetch } = useQuery(requests.member(number));
  return (
    <div className="tellers-stack">
      <BackLink to="/members">{texts.back}</BackLink>
      {member ? (
        <>
          <div>
            <PageTitle>{nameOf(member)}</PageTitle>
            <Content component="p">
              {texts.number(number)}{' '}
              <Label color={member.status === 'active' ? 'green' : 'orange'}>
                {texts.statuses[member.status ?? ''] ?? member.status}
              </Label>
            </Content>
          </div>
          <HelpWithBallots />
          <ContactData member={member} />
          <CorrectForm key={number} member={member} />
          <Membership member={member} />
          <Changes number={number} />
        </>
      ) : (
        <>
          <PageTitle>{ways.members}</PageTitle>
          {error instanceof Problem && error.code === 'member-not-found' ? (
            <Notice variant="warning" title={texts.notFound}>
              {texts.notFoundWhat}
            </Notice>
          ) : error ? (
            <ProblemAlert problem={error} retry={() => void refetch()} />
          ) : (
            <Loading />
          )}
        </>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {title}
      </Title>
      {children}
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

function HelpWithBallots() {
  const { ballots: texts } = useMembersTexts();
  const { data: ballots } = useQuery(ballotsQuery);
  const open = ballots?.filter(({ state }) => state === 'open');
  return (
    open && (
      <Part title={texts.title}>
        {open.length === 0 ? (
          <Content component="p">{texts.none}</Content>
        ) : (
          <>
            <Content component="p">{texts.what}</Content>
            <ul className="tellers-links">
              {open.map(({ uuid, name = '' }) => (
                <li key={uuid}>
                  <a href={`/ballots/${uuid}/helpdesk`}>{texts.helpdesk(name)}</a>
                </li>
              ))}
            </ul>
          </>
        )}
      </Part>
    )
  );
}

function ContactData({ member }: { member: requests.Member }) {
  const { member: texts } = useMembersTexts();
  const inForce = addressInForce(member);
  const held = member.held ?? [];
  const address = [member.address1, member.address2, member.town, member.postcode].filter(Boolean);
  return (
    <Part title={texts.contact}>
      {inForce === 'none' && (
        <Notice variant="warning" level="h3" title={texts.noEmail}>
          {texts.noEmailWhat}
        </Notice>
      )}
      <DescriptionList columnModifier={{ md: '2Col' }}>
        <Fact term={texts.fields.personalEmail}>
          <Email address={member.personalEmail} isInForce={inForce === 'personal'} />
        </Fact>
        <Fact term={texts.fields.workEmail}>
          <Email address={member.workEmail} isInForce={inForce === 'work'} />
        </Fact>
        <Fact term={texts.fields.mobile}>{member.mobile ?? texts.notKnown}</Fact>
        <Fact term={texts.fields.language}>{texts.languages[member.language ?? ''] ?? texts.notKnown}</Fact>
        <Fact term={texts.address}>
          {address.length === 0 ? texts.notKnown : address.map((line) => <div key={line}>{line}</div>)}
        </Fact>
        {member.campaignConsent !== undefined && member.campaignConsent !== null && (
          <Fact term={texts.consent}>{member.campaignConsent ? texts.consents.yes : texts.consents.no}</Fact>
        )}
      </DescriptionList>
      {held.length > 0 && (
        <p className="tellers-aside">
          {texts.held} {held.map((field) => texts.heldNames[field] ?? field).join(', ')}.
        </p>
      )}
    </Part>
  );
}

function Email({ address, isInForce }: { address: string | undefined; isInForce: boolean }) {
  const { member: texts } = useMembersTexts();
  if (!address) return texts.notKnown;
  return (
    <>
      <span className="tellers-anywhere">{address}</span>{' '}
      {isInForce && (
        <Label isCompact color="green">
          {texts.inForce}
        </Label>
      )}
    </>
  );
}

function Membership({ member }: { member: requests.Member }) {
  const { calendar } = useTexts();
  const { member: texts } = useMembersTexts();
  const facts = ['section', 'branch', 'employer', 'region', 'pdu', 'workplace', 'jobRole', 'membershipClass'] as const;
  return (
    <Part title={texts.membership}>
      <DescriptionList columnModifier={{ md: '2Col' }}>
        {facts.map(
          (fact) =>
            member[fact] && (
              <Fact key={fact} term={texts[fact]}>
                {member[fact]}
              </Fact>
            ),
        )}
        {member.joinedAt && (
          <Fact term={texts.joined}>{(member.joinedAtDayOnly ? dayOf : moment)(calendar, member.joinedAt)}</Fact>
        )}
        {member.leftAt && <Fact term={texts.left}>{dayOf(calendar, member.leftAt)}</Fact>}
      </DescriptionList>
    </Part>
  );
}

function Changes({ number }: { number: string }) {
  const { calendar } = useTexts();
  const { changes: texts, member } = useMembersTexts();
  const { data, error, refetch } = useQuery(requests.contactChanges(number));
  return (
    <Part title={texts.title}>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.length === 0 ? (
        <Content component="p">{texts.none}</Content>
      ) : (
        <DataTable
          caption={texts.caption}
          columns={[texts.at, texts.who, texts.how, texts.what]}
          rows={data.map(({ at = '', changedBy, way, person, reason, fields = [] }) => ({
            key: `${at} ${way}`,
            cells: [
              moment(calendar, at),
              changedBy === 'member' ? texts.member : person,
              <span key="how">
                {texts.ways[way ?? ''] ?? way}
                {reason && `: ${reason}`}
              </span>,
              fields.map((field) => member.heldNames[field] ?? field).join(', '),
            ],
          }))}
        />
      )}
    </Part>
  );
}

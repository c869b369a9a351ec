/** All ballots, with what each needs next; those that are over stand below. */

import { EmptyState, EmptyStateBody, Label, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LOOK_AGAIN } from '../api/look-again.ts';
import { anybody as register } from '../register/requests.ts';
import { has, session } from '../session/session.ts';
import { DataTable } from '../shell/data-table.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { checklist, isUnsent, nextOf } from './checklist.ts';
import { turnout } from './figures.ts';
import { isTroubled } from './mail.ts';
import { type Ballot, ballot as ballotQuery, ballots, mail as mailQuery } from './queries.ts';
import { StateLabel } from './state-label.tsx';
import { useBallotsTexts } from './texts.ts';
import { useFacts } from './use-facts.ts';
import { Way } from './way.tsx';

type Summary = NonNullable<Awaited<ReturnType<NonNullable<typeof ballots.queryFn>>>>[number];

const OVER = ['declared', 'cancelled'];
const MAILED = ['ready', 'open', 'closed'];

export function BallotsPage() {
  const texts = useTexts();
  const { list } = useBallotsTexts();
  const { data: person } = useQuery(session);
  const { data, error, refetch } = useQuery({ ...ballots, refetchInterval: LOOK_AGAIN.quiet });
  const newestFirst = [...(data ?? [])].sort((a, b) => String(b.opensAt).localeCompare(String(a.opensAt)));
  const current = newestFirst.filter(({ state = '' }) => !OVER.includes(state));
  const finished = newestFirst.filter(({ state = '' }) => OVER.includes(state));
  const isOfficer = person ? has(person, 'officer') : false;
  const seesMail = person ? has(person, 'officer', 'helpdesk') : false;
  return (
    <div className="tellers-stack">
      <div className="tellers-title">
        <PageTitle>{texts.ways.ballots}</PageTitle>
        {isOfficer && (
          <Link to="/ballots/new" className="pf-v6-c-button pf-m-primary">
            {list.create}
          </Link>
        )}
      </div>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : newestFirst.length === 0 ? (
        <EmptyState titleText={texts.ballots.empty} headingLevel="h2">
          <EmptyStateBody>{isOfficer ? <FirstSteps /> : texts.ballots.emptyWhat}</EmptyStateBody>
        </EmptyState>
      ) : (
        <>
          <section className="tellers-told">
            <Title headingLevel="h2" size="xl">
              {list.current}
            </Title>
            {current.length === 0 ? (
              <p>{list.nobody}</p>
            ) : (
              <DataTable
                caption={texts.ballots.caption}
                columns={[
                  texts.ballots.name,
                  texts.ballots.state,
                  texts.ballots.opens,
                  texts.ballots.closes,
                  list.turnout,
                  ...(seesMail ? [list.mail] : []),
                  list.next,
                ]}
                rows={current.map((one) => ({
                  key: one.uuid ?? '',
                  cells: [
                    ...cells(one, (instant) => moment(texts.calendar, instant)),
                    <Turnout key="turnout" summary={one} />,
                    ...(seesMail ? [<MailState key="mail" summary={one} />] : []),
                    <Next key="next" summary={one} />,
                  ],
                }))}
              />
            )}
          </section>
          {finished.length > 0 && (
            <section className="tellers-told">
              <Title headingLevel="h2" size="xl">
                {list.finished}
              </Title>
              <DataTable
                caption={list.finishedCaption}
                columns={[texts.ballots.name, texts.ballots.state, texts.ballots.opens, texts.ballots.closes]}
                rows={finished.map((one) => ({
                  key: one.uuid ?? '',
                  cells: cells(one, (instant) => moment(texts.calendar, instant)),
                }))}
              />
            </section>
          )}
        </>
      )}
    </div>
  );
}

/** The whole way, for an officer who has never gone it; the first two steps are done from here. */
function FirstSteps() {
  const { firstSteps: texts } = useBallotsTexts();
  const { data: anybody } = useQuery(register);
  return (
    <div className="tellers-first">
      <p>{texts.lead}</p>
      <ol>
        <li>
          {anybody && '✓ '}
          <Link to="/register">{texts.register}</Link> {anybody ? texts.registerDone : texts.registerWhat}
        </li>
        <li>
          <Link to="/ballots/new">{texts.draft}</Link> {texts.draftWhat}
        </li>
        {texts.later.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}

function cells({ uuid = '', name, state, opensAt, closesAt }: Summary, date: (instant: string) => string) {
  return [
    <Link key="name" to="/ballots/$uuid" params={{ uuid }}>
      {name}
    </Link>,
    <StateLabel key="state" state={state} />,
    opensAt && date(opensAt),
    closesAt && date(closesAt),
  ];
}

function useBallot({ uuid = '' }: Summary): Ballot | undefined {
  return useQuery({ ...ballotQuery(uuid), refetchInterval: LOOK_AGAIN.quiet }).data;
}

function Turnout({ summary }: { summary: Summary }) {
  const texts = useTexts().ballot;
  const { list } = useBallotsTexts();
  const { cast, entitled } = useBallot(summary) ?? {};
  return <>{cast === undefined || !entitled ? list.none : turnout(texts.turnout, cast, entitled)}</>;
}

function MailState({ summary }: { summary: Summary }) {
  const { list } = useBallotsTexts();
  const facts = useFacts(useBallot(summary));
  const { data: mail } = useQuery({
    ...mailQuery(summary.uuid ?? ''),
    enabled: MAILED.includes(summary.state ?? ''),
    refetchInterval: LOOK_AGAIN.quiet,
  });
  if (facts && isUnsent(facts, Date.now())) return <Label color="red">{list.notSent}</Label>;
  if (!mail) return <>{list.none}</>;
  if (!isTroubled(mail)) return <>{list.mailFine}</>;
  return (
    <Way uuid={summary.uuid ?? ''} page="delivery">
      {[mail.blocked.length > 0 && list.blocked(mail.blocked.length), mail.bounced > 0 && list.bounced(mail.bounced)]
        .filter(Boolean)
        .join(', ')}
    </Way>
  );
}

function Next({ summary }: { summary: Summary }) {
  const { checklist: texts, list } = useBallotsTexts();
  const facts = useFacts(useBallot(summary));
  const next = facts && nextOf(checklist(facts, Date.now()));
  return <>{next ? texts.steps[next.step] : list.none}</>;
}

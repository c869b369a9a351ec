/** Whether the mails of a ballot arrive: by domain, and what to do about those that do not. */
import { Content, Label, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ballot as ballotQuery } from '../ballots/queries.ts';
import { tooEarly } from '../messages/runs.ts';
import { BackLink } from '../shell/back-link.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { when } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { Bounced } from './bounced.tsx';
import { type DomainLine, heldPercent, lines, percent, type Reach, reach } from './delivery.ts';
import { Reports, StrayReports } from './reports.tsx';
import * as requests from './requests.ts';
import { Suppressions } from './suppressions.tsx';
import { useDeliveryTexts } from './texts.ts';
import { Unreachable } from './unreachable.tsx';

export function DeliveryPage() {
  const { ways } = useTexts();
  const texts = useDeliveryTexts();
  const shared = useTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid/delivery' });
  const ballot = useQuery(ballotQuery(uuid));
  const early = tooEarly(ballot.data?.state ?? '');
  const { data, error, refetch } = useQuery({
    ...requests.domains(uuid),
    enabled: ballot.data !== undefined && !early,
  });
  const problem = ballot.error ?? error;
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid" params={{ uuid }}>
        {shared.shell.toBallot}
      </BackLink>
      <div>
        <PageTitle>{ways.delivery}</PageTitle>
        {ballot.data?.name && <Content component="p">{texts.ofBallot(ballot.data.name)}</Content>}
      </div>
      {problem ? (
        <ProblemAlert problem={problem} retry={() => void Promise.all([ballot.refetch(), refetch()])} />
      ) : early ? (
        <Notice variant="info" title={texts.tooEarly} />
      ) : !data ? (
        <Loading />
      ) : (
        <>
          {lines(data)
            .filter(({ alarm }) => alarm)
            .map((line) => (
              <Notice
                key={line.name}
                variant="danger"
                title={texts.alarm(line.name ?? '', heldPercent(line).toFixed(0))}
              >
                {texts.alarmWhat(number(line.deferred + line.blocked), number(line.sent))}
              </Notice>
            ))}
          <RollReach reach={reach(data)} />
          <Domains lines={lines(data)} asAt={data.asAt} />
          <Bounced uuid={uuid} />
          <Suppressions uuid={uuid} />
          <Unreachable uuid={uuid} />
          <Reports uuid={uuid} />
          <StrayReports />
        </>
      )}
    </div>
  );
}

/** The roll beside the part of it that a mail can reach. */
function RollReach({ reach: { entries, deliverable, withoutAddress, suppressed, bounced } }: { reach: Reach }) {
  const texts = useDeliveryTexts().reach;
  const parts = [
    { name: 'accepted', label: texts.deliverable, n: deliverable },
    { name: 'bounced', label: texts.bounced, n: bounced },
    { name: 'suppressed', label: texts.suppressed, n: suppressed },
    { name: 'withoutAddress', label: texts.withoutAddress, n: withoutAddress },
  ];
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <p>{texts.what(number(deliverable), number(entries), percent(deliverable, entries))}</p>
      <div className="tellers-progress" aria-hidden="true">
        {parts.map(
          ({ name, n }) =>
            n > 0 && (
              <span key={name} className={`tellers-part-${name}`} style={{ inlineSize: `${(100 * n) / entries}%` }} />
            ),
        )}
      </div>
      <dl className="tellers-figures">
        {parts.map(({ name, label, n }) => (
          <div key={name}>
            <dt>
              <span className={`tellers-dot tellers-part-${name}`} aria-hidden="true" />
              {label}
            </dt>
            <dd>{number(n)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Domains({ lines: all, asAt }: { lines: readonly DomainLine[]; asAt: string | undefined }) {
  const texts = useDeliveryTexts().domains;
  const { calendar } = useTexts();
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      {all.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <>
          {asAt && <p>{texts.asAt(when(calendar, asAt))}</p>}
          <DataTable
            caption={texts.caption}
            columns={[
              texts.name,
              texts.recipients,
              texts.accepted,
              texts.deferred,
              texts.bounced,
              texts.blocked,
              texts.held,
            ]}
            rows={all.map((line) => ({
              key: line.name ?? '',
              cells: [
                <span key="name" className="tellers-anywhere">
                  {line.name ?? texts.others}
                </span>,
                number(line.recipients),
                number(line.accepted),
                number(line.deferred),
                number(line.bounced),
                number(line.blocked),
                <span key="held">
                  {heldPercent(line).toFixed(1)}% {line.alarm && <Label color="red">{texts.alarm}</Label>}
                </span>,
              ],
            }))}
          />
        </>
      )}
    </section>
  );
}

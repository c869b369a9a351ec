/** Replacements and letters that wait for a second person. */
import { Button, Title } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '../api/generated/notification.ts';
import { short } from '../delivery/delivery.ts';
import { EntryLink, Reason } from '../delivery/lists.tsx';
import { has, type Person } from '../session/session.ts';
import { Consequence } from '../shell/consequence.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import * as requests from './requests.ts';
import { useHelpdeskTexts } from './texts.ts';

type Proposal = components['schemas']['Proposal'];

export function Proposals({ uuid, person }: { uuid: string; person: Person }) {
  const texts = useHelpdeskTexts();
  const { calendar } = useTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(requests.proposals(uuid));
  const [asking, setAsking] = useState<{ readonly proposal: Proposal; readonly how: 'confirm' | 'withdraw' }>();
  const names = texts.proposals;

  async function act() {
    if (!asking) return;
    const { proposal, how } = asking;
    await (how === 'confirm' ? requests.confirm(uuid, proposal) : requests.withdraw(uuid, proposal));
    announce(how === 'confirm' ? names.confirmed : names.withdrawn);
    setAsking(undefined);
    await queries.invalidateQueries({ queryKey: ['ballots', uuid, 'helpdesk'] });
  }

  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {names.title}
      </Title>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.length === 0 ? (
        <p>{names.none}</p>
      ) : (
        <DataTable
          caption={names.caption}
          columns={[names.what, names.why, names.second, names.by, names.do]}
          rows={data.map((proposal) => {
            const { id = '', what = '', entryId = '', reason, secondPerson, askedBy = '', askedAt = '' } = proposal;
            const name = names.of(names.kinds[what] ?? what, short(entryId));
            return {
              key: id,
              cells: [
                has(person, 'helpdesk', 'officer') ? (
                  <span key="what">
                    {names.kinds[what] ?? what}
                    {': '}
                    <EntryLink uuid={uuid} entry={entryId} />
                  </span>
                ) : (
                  name
                ),
                <Reason key="why" code={reason} />,
                <Reason key="second" code={secondPerson} />,
                `${askedBy}, ${moment(calendar, askedAt)}`,
                <span key="do" className="tellers-row">
                  {askedBy === person.user ? (
                    <span>{names.yours}</span>
                  ) : (
                    <Button
                      variant="primary"
                      size="sm"
                      aria-label={`${names.confirm}: ${name}`}
                      onClick={() => setAsking({ proposal, how: 'confirm' })}
                    >
                      {names.confirm}
                    </Button>
                  )}
                  <Button
                    variant="secondary"
                    size="sm"
                    aria-label={`${names.withdraw}: ${name}`}
                    onClick={() => setAsking({ proposal, how: 'withdraw' })}
                  >
                    {names.withdraw}
                  </Button>
                </span>,
              ],
            };
          })}
        />
      )}
      {asking && (
        <Consequence
          key={`${asking.how}-${asking.proposal.id}`}
          title={`${names[asking.how]}: ${names.of(names.kinds[asking.proposal.what ?? ''] ?? '', short(asking.proposal.entryId ?? ''))}`}
          action={names[asking.how]}
          isDangerous={asking.how === 'withdraw'}
          act={act}
          cancel={() => setAsking(undefined)}
        >
          <p>
            {asking.how === 'withdraw'
              ? names.withdrawWhat
              : asking.proposal.what === 'letter'
                ? names.confirmLetter
                : names.confirmReplacement}
          </p>
        </Consequence>
      )}
    </section>
  );
}

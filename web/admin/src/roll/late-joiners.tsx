/** Who joined since the freeze, and may still come onto the roll. */
import { Checkbox, Content } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOnce } from '../api/once.ts';
import { AskFirst } from '../shell/consequence.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { ShowNames } from './names.tsx';
import { Part } from './part.tsx';
import * as requests from './requests.ts';
import type { Ballot } from './rule.ts';
import { useRollTexts } from './texts.ts';

interface LateJoinersProps {
  readonly uuid: string;
  readonly ballot: Ballot;
  readonly mayAdd: boolean;
}

export function LateJoiners({ uuid, ballot, mayAdd }: LateJoinersProps) {
  const { calendar } = useTexts();
  const { late: texts } = useRollTexts();
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const announce = useAnnounce();
  const once = useOnce();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(requests.lateJoiners(uuid, ballot.rollVersion ?? 1));
  const toConfirm = data?.toConfirm ?? [];
  const added = (data?.lateJoiners ?? 0) + confirmed.length;
  async function add() {
    try {
      await once({ added, confirmed }, (key) => requests.supplement(uuid, key, added, [...confirmed]));
      announce(texts.done(added));
      setConfirmed([]);
    } finally {
      await queries.invalidateQueries(requests.rollOf(uuid));
      await queries.invalidateQueries(requests.ballotOf(uuid));
    }
  }

  return (
    <Part title={texts.title}>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <>
          <Content component="p">{texts.lead(moment(calendar, data.cutOff ?? ''))}</Content>
          <p>
            <strong>{data.lateJoiners ? texts.found(data.lateJoiners) : texts.none}</strong>{' '}
            {data.tooLate ? texts.tooLate(data.tooLate) : ''}
          </p>
          <p>{texts.reserve(data.reserveLeft ?? 0, data.reserve ?? 0)}</p>
          {toConfirm.length > 0 && (
            <ToConfirm
              ballot={ballot}
              members={toConfirm}
              confirmed={confirmed}
              confirm={setConfirmed}
              mayAdd={mayAdd}
            />
          )}
          {added > (data.reserveLeft ?? 0) ? (
            <Notice variant="danger" level="h3" title={texts.short}>
              {texts.shortWhat(added, data.reserveLeft ?? 0)}
            </Notice>
          ) : (
            mayAdd &&
            added > 0 && (
              <AskFirst
                key={added}
                label={texts.label(added)}
                variant="primary"
                title={texts.question(added)}
                action={texts.action(added)}
                act={add}
              >
                <p>{texts.what((ballot.entitled ?? 0) + added)}</p>
              </AskFirst>
            )
          )}
        </>
      )}
    </Part>
  );
}

interface ToConfirmProps {
  readonly ballot: Ballot;
  readonly members: readonly requests.RollMember[];
  readonly confirmed: readonly string[];
  readonly mayAdd: boolean;
  confirm(ids: readonly string[]): void;
}

/** Who joined on the day of the cut-off, nobody knows when. */
function ToConfirm({ ballot, members, confirmed, mayAdd, confirm }: ToConfirmProps) {
  const { late: texts, preview } = useRollTexts();
  const { columns } = preview;
  return (
    <>
      <h3 className="tellers-question-title">{texts.confirm}</h3>
      <Content component="p">{texts.confirmWhat}</Content>
      <ShowNames ballot={ballot} ids={members.map(({ memberId = '' }) => memberId)} mayLook={mayAdd}>
        {(nameOf) => (
          <DataTable
            caption={texts.confirmCaption}
            columns={[texts.tick, columns.section, columns.branch, columns.employer]}
            rows={members.map(({ memberId = '', section, branch, region, employer, workplace }, i) => ({
              key: memberId,
              cells: [
                <Checkbox
                  key="tick"
                  id={`confirm-${memberId}`}
                  label={nameOf(memberId) ?? String(i + 1)}
                  isDisabled={!mayAdd}
                  isChecked={confirmed.includes(memberId)}
                  onChange={(_, checked) =>
                    confirm(checked ? [...confirmed, memberId] : confirmed.filter((one) => one !== memberId))
                  }
                />,
                section,
                [branch, region].filter(Boolean).join(', '),
                [employer, workplace].filter(Boolean).join(', '),
              ],
            }))}
          />
        )}
      </ShowNames>
    </>
  );
}

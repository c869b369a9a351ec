/** The roll as it stands, and how it came to be so. */
import { useQuery } from '@tanstack/react-query';
import { DataTable } from '../shell/data-table.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { Part } from './part.tsx';
import { Constituencies } from './preview.tsx';
import * as requests from './requests.ts';
import type { Ballot } from './rule.ts';
import { useRollTexts } from './texts.ts';

/** Whom the versions name that were made without a person. */
const CLOCK = 'platform';

export function FrozenRoll({ uuid, version, ballot }: { uuid: string; version: number; ballot: Ballot }) {
  const { calendar } = useTexts();
  const { frozen: texts } = useRollTexts();
  const { data, error, refetch } = useQuery(requests.roll(uuid, version));
  return (
    <Part title={texts.title}>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <>
          <dl className="tellers-cards">
            <Figure name={texts.entitled} value={number(data.entitled)} />
            <Figure name={texts.version} value={number(data.version)} />
            {(data.constituencies?.length ?? 0) > 1 && (
              <Figure name={texts.constituencies} value={number(data.constituencies?.length)} />
            )}
            {typeof ballot.reserveLeft === 'number' && <Figure name={texts.spare} value={number(ballot.reserveLeft)} />}
          </dl>
          <p>{texts.at(moment(calendar, data.at ?? ''))}</p>
          <Constituencies roll={data} />
        </>
      )}
    </Part>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="tellers-card tellers-card-plain">
      <dt>{name}</dt>
      <dd className="tellers-figure-number">{value}</dd>
    </div>
  );
}

export function Versions({ uuid, version }: { uuid: string; version: number }) {
  const { calendar } = useTexts();
  const { versions: texts } = useRollTexts();
  const { data, error, refetch } = useQuery(requests.versions(uuid, version));
  return (
    <Part title={texts.title}>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <DataTable
          caption={texts.caption}
          columns={[texts.version, texts.change, texts.entitled, texts.difference, texts.at]}
          rows={data.map((one) => ({
            key: String(one.version),
            cells: [
              number(one.version),
              <span key="change">
                {texts.changes[one.change ?? ''] ?? one.change}
                {one.why && (
                  <>
                    : <span lang="en">{one.why}</span>
                  </>
                )}
              </span>,
              number(one.entitled),
              [
                one.added ? texts.added(one.added) : '',
                one.excluded ? texts.excluded(one.excluded) : '',
                one.refused ? texts.refused(one.refused) : '',
              ]
                .filter(Boolean)
                .join(', '),
              `${moment(calendar, one.at ?? '')}, ${one.by === CLOCK ? texts.clock : one.by}`,
            ],
          }))}
        />
      )}
    </Part>
  );
}

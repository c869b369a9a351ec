/** How far the secret codes are, from the freeze until each can vote. */
import { Progress } from '@patternfly/react-core';
import { useEffect, useRef } from 'react';
import { useLongWork } from '../api/use-long-work.ts';
import { useAnnounce } from '../shell/live.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { number } from '../text/numbers.ts';
import { Part } from './part.tsx';
import * as requests from './requests.ts';
import { useRollTexts } from './texts.ts';

type State = NonNullable<requests.Progress['state']>;

const PARTS = ['making', 'listing', 'activating'] as const satisfies readonly State[];

export function CredentialsPart({ uuid }: { uuid: string }) {
  const { credentials: texts } = useRollTexts();
  const announce = useAnnounce();
  const { data, error, refetch } = useLongWork(requests.credentials(uuid), {
    address: `/api/notification/ballots/${uuid}/credentials`,
    going: (progress) => progress !== null && !requests.isSettled(progress),
    read: (progress: requests.Progress) => progress,
  });
  const before = useRef(data?.state);
  useEffect(() => {
    if (before.current !== undefined && before.current !== 'ready' && data?.state === 'ready')
      announce(texts.announced);
    before.current = data?.state;
  }, [data?.state, announce, texts]);
  return (
    <Part title={texts.title}>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading />
      ) : data === null || data.state === 'waiting-for-roll' ? (
        <p>{texts.starting}</p>
      ) : data.state === 'over' ? (
        <p>{texts.over}</p>
      ) : data.state === 'ready' ? (
        <>
          <p>{texts.ready(data.activated ?? 0, data.reserveLeft ?? data.reserve ?? 0)}</p>
          {(data.refused ?? 0) > 0 && <p>{texts.refused(data.refused ?? 0)}</p>}
        </>
      ) : (
        <Making progress={data} />
      )}
    </Part>
  );
}

function Making({ progress }: { progress: requests.Progress }) {
  const { credentials: texts } = useRollTexts();
  const { state, entitled = 0, reserve = 0, listed = 0, activated = 0 } = progress;
  const now = (PARTS as readonly (State | undefined)[]).indexOf(state);
  const [done, total] = state === 'activating' ? [activated, entitled] : [listed, entitled + reserve];
  return (
    <>
      <ul className="tellers-checks">
        {PARTS.map((part, i) => (
          <li key={part}>
            <span className="tellers-mark" aria-hidden="true">
              {i < now ? '✓' : i === now ? '…' : '·'}
            </span>
            <span>{texts.parts[part]}</span>
          </li>
        ))}
      </ul>
      <Progress
        aria-label={texts.parts[PARTS[now] ?? 'making']}
        value={total > 0 ? Math.floor((100 * done) / total) : 0}
        title={texts.of(number(done), number(total))}
      />
      <p>{texts.stay}</p>
    </>
  );
}

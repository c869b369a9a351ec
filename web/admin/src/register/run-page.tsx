/** One register file: what it would change, what stands in the way, and what became of it. */
import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Progress,
  Title,
} from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLongWork } from '../api/use-long-work.ts';
import { BackLink } from '../shell/back-link.tsx';
import { AskFirst } from '../shell/consequence.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { Columns, ColumnsForm } from './columns-form.tsx';
import { ConfirmForm } from './confirm-form.tsx';
import { Faults, Figures, Totals } from './findings.tsx';
import * as requests from './requests.ts';
import { isBusy, percentOf, phasesOf, type Run, undoableUntil } from './run.ts';
import { RunLabel } from './run-label.tsx';
import { useRegisterTexts } from './texts.ts';

export function RunPage() {
  const texts = useRegisterTexts();
  const { run: id } = useParams({ from: '/register/$run' });
  const {
    data: run,
    error,
    refetch,
  } = useLongWork(requests.run(id), {
    address: `/api/membership/imports/${id}`,
    going: ({ state }) => isBusy(state),
    read: requests.read,
  });
  useNews(run);
  return (
    <div className="tellers-stack">
      <BackLink to="/register">{texts.run.back}</BackLink>
      <PageTitle>{texts.run.title}</PageTitle>
      {error && !run ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !run ? (
        <Loading />
      ) : (
        <>
          <Facts run={run} />
          <Now run={run} />
        </>
      )}
    </div>
  );
}

/** What the run is at, for those who cannot see it change; and everything that was read before it is read anew. */
function useNews(run: Run | undefined) {
  const { progress } = useRegisterTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const before = useRef(run?.state);
  useEffect(() => {
    if (!run || before.current === run.state) return;
    const seen = before.current;
    before.current = run.state;
    if (seen === undefined) return;
    announce(progress.done[run.state] ?? '');
    void queries.invalidateQueries({ queryKey: requests.runs.queryKey, exact: true });
    void queries.invalidateQueries({ queryKey: requests.anybody.queryKey });
    void queries.invalidateQueries({ queryKey: ['members'] });
  }, [run, progress, announce, queries]);
}

function Facts({ run }: { run: Run }) {
  const { calendar } = useTexts();
  const { run: texts } = useRegisterTexts();
  const known = run.rows > 0 || run.state === 'mapping';
  return (
    <>
      <RunLabel state={run.state} />
      <DescriptionList columnModifier={{ md: '2Col' }}>
        <Fact term={texts.handedIn}>{texts.by(moment(calendar, run.readAt), run.readBy)}</Fact>
        <Fact term={texts.mode}>{texts.modes[run.mode]}</Fact>
        {known && (
          <Fact term={texts.format}>
            {texts.formatOf(texts.encodings[run.encoding], texts.separators[run.separator])}
          </Fact>
        )}
        {run.appliedAt && (
          <Fact term={texts.applied}>{texts.by(moment(calendar, run.appliedAt), run.appliedBy ?? '')}</Fact>
        )}
        {run.undoneAt && (
          <Fact term={texts.undone}>{texts.by(moment(calendar, run.undoneAt), run.undoneBy ?? '')}</Fact>
        )}
      </DescriptionList>
    </>
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

function Now({ run }: { run: Run }) {
  const { done: texts } = useRegisterTexts();
  if (isBusy(run.state)) return <Busy run={run} />;
  switch (run.state) {
    case 'mapping':
      return (
        <>
          <Trouble run={run} />
          <ColumnsForm run={run} />
        </>
      );
    case 'dry-run':
      return (
        <>
          <Trouble run={run} />
          <Figures run={run} />
          <Faults run={run} />
          <ConfirmForm run={run} />
          <Totals run={run} />
          <Columns run={run} />
        </>
      );
    case 'failed':
      return (
        <>
          <Notice variant="danger" title={texts.failed}>
            {run.problem && <ProblemOfRun run={run} />}
            <p>{texts.failedWhat}</p>
          </Notice>
          <Faults run={run} />
        </>
      );
    case 'superseded':
      return (
        <Notice variant="info" title={texts.superseded}>
          {texts.supersededWhat}
        </Notice>
      );
    default:
      return (
        <>
          <Trouble run={run} />
          <Outcome run={run} />
          <Figures run={run} />
          <Totals run={run} />
          <Faults run={run} />
        </>
      );
  }
}

/** Why the last step ended without its result. */
function Trouble({ run }: { run: Run }) {
  const { done: texts } = useRegisterTexts();
  return (
    run.problem && (
      <Notice variant="warning" title={texts.problem}>
        <ProblemOfRun run={run} />
      </Notice>
    )
  );
}

function ProblemOfRun({ run: { problem } }: { run: Run }) {
  const { done: texts } = useRegisterTexts();
  return (
    <p>
      {problem?.line !== undefined && problem.line !== null && `${texts.line(problem.line)} `}
      <span lang="en">{problem?.detail}</span>
    </p>
  );
}

function Busy({ run }: { run: Run }) {
  const { progress: texts } = useRegisterTexts();
  const progress = run.progress ?? {};
  const phases = phasesOf(run.state);
  const now = progress.phase === undefined ? -1 : phases.indexOf(progress.phase);
  const percent = percentOf(progress);
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts[run.state as 'reading' | 'applying' | 'undoing']}
      </Title>
      <ul className="tellers-checks">
        {phases.map((phase, i) => (
          <li key={phase}>
            <span className="tellers-mark" aria-hidden="true">
              {i < now ? '✓' : i === now ? '…' : '·'}
            </span>
            <span>{texts.phases[phase]}</span>
          </li>
        ))}
      </ul>
      {percent !== undefined ? (
        <Progress
          aria-label={texts.phases[progress.phase ?? 'waiting']}
          value={percent}
          title={texts.of(number(progress.done ?? 0), number(progress.expected ?? 0))}
        />
      ) : (
        now < 0 && <p>{texts.waiting}</p>
      )}
      <p>{texts.stay}</p>
    </section>
  );
}

function Outcome({ run }: { run: Run }) {
  const { calendar } = useTexts();
  const { done: texts } = useRegisterTexts();
  if (run.state === 'undone')
    return (
      <Notice variant="info" title={texts.undone}>
        {run.kept > 0 ? texts.kept(run.kept) : texts.keptNone}
      </Notice>
    );
  return (
    <>
      <Notice variant="success" title={texts.applied}>
        {run.validRowsOnly && run.invalid > 0 && <p>{texts.leftOut(run.invalid)}</p>}
        {run.overwrite && <p>{texts.overwritten}</p>}
        {run.undoable && run.appliedAt && <p>{texts.undoUntil(moment(calendar, undoableUntil(run.appliedAt)))}</p>}
      </Notice>
      {run.undoable && <Undo run={run} />}
    </>
  );
}

function Undo({ run }: { run: Run }) {
  const { done: texts } = useRegisterTexts();
  const queries = useQueryClient();
  return (
    <AskFirst
      label={texts.undo}
      title={texts.undoTitle}
      action={texts.undoAction(run.new + run.changed + run.left)}
      isDangerous
      variant="secondary"
      act={async () => {
        queries.setQueryData(requests.run(run.id).queryKey, await requests.undo(run.id));
      }}
    >
      <p>{texts.undoWhat(run.new, run.changed + run.left)}</p>
    </AskFirst>
  );
}

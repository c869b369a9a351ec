import { Problem } from '../api/problem.ts';
import type { Texts } from '../text/en.ts';
import { useTexts } from '../text/texts.tsx';
import { Notice } from './notice.tsx';

/** What went wrong and what to do about it. */
export function ProblemAlert({ problem, retry }: { problem: Error; retry?: () => void }) {
  const texts = useTexts();
  return (
    <Notice
      variant="danger"
      title={texts.problems.title}
      isUrgent
      {...(retry && { action: { label: texts.problems.retry, do: retry } })}
    >
      <ProblemSentence problem={problem} />
    </Notice>
  );
}

/** The sentence for a fault: ours where we know better what to do, else the service's own, which is English. */
export function ProblemSentence({ problem }: { problem: Error }) {
  const texts = useTexts();
  const ours = ownSentence(problem, texts);
  return ours === undefined ? <span lang="en">{problem.message}</span> : ours;
}

function ownSentence(problem: Error, { problems }: Texts): string | undefined {
  if (!(problem instanceof Problem)) return problems.unexpected;
  if (problem.code === 'no-connection') return problems.noConnection;
  if (problem.status === 403 && !problem.message) return problems.noRole;
  if (['service-unreachable', 'no-answer', 'busy', 'sign-in-unreachable'].includes(problem.code))
    return problems.unreachable;
  if (problem.message) return undefined;
  return problem.status === 404 ? problems.notFound : problems.unexpected;
}

/** The ballot knows members without names; the register tells who they are, and writes down that it was asked. */
import { Button } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import * as requests from './requests.ts';
import type { Ballot } from './rule.ts';
import { useRollTexts } from './texts.ts';

interface ShowNamesProps {
  readonly ballot: Ballot;
  readonly ids: readonly string[];
  readonly mayLook: boolean;
  /** Given what a member is called, with the number; undefined before it was asked for. */
  children(nameOf: (id: string) => string | undefined): ReactNode;
}

export function ShowNames({ ballot, ids, mayLook, children }: ShowNamesProps) {
  const { names: texts } = useRollTexts();
  const looking = useMutation({ mutationFn: () => requests.namesOf(ids, texts.reason(ballot.name ?? '')) });
  const nameOf = (id: string) => {
    if (!looking.data) return undefined;
    const named = looking.data.get(id);
    return named ? `${named.name} (${named.number})` : texts.unknown;
  };
  return (
    <>
      {children(nameOf)}
      {looking.error && <ProblemAlert problem={looking.error} />}
      {mayLook && !looking.data && (
        <p>
          <Button variant="link" isInline isLoading={looking.isPending} onClick={() => looking.mutate()}>
            {texts.show}
          </Button>{' '}
          <span className="tellers-aside">{texts.what}</span>
        </p>
      )}
    </>
  );
}

/** Who may vote in a ballot: first a rule with its numbers, then a frozen roll with its versions. */

import { Content } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LOOK_AGAIN } from '../api/look-again.ts';
import { ballot as ballotQuery } from '../ballots/queries.ts';
import { has, session } from '../session/session.ts';
import { BackLink } from '../shell/back-link.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { useTexts } from '../text/texts.tsx';
import { CredentialsPart } from './credentials-part.tsx';
import { Exclusions, Leavers } from './exclusions.tsx';
import { ExportForm } from './export-form.tsx';
import { FreezePart } from './freeze-part.tsx';
import { FrozenRoll, Versions } from './frozen-roll.tsx';
import { LateJoiners } from './late-joiners.tsx';
import { Preview } from './preview.tsx';
import { type Ballot, takesChanges } from './rule.ts';
import { RuleEditor, RuleFacts } from './rule-form.tsx';
import { useRollTexts } from './texts.ts';

export function RollPage() {
  const { shell, ways } = useTexts();
  const texts = useRollTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid/roll' });
  const { data: ballot, error, refetch } = useQuery({ ...ballotQuery(uuid), refetchInterval: LOOK_AGAIN.watched });
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid" params={{ uuid }}>
        {shell.toBallot}
      </BackLink>
      <PageTitle>{ways.roll}</PageTitle>
      {error && !ballot ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !ballot ? (
        <Loading />
      ) : (
        <>
          <Content component="p">{texts.lead(ballot.name ?? '')}</Content>
          {(ballot.rollVersion ?? 0) > 0 ? (
            <After uuid={uuid} ballot={ballot} />
          ) : (
            <Before uuid={uuid} ballot={ballot} />
          )}
        </>
      )}
    </div>
  );
}

interface Parts {
  readonly uuid: string;
  readonly ballot: Ballot;
}

function usePerson() {
  const { data: person } = useQuery(session);
  const officer = person ? has(person, 'officer') : false;
  return { officer, sees: officer || (person ? has(person, 'approver') : false) };
}

function Before({ uuid, ballot }: Parts) {
  const texts = useRollTexts();
  const { officer, sees } = usePerson();
  if (ballot.state === 'cancelled')
    return (
      <Notice variant="info" title={texts.cancelled}>
        {texts.cancelledWhat}
      </Notice>
    );
  return (
    <>
      {!sees && (
        <Notice variant="info" title={texts.notFrozen}>
          {texts.notFrozenWhat}
        </Notice>
      )}
      {officer && ballot.state === 'draft' ? (
        <RuleEditor uuid={uuid} ballot={ballot} />
      ) : (
        <RuleFacts ballot={ballot} isFixed={ballot.state !== 'draft'} />
      )}
      {sees && <Preview uuid={uuid} ballot={ballot} />}
      {officer && <FreezePart uuid={uuid} ballot={ballot} />}
    </>
  );
}

function After({ uuid, ballot }: Parts) {
  const { officer, sees } = usePerson();
  const changes = takesChanges(ballot, Date.now());
  const version = ballot.rollVersion ?? 1;
  return (
    <>
      <FrozenRoll uuid={uuid} version={version} ballot={ballot} />
      {officer && <CredentialsPart uuid={uuid} />}
      <Versions uuid={uuid} version={version} />
      {sees && changes && <LateJoiners uuid={uuid} ballot={ballot} mayAdd={officer} />}
      {sees && changes && <Leavers uuid={uuid} ballot={ballot} mayExclude={officer} />}
      {sees && <Exclusions uuid={uuid} />}
      <RuleFacts ballot={ballot} isFixed />
      {officer && <ExportForm uuid={uuid} ballot={ballot} />}
    </>
  );
}

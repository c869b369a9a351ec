/** What one person proposed and another has to confirm. */
import { ActionGroup, Button, Card, CardBody, CardTitle, Content } from '@patternfly/react-core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { has, session } from '../session/session.ts';
import { AskFirst } from '../shell/consequence.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { when } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { CHANGES, type ChangeKind } from './checklist.ts';
import { type Ballot, confirmChange, type Proposal, withdrawChange } from './queries.ts';
import { useBallotsTexts } from './texts.ts';
import { useChange } from './use-change.ts';

export function Proposals({ ballot }: { ballot: Ballot }) {
  return CHANGES.map((kind) => {
    const proposal = ballot[kind];
    return proposal && <Pending key={kind} ballot={ballot} kind={kind} proposal={proposal} />;
  });
}

function Pending({ ballot, kind, proposal }: { ballot: Ballot; kind: ChangeKind; proposal: Proposal }) {
  const { calendar } = useTexts();
  const { proposals: texts } = useBallotsTexts();
  const effect = useEffectOf(kind, proposal, ballot);
  const change = useChange();
  const { data: person } = useQuery(session);
  const uuid = ballot.uuid ?? '';
  const withdraw = useMutation({ mutationFn: () => change(() => withdrawChange(uuid, kind), texts.withdrawn) });
  const may = person ? has(person, 'officer', 'approver') : false;
  const own = person?.user === proposal.by;
  return (
    <Card>
      <CardTitle component="h2">{texts.title[kind]}</CardTitle>
      <CardBody>
        <div className="tellers-told">
          <Content component="p">{effect}</Content>
          <Content component="p">{texts.reason(proposal.reason ?? '')}</Content>
          <Content component="p">{texts.by(proposal.by ?? '', when(calendar, proposal.at ?? ''))}</Content>
          {withdraw.error && <ProblemAlert problem={withdraw.error} />}
          {may && own && <Content component="p">{texts.yours}</Content>}
          {may && (
            <ActionGroup>
              {!own && (
                <AskFirst
                  label={`${texts.confirm[kind]}…`}
                  title={texts.confirm[kind]}
                  action={texts.confirm[kind]}
                  isDangerous={kind === 'cancellation'}
                  act={() => change(() => confirmChange(uuid, kind), texts.confirmed[kind])}
                >
                  <Content component="p">{effect}</Content>
                </AskFirst>
              )}
              <Button
                variant="link"
                onClick={() => withdraw.mutate()}
                isLoading={withdraw.isPending}
                isAriaDisabled={withdraw.isPending}
              >
                {texts.withdraw}
              </Button>
            </ActionGroup>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

/** What would be so after the confirmation, in a sentence. */
function useEffectOf(kind: ChangeKind, { closesAt, publication, minima }: Proposal, ballot: Ballot): string {
  const { calendar } = useTexts();
  const texts = useBallotsTexts();
  const sentence = usePublication();
  switch (kind) {
    case 'extension':
      return texts.proposals.effect.extension(when(calendar, closesAt ?? ''));
    case 'cancellation':
      return [texts.proposals.effect.cancellation, ballot.cast && texts.changes.cancellation.cast(ballot.cast)]
        .filter(Boolean)
        .join(' ');
    case 'policy':
      return texts.proposals.effect.policy(
        sentence(publication ?? {}),
        texts.overview.unitWhat(minima?.cast ?? 0, minima?.entitled ?? 0),
      );
  }
}

/** Puts a publication policy into a sentence. */
export function usePublication(): (policy: NonNullable<Ballot['publication']>) => string {
  const texts = useBallotsTexts().publication;
  return ({ turnout = '', result = '', breakdown = '' }) =>
    texts.sentence(
      texts.turnout[turnout] ?? turnout,
      texts.result[result] ?? result,
      texts.breakdown[breakdown] ?? breakdown,
    );
}

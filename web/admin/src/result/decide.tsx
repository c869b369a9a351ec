/** Declares or withholds the result: one person proposes, another confirms. */
import {
  ActionGroup,
  Button,
  Card,
  CardBody,
  Form,
  FormGroup,
  Radio,
  TextArea,
  TextInput,
  Title,
} from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useAnnounce } from '../shell/live.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { day, moment } from '../text/dates.ts';
import { today } from '../text/london.ts';
import { useTexts } from '../text/texts.tsx';
import { FieldFault, FieldHint } from '../trustee/fields.tsx';
import { type Obstacle, proposalFaults } from './decisions.ts';
import * as requests from './requests.ts';
import { useResultTexts } from './texts.ts';

/** Everything about a ballot is asked anew once something was decided. */
function useDecided(uuid: string) {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['ballots', uuid] });
}

/** What waits for a second person, and the second person's button. */
export function WaitingProposal({ uuid }: { uuid: string }) {
  const { calendar } = useTexts();
  const texts = useResultTexts().proposal;
  const announce = useAnnounce();
  const decided = useDecided(uuid);
  const { data: proposal, error, refetch } = useQuery(requests.proposal(uuid));
  const confirm = useMutation({
    mutationFn: ({ id }: requests.Proposal) => requests.confirm(uuid, id),
    onSuccess: (_, { decision }) => announce(decision === 'declare' ? texts.doneDeclare : texts.doneWithhold),
    onSettled: decided,
  });
  if (error) return <ProblemAlert problem={error} retry={() => void refetch()} />;
  if (!proposal) return null;
  const { decision, reason, reviewOn, proposedBy, proposedAt, mine } = proposal;
  return (
    <Card>
      <CardBody>
        <div className="tellers-told">
          <Title headingLevel="h2" size="xl">
            {texts[decision]}
          </Title>
          <p>{texts.by(proposedBy, moment(calendar, proposedAt))}</p>
          {decision === 'withhold' && (
            <dl className="tellers-facts">
              <dt>{texts.reason}</dt>
              <dd>{reason}</dd>
              <dt>{texts.reviewOn}</dt>
              <dd>{reviewOn && day(calendar, reviewOn)}</dd>
            </dl>
          )}
          <p>{decision === 'declare' ? texts.declareWhat : texts.withholdWhat}</p>
          <p>
            <strong>{mine ? texts.mine : texts.other}</strong>
          </p>
          {confirm.error && <ProblemAlert problem={confirm.error} />}
          {!mine && (
            <Button
              variant="primary"
              size="lg"
              onClick={() => confirm.mutate(proposal)}
              isLoading={confirm.isPending}
              isAriaDisabled={confirm.isPending}
            >
              {decision === 'declare' ? texts.confirmDeclare : texts.confirmWithhold}
            </Button>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

/** Proposes what to do with the result. */
export function Propose({
  uuid,
  obstacle,
  waits,
  again,
}: {
  uuid: string;
  obstacle: Obstacle | undefined;
  /** Whether a proposal waits that this one would replace. */
  waits: boolean;
  /** Whether the result was withheld before. */
  again: boolean;
}) {
  const texts = useResultTexts().decide;
  const announce = useAnnounce();
  const decided = useDecided(uuid);
  const [decision, setDecision] = useState<requests.Proposal['decision']>();
  const [reason, setReason] = useState('');
  const [reviewOn, setReviewOn] = useState('');
  const [tried, setTried] = useState(false);
  const propose = useMutation({
    mutationFn: (what: requests.Proposal['decision']) =>
      requests.propose(
        uuid,
        what === 'declare' ? { decision: what } : { decision: what, reason: reason.trim(), reviewOn },
      ),
    onSuccess: () => {
      announce(texts.proposed);
      setDecision(undefined);
      setTried(false);
    },
    onSettled: decided,
  });
  const faults = tried && decision === 'withhold' ? proposalFaults(reason, reviewOn, today()) : {};

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const found = proposalFaults(reason, reviewOn, today());
    if (!decision) document.getElementById('decide-withhold')?.focus();
    else if (decision === 'withhold' && found.reason) document.getElementById('withhold-reason')?.focus();
    else if (decision === 'withhold' && found.reviewOn) document.getElementById('withhold-review')?.focus();
    else propose.mutate(decision);
  }

  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {again ? texts.again : texts.title}
      </Title>
      <p>
        {texts.what} {waits && texts.instead}
      </p>
      <Form onSubmit={submit} noValidate>
        {propose.error && <ProblemAlert problem={propose.error} />}
        <FormGroup role="radiogroup" label={texts.choice} fieldId="decide" isStack>
          <Radio
            id="decide-declare"
            name="decision"
            label={texts.declare}
            description={obstacle ? texts.obstacles[obstacle] : texts.declareWhat}
            isDisabled={obstacle !== undefined}
            isChecked={decision === 'declare'}
            onChange={() => setDecision('declare')}
          />
          <Radio
            id="decide-withhold"
            name="decision"
            label={texts.withhold}
            description={texts.withholdWhat}
            isChecked={decision === 'withhold'}
            onChange={() => setDecision('withhold')}
          />
          {tried && !decision && <FieldFault id="decide-fault">{texts.choiceFault}</FieldFault>}
        </FormGroup>
        {decision === 'withhold' && (
          <>
            <FormGroup label={texts.reason} fieldId="withhold-reason">
              <TextArea
                id="withhold-reason"
                value={reason}
                onChange={(_, value) => setReason(value)}
                maxLength={2000}
                validated={faults.reason ? 'error' : 'default'}
                aria-describedby={faults.reason ? 'withhold-reason-fault' : 'withhold-reason-hint'}
              />
              {faults.reason ? (
                <FieldFault id="withhold-reason-fault">{texts.reasonFault}</FieldFault>
              ) : (
                <FieldHint id="withhold-reason-hint">{texts.reasonHint}</FieldHint>
              )}
            </FormGroup>
            <FormGroup label={texts.reviewOn} fieldId="withhold-review">
              <TextInput
                id="withhold-review"
                type="date"
                value={reviewOn}
                onChange={(_, value) => setReviewOn(value)}
                validated={faults.reviewOn ? 'error' : 'default'}
                aria-describedby={faults.reviewOn ? 'withhold-review-fault' : 'withhold-review-hint'}
              />
              {faults.reviewOn ? (
                <FieldFault id="withhold-review-fault">
                  {faults.reviewOn === 'past' ? texts.reviewPast : texts.reviewMissing}
                </FieldFault>
              ) : (
                <FieldHint id="withhold-review-hint">{texts.reviewOnHint}</FieldHint>
              )}
            </FormGroup>
          </>
        )}
        <ActionGroup>
          <Button type="submit" variant="primary" isLoading={propose.isPending} isAriaDisabled={propose.isPending}>
            {!decision ? texts.propose : decision === 'declare' ? texts.proposeDeclare : texts.proposeWithhold}
          </Button>
        </ActionGroup>
      </Form>
    </section>
  );
}

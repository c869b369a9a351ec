/** The changes of a running ballot that take two people: a later close, another policy, calling it off. */
import { Content, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { has, session } from '../session/session.ts';
import { AskFirst } from '../shell/consequence.tsx';
import { when } from '../text/dates.ts';
import { daysLater, instantOf, localOf } from '../text/london.ts';
import { useTexts } from '../text/texts.tsx';
import { Beside, ChoiceField, TextField, TimeField } from './fields.tsx';
import { allowed, breakdowns, isSame, minimumFault, RESULT, TURNOUT } from './publication.ts';
import { type Ballot, propose } from './queries.ts';
import { useBallotsTexts } from './texts.ts';
import { useChange } from './use-change.ts';
import { useReason } from './use-reason.tsx';

const BEFORE_COUNT = ['draft', 'approved', 'keyed', 'ready', 'open', 'closed'];
const POLICY_MAY_CHANGE = ['approved', 'keyed', 'ready', 'open', 'closed', 'counted', 'withheld'];
const OPENED = ['open', 'closed', 'counted', 'withheld'];

export function Changes({ ballot }: { ballot: Ballot }) {
  const texts = useBallotsTexts().changes;
  const { data: person } = useQuery(session);
  const { state = '' } = ballot;
  if (!person || !has(person, 'officer', 'approver')) return null;
  const extension = state === 'open' && !ballot.extension;
  const policy = POLICY_MAY_CHANGE.includes(state) && !ballot.policy;
  const cancellation = BEFORE_COUNT.includes(state) && !ballot.cancellation;
  if (!extension && !policy && !cancellation) return null;
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <Content component="p">{texts.lead}</Content>
      <div className="tellers-acts">
        {extension && <Extension ballot={ballot} />}
        {policy && <PolicyChange ballot={ballot} />}
        {cancellation && <Cancellation ballot={ballot} />}
      </div>
    </section>
  );
}

function Extension({ ballot }: { ballot: Ballot }) {
  const { calendar } = useTexts();
  const { changes, time } = useBallotsTexts();
  const texts = changes.extension;
  const present = localOf(ballot.closesAt ?? '');
  const [local, setLocal] = useState({ ...present, date: daysLater(present.date, 7) });
  const [tried, setTried] = useState(false);
  const reason = useReason('extension-reason');
  const change = useChange();
  const close = instantOf(local);
  return (
    <AskFirst
      label={texts.open}
      title={texts.title}
      action={texts.confirm}
      check={() => {
        setTried(true);
        return 'fault' in close ? 'extension-close' : reason.check();
      }}
      act={() => {
        const closesAt = 'instant' in close ? close.instant : '';
        const proposal = { kind: 'extension', closesAt, reason: reason.value } as const;
        return change(() => propose(ballot.uuid ?? '', proposal), changes.proposed);
      }}
    >
      <Content component="p">{texts.what(when(calendar, ballot.closesAt ?? ''))}</Content>
      <TimeField
        id="extension-close"
        label={texts.closesAt}
        hint={'instant' in close ? when(calendar, close.instant) : undefined}
        fault={tried && 'fault' in close ? time[close.fault] : undefined}
        value={local}
        onChange={setLocal}
      />
      {reason.field}
    </AskFirst>
  );
}

function PolicyChange({ ballot }: { ballot: Ballot }) {
  const texts = useBallotsTexts();
  const { turnout = 'live', result = 'full', breakdown = 'none' } = ballot.publication ?? {};
  const { cast = 20, entitled = 20 } = ballot.minima ?? {};
  const now = { turnout, result, breakdown, cast, entitled };
  const onlyStricter = OPENED.includes(ballot.state ?? '') || new Date(ballot.opensAt ?? '').getTime() <= Date.now();
  const [next, setNext] = useState({ ...now, cast: String(cast), entitled: String(entitled) });
  const [tried, setTried] = useState(false);
  const reason = useReason('policy-reason');
  const change = useChange();
  const { policy } = texts;
  const set = (term: keyof typeof next) => (value: string) => setNext({ ...next, [term]: value });
  const options = (words: readonly string[], names: Readonly<Record<string, string>>, present: string) =>
    allowed(words, present, onlyStricter).map((word) => [word, names[word] ?? word] as const);
  const faults = {
    cast: minimumFault(next.cast, cast, onlyStricter),
    entitled: minimumFault(next.entitled, entitled, onlyStricter),
  };
  const same = isSame(now, { ...next, cast: Number(next.cast), entitled: Number(next.entitled) });
  const levels = breakdowns(ballot.constituencyLevel, ballot.constituencyGroupLevel);
  const minimum = (term: 'cast' | 'entitled') => (
    <TextField
      id={`policy-${term}`}
      type="number"
      label={policy[term]}
      hint={policy.minimumHint}
      fault={tried && faults[term] ? policy.minimumFaults[faults[term]] : undefined}
      value={next[term]}
      onChange={set(term)}
    />
  );
  return (
    <AskFirst
      label={texts.changes.policy.open}
      title={texts.changes.policy.title}
      action={texts.changes.policy.confirm}
      check={() => {
        setTried(true);
        if (same) return 'policy-turnout';
        return faults.cast ? 'policy-cast' : faults.entitled ? 'policy-entitled' : reason.check();
      }}
      act={() => {
        const proposal = {
          kind: 'policy',
          turnout: next.turnout,
          result: next.result,
          breakdown: next.breakdown,
          minima: { cast: Number(next.cast), entitled: Number(next.entitled) },
          reason: reason.value,
        } as const;
        return change(() => propose(ballot.uuid ?? '', proposal), texts.changes.proposed);
      }}
    >
      <Content component="p">
        {texts.changes.policy.what} {onlyStricter && texts.changes.policy.stricter}
      </Content>
      <Beside>
        <ChoiceField
          id="policy-turnout"
          label={policy.turnout}
          options={options(TURNOUT, policy.turnoutWords, turnout)}
          fault={tried && same ? policy.same : undefined}
          value={next.turnout}
          onChange={set('turnout')}
        />
        <ChoiceField
          id="policy-result"
          label={policy.result}
          options={options(RESULT, policy.resultWords, result)}
          value={next.result}
          onChange={set('result')}
        />
        {levels.length > 1 && (
          <ChoiceField
            id="policy-breakdown"
            label={policy.breakdown}
            options={options(levels, policy.breakdownWords, breakdown)}
            value={next.breakdown}
            onChange={set('breakdown')}
          />
        )}
      </Beside>
      <Beside>
        {minimum('cast')}
        {minimum('entitled')}
      </Beside>
      {reason.field}
    </AskFirst>
  );
}

function Cancellation({ ballot }: { ballot: Ballot }) {
  const texts = useBallotsTexts().changes;
  const reason = useReason('cancellation-reason');
  const change = useChange();
  return (
    <AskFirst
      label={texts.cancellation.open}
      title={texts.cancellation.title}
      action={texts.cancellation.confirm}
      isDangerous
      check={reason.check}
      act={() =>
        change(() => propose(ballot.uuid ?? '', { kind: 'cancellation', reason: reason.value }), texts.proposed)
      }
    >
      <Content component="p">
        {texts.cancellation.what} {ballot.cast ? texts.cancellation.cast(ballot.cast) : ''}
      </Content>
      {reason.field}
    </AskFirst>
  );
}

/** Writes the rule of who may vote, value by value, from what the register is known to hold. */
import {
  Button,
  Checkbox,
  Content,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Form,
  Radio,
  TextInput,
} from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { FieldFault, FieldHint } from '../trustee/fields.tsx';
import { Part } from './part.tsx';
import * as requests from './requests.ts';
import {
  type Ballot,
  DIMENSIONS,
  type Dimension,
  isSame,
  type Offer,
  offersOf,
  type Rule,
  ruleFaults,
  ruleOf,
} from './rule.ts';
import { useRollTexts } from './texts.ts';

/** So many values are looked at, not searched. */
const MOST_SEEN = 12;
/** How many members say which workplaces and classes there are. */
const SAMPLE = 100;

export function RuleEditor({ uuid, ballot }: { uuid: string; ballot: Ballot }) {
  const { rule: texts } = useRollTexts();
  const [opened, setOpened] = useState(() => ruleOf(ballot));
  const [rule, setRule] = useState(opened);
  const [tried, setTried] = useState(false);
  const announce = useAnnounce();
  const queries = useQueryClient();
  const known = useQuery(requests.knownValues);
  const sample = useQuery(requests.sample(uuid, ballot.revision ?? 0, SAMPLE));
  const faults = ruleFaults(rule);
  const isChanged = !isSame(rule, opened);
  const take = (next: Ballot) => {
    queries.setQueryData(requests.ballotOf(uuid).queryKey, next);
    setOpened(ruleOf(next));
    setRule(ruleOf(next));
  };
  const saving = useMutation({
    mutationFn: () => requests.saveRule(uuid, opened, rule),
    onSuccess(saved) {
      take(saved);
      announce(texts.saved);
    },
  });
  // Somebody else's rule is taken as it comes, as long as this person has not begun to write another.
  if (!isChanged && !saving.isPending && !isSame(opened, ruleOf(ballot))) {
    setOpened(ruleOf(ballot));
    setRule(ruleOf(ballot));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const [first] = faults;
    if (first) document.getElementById(`${first}-only`)?.focus();
    else saving.mutate();
  }

  const sources = { totals: known.data?.totals ?? [], places: known.data?.places ?? [], sample: sample.data ?? [] };
  return (
    <Part title={texts.title}>
      <Content component="p">{texts.lead}</Content>
      <Form onSubmit={submit} noValidate>
        <div className="tellers-rule">
          {DIMENSIONS.map((dimension) => (
            <Line
              key={dimension}
              dimension={dimension}
              rule={rule}
              offers={offersOf(dimension, rule, sources)}
              isEmpty={tried && faults.includes(dimension)}
              change={setRule}
            />
          ))}
        </div>
        {sources.totals.length > 0 && <p className="tellers-aside">{texts.known}</p>}
        {ballot.eligibility?.joinedBefore && <JoinedBefore ballot={ballot} />}
        {saving.error instanceof requests.RuleChanged ? (
          <Notice
            variant="warning"
            level="h3"
            title={texts.otherChanged}
            isUrgent
            action={{
              label: texts.take,
              do() {
                if (saving.error instanceof requests.RuleChanged) take(saving.error.ballot);
                saving.reset();
              },
            }}
          >
            {texts.otherChangedWhat}
          </Notice>
        ) : (
          saving.error && <ProblemAlert problem={saving.error} />
        )}
        {isChanged && <p>{texts.changed}</p>}
        <div className="tellers-row">
          <Button
            type="submit"
            variant="primary"
            isLoading={saving.isPending}
            isAriaDisabled={saving.isPending || !isChanged}
          >
            {texts.save}
          </Button>
          {isChanged && (
            <Button variant="link" onClick={() => setRule(opened)}>
              {texts.discard}
            </Button>
          )}
        </div>
      </Form>
    </Part>
  );
}

interface LineProps {
  readonly dimension: Dimension;
  readonly rule: Rule;
  readonly offers: readonly Offer[];
  readonly isEmpty: boolean;
  change(rule: Rule): void;
}

function Line({ dimension, rule, offers, isEmpty, change }: LineProps) {
  const { rule: texts } = useRollTexts();
  const chosen = rule[dimension];
  const { [dimension]: _, ...others } = rule;
  return (
    <div className="tellers-line">
      <fieldset className="tellers-choices">
        <legend>{texts.dimensions[dimension]}</legend>
        {dimension !== 'statuses' && (
          <div className="tellers-row">
            <Radio
              id={`${dimension}-all`}
              name={dimension}
              label={texts.all}
              isChecked={chosen === undefined}
              onChange={() => change(others)}
            />
            <Radio
              id={`${dimension}-only`}
              name={dimension}
              label={texts.only}
              isChecked={chosen !== undefined}
              onChange={() => change({ ...rule, [dimension]: [] })}
            />
          </div>
        )}
        {chosen && (
          <Values
            dimension={dimension}
            chosen={chosen}
            offers={offers}
            change={(values) => change({ ...rule, [dimension]: values })}
          />
        )}
        {isEmpty && <FieldFault id={`${dimension}-fault`}>{texts.empty}</FieldFault>}
      </fieldset>
    </div>
  );
}

interface ValuesProps {
  readonly dimension: Dimension;
  readonly chosen: readonly string[];
  readonly offers: readonly Offer[];
  change(values: readonly string[]): void;
}

function Values({ dimension, chosen, offers, change }: ValuesProps) {
  const { rule: texts } = useRollTexts();
  const [filter, setFilter] = useState('');
  const [other, setOther] = useState('');
  const name = texts.dimensions[dimension];
  const wanted = filter.trim().toLocaleLowerCase('en-GB');
  const shown = offers.filter(({ value }) => value.toLocaleLowerCase('en-GB').includes(wanted));

  function add() {
    const value = other.trim();
    if (value !== '' && !chosen.includes(value)) change([...chosen, value]);
    setOther('');
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  }

  return (
    <>
      {offers.length > MOST_SEEN && (
        <div className="tellers-row">
          <TextInput
            className="tellers-short"
            type="search"
            value={filter}
            onChange={(_, value) => setFilter(value)}
            aria-label={texts.filter(name)}
            placeholder={texts.filter(name)}
          />
          <span>{texts.chosen(chosen.length, offers.length)}</span>
        </div>
      )}
      {offers.length === 0 && <p className="tellers-aside">{texts.none}</p>}
      <div className="tellers-values">
        {shown.map(({ value, members }) => (
          <Checkbox
            key={value}
            id={`${dimension}-${value}`}
            label={members === undefined ? value : `${value} ${texts.members(members)}`}
            isChecked={chosen.includes(value)}
            onChange={(_, checked) => change(checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
          />
        ))}
      </div>
      <div className="tellers-row">
        <TextInput
          className="tellers-short"
          value={other}
          maxLength={200}
          onChange={(_, value) => setOther(value)}
          onKeyDown={onKeyDown}
          aria-label={texts.add(name)}
          placeholder={texts.add(name)}
          aria-describedby={`${dimension}-other-hint`}
        />
        <Button
          variant="secondary"
          onClick={add}
          isAriaDisabled={other.trim() === ''}
          aria-label={`${texts.addAction}: ${name}`}
        >
          {texts.addAction}
        </Button>
        <FieldHint id={`${dimension}-other-hint`}>{texts.addHint}</FieldHint>
      </div>
    </>
  );
}

function JoinedBefore({ ballot }: { ballot: Ballot }) {
  const { calendar } = useTexts();
  const { rule: texts } = useRollTexts();
  return (
    <p>
      {texts.joinedBefore}: {moment(calendar, ballot.eligibility?.joinedBefore ?? '')}
    </p>
  );
}

/** The rule to read. */
export function RuleFacts({ ballot, isFixed }: { ballot: Ballot; isFixed: boolean }) {
  const { calendar } = useTexts();
  const { rule: texts } = useRollTexts();
  const rule = ruleOf(ballot);
  return (
    <Part title={texts.title}>
      {isFixed && <Content component="p">{texts.fixed}</Content>}
      <DescriptionList columnModifier={{ md: '2Col' }}>
        {DIMENSIONS.map((dimension) => (
          <DescriptionListGroup key={dimension}>
            <DescriptionListTerm>{texts.dimensions[dimension]}</DescriptionListTerm>
            <DescriptionListDescription>{rule[dimension]?.join(', ') ?? texts.any}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
        {ballot.eligibility?.joinedBefore && (
          <DescriptionListGroup>
            <DescriptionListTerm>{texts.joinedBefore}</DescriptionListTerm>
            <DescriptionListDescription>{moment(calendar, ballot.eligibility.joinedBefore)}</DescriptionListDescription>
          </DescriptionListGroup>
        )}
      </DescriptionList>
    </Part>
  );
}

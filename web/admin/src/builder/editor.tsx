/** Writes a draft: every field of it, with what is wrong beside it and what members will see. */
import {
  ActionGroup,
  Button,
  Checkbox,
  Content,
  Form,
  FormFieldGroup,
  FormFieldGroupHeader,
  FormSection,
  List,
  ListItem,
} from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { components } from '../api/generated/ballot.ts';
import { type FieldFault, Problem } from '../api/problem.ts';
import { Beside, ChoiceField, TextField, TimeField } from '../ballots/fields.tsx';
import { breakdowns, RESULT, TURNOUT } from '../ballots/publication.ts';
import { ballot as ballotQuery } from '../ballots/queries.ts';
import { useBallotsTexts } from '../ballots/texts.ts';
import { Way } from '../ballots/way.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { moment } from '../text/dates.ts';
import { instantOf, type LocalTime } from '../text/london.ts';
import { useTexts } from '../text/texts.tsx';
import { BilingualField, Hints } from './bilingual-field.tsx';
import { Eligibility } from './eligibility.tsx';
import {
  type BallotForm,
  draftOf,
  emptyForm,
  type FormFaults,
  formOf,
  industrialAction,
  isSameDraft,
  moved,
  newQuestion,
  newTrigger,
  usualCutOff,
} from './form.ts';
import { labelOf } from './labels.ts';
import { LeaveGuard } from './leave-guard.tsx';
import { lint } from './lint.ts';
import { MarksContext, useFaultSentence, useMarks } from './marks.ts';
import { Preview } from './preview.tsx';
import { QuestionFields } from './question-fields.tsx';
import { changeDraft, createDraft, Overtaken } from './requests.ts';
import { useBuilderTexts } from './texts.ts';
import { Differences } from './what-changed.tsx';

type Ballot = components['schemas']['Ballot'];

const LEVELS = ['none', 'section', 'region', 'employer', 'branch'] as const;
const MOST_QUESTIONS = 10;
const MOST_TRIGGERS = 10;
const NO_FAULTS: FormFaults = new Map();
const NOTHING_TOLD: readonly FieldFault[] = [];

/** @param ballot the draft as it stands; none for a new one */
export function Editor({ ballot }: { ballot?: Ballot }) {
  const texts = useBuilderTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [base, setBase] = useState(ballot);
  const [kept, setKept] = useState(() => (ballot ? formOf(ballot) : emptyForm()));
  const [form, setForm] = useState(kept);
  const [ownFaults, setOwnFaults] = useState(NO_FAULTS);
  // Each attempt brings the reader to its own summary of faults.
  const [attempt, setAttempt] = useState(0);
  const dirty = useRef(false);
  dirty.current = !isSameDraft(form, kept);
  const hints = useMemo(() => lint(form), [form]);

  const save = useMutation({
    mutationFn: async (latest: Ballot | undefined): Promise<Ballot> => {
      const read = draftOf(form);
      if ('faults' in read) throw new Error('unfit');
      return latest?.uuid ? changeDraft(latest.uuid, read.draft, latest.revision ?? 1) : createDraft(read.draft);
    },
    onSuccess: (saved) => {
      take(saved, form);
      announce(texts.saved(saved.revision ?? 1));
      void queries.invalidateQueries({ queryKey: ['ballots'] });
      if (!base) void navigate({ to: '/ballots/$uuid/questions', params: { uuid: saved.uuid ?? '' }, replace: true });
    },
  });

  /** What is saved from now on: as it was written, so that nothing moves under the cursor. */
  function take(saved: Ballot, written: BallotForm) {
    dirty.current = false;
    setBase(saved);
    setKept(written);
    queries.setQueryData(ballotQuery(saved.uuid ?? '').queryKey, saved);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = draftOf(form);
    setOwnFaults('faults' in read ? read.faults : NO_FAULTS);
    setAttempt(attempt + 1);
    save.reset();
    if ('draft' in read) save.mutate(base);
  }

  const faults = save.error instanceof Problem ? save.error.faults : NOTHING_TOLD;
  const marks = useMemo(() => ({ faults, ownFaults, hints }), [faults, ownFaults, hints]);
  const overtaken = save.error instanceof Overtaken ? save.error.theirs : undefined;
  return (
    <MarksContext value={marks}>
      <LeaveGuard isDirty={() => dirty.current} />
      <div className="tellers-builder">
        <Form onSubmit={submit} noValidate className="tellers-builder-form">
          {(faults.length > 0 || ownFaults.size > 0) && (
            <FaultSummary key={attempt} faults={faults} ownFaults={ownFaults} />
          )}
          {overtaken && (
            <Notice variant="warning" title={texts.conflict} isUrgent>
              <p>{texts.conflictWhat(overtaken.editedBy ?? '')}</p>
              {base && <Differences before={base} after={overtaken} />}
              <ActionGroup>
                <Button
                  variant="secondary"
                  onClick={() => {
                    const theirs = formOf(overtaken);
                    take(overtaken, theirs);
                    setForm(theirs);
                    save.reset();
                  }}
                >
                  {texts.conflictTheirs}
                </Button>
                <Button variant="danger" onClick={() => save.mutate(overtaken)}>
                  {texts.conflictMine}
                </Button>
              </ActionGroup>
            </Notice>
          )}
          {save.error && faults.length === 0 && !overtaken && <ProblemAlert problem={save.error} />}
          <Fields form={form} set={(more) => setForm({ ...form, ...more })} {...(base?.uuid && { uuid: base.uuid })} />
          {base?.warnings && base.warnings.length > 0 && (
            <Notice variant="warning" title={texts.notes}>
              <List lang="en">
                {base.warnings.map((warning) => (
                  <ListItem key={warning}>{warning}</ListItem>
                ))}
              </List>
            </Notice>
          )}
          <div className="tellers-savebar">
            <Button type="submit" variant="primary" isLoading={save.isPending} isAriaDisabled={save.isPending}>
              {save.isPending ? texts.saving : texts.save}
            </Button>
            <span role="status">
              {dirty.current ? texts.unsaved : base ? texts.saved(base.revision ?? 1) : texts.noChanges}
            </span>
          </div>
        </Form>
        <Preview form={form} />
      </div>
    </MarksContext>
  );
}

/** Everything that is wrong, each with the way to its field. */
function FaultSummary({ faults, ownFaults }: { faults: readonly FieldFault[]; ownFaults: FormFaults }) {
  const texts = useBuilderTexts();
  const sentence = useFaultSentence();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const all = [
    ...[...ownFaults].map(([field, fault]) => ({ field, told: texts.form[fault] })),
    ...faults.map((fault) => ({ field: fault.field, told: sentence(fault) })),
  ];
  return (
    <div ref={box} tabIndex={-1}>
      <Notice variant="danger" title={texts.faultsTitle} isUrgent>
        <p>{texts.faultsLead}</p>
        <List>
          {all.map(({ field, told }) => (
            <ListItem key={`${field} ${told}`}>
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(field)?.focus();
                }}
              >
                {texts.place(labelOf(field, texts), told)}
              </a>
            </ListItem>
          ))}
        </List>
      </Notice>
    </div>
  );
}

interface FieldsProps {
  readonly form: BallotForm;
  readonly uuid?: string;
  set(more: Partial<BallotForm>): void;
}

function Fields({ form, uuid, set }: FieldsProps) {
  const texts = useBuilderTexts();
  const { calendar } = useTexts();
  const { policy } = useBallotsTexts();
  const marks = useMarks();
  const { isWelsh, questions, triggers } = form;
  const text = (field: string, term: keyof BallotForm & TextTerm, label: string, hint?: string, type?: 'number') => (
    <TextField
      id={field}
      label={label}
      hint={hint}
      fault={marks.fault(field)}
      value={form[term]}
      onChange={(value) => set({ [term]: value })}
      {...(type && { type })}
    />
  );
  const choice = (
    field: string,
    term: keyof BallotForm & TextTerm,
    label: string,
    words: readonly string[],
    names: Readonly<Record<string, string>>,
    hint?: string,
  ) => (
    <ChoiceField
      id={field}
      label={label}
      hint={hint}
      fault={marks.fault(field)}
      value={form[term]}
      onChange={(value) => set({ [term]: value })}
      options={words.map((word) => [word, names[word] ?? word] as const)}
    />
  );
  const time = (field: string, term: 'opens' | 'closes', label: string, hint?: string) => (
    <div>
      <TimeField
        id={field}
        label={label}
        hint={[shown(form[term], calendar), hint].filter(Boolean).join('. ') || undefined}
        fault={marks.fault(field)}
        value={form[term]}
        onChange={(value) => set({ [term]: value })}
      />
      <Hints field={field} />
    </div>
  );
  const levels = breakdowns(form.level, form.groupLevel);
  return (
    <>
      <FormSection title={texts.about} titleElement="h2">
        <Checkbox
          id="isWelsh"
          label={texts.isWelsh}
          description={texts.isWelshHint}
          isChecked={isWelsh}
          onChange={(_, checked) => set({ isWelsh: checked })}
        />
        <BilingualField
          field="name"
          label={texts.name}
          hint={texts.nameHint}
          value={form.name}
          isWelsh={isWelsh}
          onChange={(name) => set({ name })}
        />
        <BilingualField
          field="authority"
          label={texts.authority}
          hint={texts.authorityHint}
          value={form.authority}
          isWelsh={isWelsh}
          lines={2}
          onChange={(authority) => set({ authority })}
        />
        {text('union', 'union', texts.union, texts.unionHint)}
        <div>
          {text('helpLine', 'helpLine', texts.helpLine, texts.helpLineHint)}
          <Hints field="helpLine" />
        </div>
      </FormSection>

      <FormSection title={texts.questions} titleElement="h2">
        {questions.map((question, i) => (
          <QuestionFields
            key={question.key}
            index={i}
            count={questions.length}
            value={question}
            isWelsh={isWelsh}
            onChange={(value) => set({ questions: questions.map((one, j) => (j === i ? value : one)) })}
            move={(by) => set({ questions: moved(questions, i, by) })}
            remove={() => set({ questions: questions.filter((_, j) => j !== i) })}
          />
        ))}
        <ActionGroup>
          {questions.length < MOST_QUESTIONS && (
            <Button
              id="questions"
              variant="secondary"
              onClick={() => set({ questions: [...questions, newQuestion()] })}
            >
              {texts.addQuestion}
            </Button>
          )}
          {questions.length < MOST_QUESTIONS - 1 && (
            <Button
              variant="link"
              onClick={() =>
                set({
                  questions: [
                    ...questions.filter(({ question }) => question.en.trim() || question.cy.trim()),
                    ...industrialAction(),
                  ],
                })
              }
            >
              {texts.addAction}
            </Button>
          )}
        </ActionGroup>
      </FormSection>

      <FormSection title={texts.when} titleElement="h2">
        {time('opensAt', 'opens', texts.opensAt)}
        {time('closesAt', 'closes', texts.closesAt, texts.closesHint)}
        <Checkbox
          id="cutOffOwn"
          label={texts.cutOffOwn}
          description={usualText(form, texts, calendar)}
          isChecked={form.cutOff !== null}
          onChange={(_, own) => set({ cutOff: own ? usualCutOff(form.closes) : null })}
        />
        {form.cutOff && (
          <TimeField
            id="lateJoinerCutOff"
            label={texts.lateJoinerCutOff}
            hint={shown(form.cutOff, calendar)}
            fault={marks.fault('lateJoinerCutOff')}
            value={form.cutOff}
            onChange={(cutOff) => set({ cutOff })}
          />
        )}
      </FormSection>

      <FormSection title={texts.who} titleElement="h2">
        {uuid ? (
          <>
            <Eligibility rule={form.eligibility} />
            <Content component="p">
              {texts.whoHint}{' '}
              <Way uuid={uuid} page="roll">
                {texts.toRoll}
              </Way>
            </Content>
          </>
        ) : (
          <Content component="p">{texts.whoNew}</Content>
        )}
        <Beside>
          {choice('constituencyLevel', 'level', texts.level, LEVELS, texts.levels, texts.levelHint)}
          {choice(
            'constituencyGroupLevel',
            'groupLevel',
            texts.groupLevel,
            LEVELS.filter((level) => level === 'none' || level !== form.level),
            texts.levels,
            texts.groupLevelHint,
          )}
        </Beside>
      </FormSection>

      <FormSection title={texts.published} titleElement="h2">
        <Content component="p">{texts.publishedHint}</Content>
        <Beside>
          {choice('publication.turnout', 'turnout', policy.turnout, TURNOUT, policy.turnoutWords)}
          {choice('publication.result', 'result', policy.result, RESULT, policy.resultWords)}
          {choice(
            'publication.breakdown',
            'breakdown',
            policy.breakdown,
            levels.includes(form.breakdown) ? levels : [...levels, form.breakdown],
            policy.breakdownWords,
          )}
        </Beside>
        <Beside>
          {text('minima.cast', 'minCast', policy.cast, policy.minimumHint, 'number')}
          {text('minima.entitled', 'minEntitled', policy.entitled, policy.minimumHint, 'number')}
        </Beside>
      </FormSection>

      <FormSection title={texts.keys} titleElement="h2">
        <Beside>
          {text('keyHolders.holders', 'holders', texts.holders, texts.holdersHint, 'number')}
          {text('keyHolders.threshold', 'threshold', texts.threshold, texts.thresholdHint, 'number')}
        </Beside>
        <Beside>
          {text('reserve.percent', 'reservePercent', texts.percent, texts.reserveHint, 'number')}
          {text('reserve.minimum', 'reserveMinimum', texts.minimum, undefined, 'number')}
        </Beside>
        <Content component="p">{texts.revoting}</Content>
      </FormSection>

      <FormSection title={texts.triggers} titleElement="h2">
        <Content component="p">{texts.triggersHint}</Content>
        {triggers.map((trigger, i) => {
          const change = (more: Partial<typeof trigger>) =>
            set({ triggers: triggers.map((one, j) => (j === i ? { ...one, ...more } : one)) });
          const field = `triggers[${i}]`;
          return (
            <FormFieldGroup
              key={trigger.key}
              header={
                <FormFieldGroupHeader
                  titleText={{ text: texts.trigger(i + 1), id: `${field}-title` }}
                  actions={
                    <Button
                      variant="link"
                      size="sm"
                      isInline
                      aria-label={texts.what(texts.remove, texts.trigger(i + 1))}
                      onClick={() => set({ triggers: triggers.filter((_, j) => j !== i) })}
                    >
                      {texts.remove}
                    </Button>
                  }
                />
              }
            >
              <Beside>
                <TextField
                  id={`${field}.on`}
                  type="date"
                  label={texts.triggerOn}
                  fault={marks.fault(`${field}.on`)}
                  value={trigger.on}
                  onChange={(on) => change({ on })}
                  isRequired
                />
                <ChoiceField
                  id={`${field}.question`}
                  label={texts.triggerQuestion}
                  fault={marks.fault(`${field}.question`)}
                  value={trigger.question}
                  onChange={(question) => change({ question })}
                  options={[
                    ['', texts.wholeBallot],
                    ...questions.map((_, j) => [String(j + 1), texts.question(j + 1)] as const),
                  ]}
                />
              </Beside>
              <TextField
                id={`${field}.text`}
                label={texts.triggerText}
                fault={marks.fault(`${field}.text`)}
                value={trigger.text}
                onChange={(words) => change({ text: words })}
                lines={2}
                isRequired
              />
            </FormFieldGroup>
          );
        })}
        {triggers.length < MOST_TRIGGERS && (
          <ActionGroup>
            <Button id="triggers" variant="secondary" onClick={() => set({ triggers: [...triggers, newTrigger()] })}>
              {texts.addTrigger}
            </Button>
          </ActionGroup>
        )}
      </FormSection>
    </>
  );
}

/** The terms of the form that are plain texts. */
type TextTerm = {
  [Term in keyof BallotForm]: BallotForm[Term] extends string ? Term : never;
}[keyof BallotForm];

/** A date and a time as members will read them, once they are whole. */
function shown(local: LocalTime, calendar: ReturnType<typeof useTexts>['calendar']): string | undefined {
  const read = instantOf(local);
  return 'instant' in read ? moment(calendar, read.instant) : undefined;
}

function usualText(
  { closes }: BallotForm,
  texts: ReturnType<typeof useBuilderTexts>,
  calendar: ReturnType<typeof useTexts>['calendar'],
): string {
  const usual = shown(usualCutOff(closes), calendar);
  return usual === undefined ? texts.cutOffUsualUnknown : texts.cutOffUsual(usual);
}

/** Checks the closed ballot box in the browser, part by part, before a key comes near it. */
import {
  ActionGroup,
  Button,
  Content,
  Form,
  FormGroup,
  Progress as ProgressBar,
  TextInput,
  Title,
} from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { Problem } from '../api/problem.ts';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { FieldFault, FieldHint } from './fields.tsx';
import type { Keyholder } from './keyholder.ts';
import * as requests from './requests.ts';
import { type Checked, type Progress, STAGES } from './worker-messages.ts';

interface CheckStepProps {
  readonly uuid: string;
  readonly task: requests.Task;
  readonly keyholder: () => Keyholder;
  passed(checked: Checked): void;
}

/** Where the check is: bytes come first, then the worker's parts. */
type At = { readonly stage: 'download'; readonly done: number; readonly total: number } | Progress;

const PARTS = ['download', ...STAGES] as const;

export function CheckStep({ uuid, task, keyholder, passed }: CheckStepProps) {
  const texts = useTexts().count.check;
  const announce = useAnnounce();
  const [mark, setMark] = useState('');
  const [tried, setTried] = useState(false);
  const [at, setAt] = useState<At>();
  const [fault, setFault] = useState<Error | 'differs'>();
  const typed = mark.replaceAll(/\s/g, '').toLowerCase();
  const malformed = tried && typed !== '' && !/^[0-9a-f]{64}$/.test(typed);

  async function run() {
    setAt({ stage: 'download', done: 0, total: 0 });
    const [archive, additions, openings] = await Promise.all([
      requests.archive(uuid, (done, total) => setAt({ stage: 'download', done, total })),
      requests.additions(uuid),
      requests.openings(uuid),
    ]);
    const checked = await keyholder().check({ archive, additions, openings, task: task.text }, setAt);
    announce(texts.passed);
    passed(checked);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (typed !== '' && !/^[0-9a-f]{64}$/.test(typed)) return document.getElementById('mailed-head')?.focus();
    if (typed !== '' && typed !== task.head) return setFault('differs');
    setFault(undefined);
    try {
      await run();
    } catch (e) {
      setFault(e as Error);
      setAt(undefined);
    }
  }

  if (at) return <Running at={at} />;
  return (
    <Form onSubmit={(event) => void submit(event)} noValidate>
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <Content component="p">{texts.what}</Content>
      {fault && <CheckFault fault={fault} />}
      <FormGroup label={texts.mailed} fieldId="mailed-head">
        <TextInput
          id="mailed-head"
          className="tellers-code"
          value={mark}
          onChange={(_, value) => setMark(value)}
          autoComplete="off"
          spellCheck={false}
          validated={malformed ? 'error' : 'default'}
          aria-describedby={malformed ? 'mailed-head-fault' : 'mailed-head-hint'}
        />
        {malformed ? (
          <FieldFault id="mailed-head-fault">{texts.mailedWrong}</FieldFault>
        ) : (
          <FieldHint id="mailed-head-hint">{texts.mailedHint}</FieldHint>
        )}
      </FormGroup>
      <div>
        <Content component="p">{texts.mark}:</Content>
        <p className="tellers-code">{task.head}</p>
      </div>
      <ActionGroup>
        <Button type="submit" variant="primary" size="lg">
          {texts.action}
        </Button>
      </ActionGroup>
    </Form>
  );
}

function Running({ at }: { at: At }) {
  const { check: texts } = useTexts().count;
  const now = PARTS.indexOf(at.stage);
  return (
    <div className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.running}
      </Title>
      <ul className="tellers-checks">
        {PARTS.map((part, i) => (
          <li key={part}>
            <span className="tellers-mark" aria-hidden="true">
              {i < now ? '✓' : i === now ? '…' : '·'}
            </span>
            <span>{texts.stages[part]}</span>
          </li>
        ))}
      </ul>
      <ProgressBar
        aria-label={texts.stages[at.stage]}
        value={at.total > 0 ? (100 * at.done) / at.total : 0}
        {...(at.stage === 'ballots' && {
          title: texts.ballotsOf(number(at.done), number(at.total)),
        })}
      />
    </div>
  );
}

function CheckFault({ fault }: { fault: Error | 'differs' }) {
  const texts = useTexts().count.check;
  if (fault instanceof Problem) return <ProblemAlert problem={fault} />;
  return (
    <Notice variant="danger" level="h3" title={fault === 'differs' ? texts.mailedDiffers : texts.failed} isUrgent>
      {fault === 'differs' ? (
        texts.mailedDiffersWhat
      ) : (
        <>
          {texts.failedWhat}
          <p className="tellers-code" lang="en">
            {fault.message}
          </p>
        </>
      )}
    </Notice>
  );
}

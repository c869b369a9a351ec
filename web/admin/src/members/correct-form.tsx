/** Corrects how a member is reached, with the reason, and only what is to be otherwise. */
import {
  ActionGroup,
  Button,
  Content,
  Form,
  FormGroup,
  FormSelect,
  FormSelectOption,
  TextInput,
  Title,
} from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { useTexts } from '../text/texts.tsx';
import { FieldFault, FieldHint } from '../trustee/fields.tsx';
import { contactOf, differences, FIELDS, type Field, overtaken } from './contact.ts';
import * as requests from './requests.ts';
import { useMembersTexts } from './texts.ts';

/** Somebody else changed the same while the form was open. */
class Overtaken extends Error {
  readonly fields: readonly Field[];

  constructor(fields: readonly Field[]) {
    super('the contact data was changed meanwhile');
    this.fields = fields;
  }
}

export function CorrectForm({ member }: { member: requests.Member }) {
  const { correct: texts, member: names } = useMembersTexts();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState<readonly string[]>();
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (!open && wasOpen.current) opener.current?.focus();
    wasOpen.current = open;
  }, [open]);

  if (open)
    return (
      <Correction
        member={member}
        close={(changed) => {
          setDone(changed);
          setOpen(false);
        }}
      />
    );
  return (
    <>
      {done && (
        <Notice variant="success" title={done.length > 0 ? texts.done : texts.unchanged} isUrgent>
          {done.length > 0 && texts.doneWhat(done.map((field) => names.heldNames[field] ?? field).join(', '))}
        </Notice>
      )}
      <p>
        <Button variant="secondary" ref={opener} onClick={() => setOpen(true)}>
          {texts.open}
        </Button>
      </p>
    </>
  );
}

function Correction({ member, close }: { member: requests.Member; close(changed?: readonly string[]): void }) {
  const { correct: texts, member: names } = useMembersTexts();
  const { leaveIt } = useTexts().shell;
  const number = member.membershipNumber ?? '';
  const [opened, setOpened] = useState(() => contactOf(member));
  const [contact, setContact] = useState(opened);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const wished = differences(opened, contact);
  const count = Object.keys(wished).length;

  const correcting = useMutation({
    mutationFn: async () => {
      const query = requests.member(number);
      const now = contactOf(await queries.fetchQuery({ ...query, staleTime: 0 }));
      const fields = overtaken(opened, now, wished);
      if (fields.length > 0) {
        setOpened(now);
        setContact(now);
        throw new Overtaken(fields);
      }
      return requests.correctContact(number, { reason: reason.trim(), contact: wished });
    },
    async onSuccess({ changed = [] }) {
      await queries.invalidateQueries({ queryKey: ['members'] });
      close(changed);
    },
  });
  const noReason = tried && reason.trim() === '';

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (count === 0) return document.getElementById('correct-personalEmail')?.focus();
    if (reason.trim() === '') return document.getElementById('correct-reason')?.focus();
    correcting.mutate();
  }

  return (
    <Form onSubmit={submit} noValidate className="tellers-question">
      <Title headingLevel="h2" size="xl" tabIndex={-1} ref={title}>
        {texts.title}
      </Title>
      <Content component="p">{texts.lead}</Content>
      {correcting.error instanceof Overtaken ? (
        <Notice variant="warning" level="h3" title={texts.overtaken} isUrgent>
          {texts.overtakenWhat(correcting.error.fields.map((field) => names.fields[field]).join(', '))}
        </Notice>
      ) : (
        correcting.error && <ProblemAlert problem={correcting.error} />
      )}
      <div className="tellers-fields">
        {FIELDS.map((field) => (
          <FormGroup key={field} label={names.fields[field]} fieldId={`correct-${field}`}>
            <FieldInput
              field={field}
              value={contact[field]}
              change={(value) => setContact({ ...contact, [field]: value })}
            />
          </FormGroup>
        ))}
      </div>
      <FormGroup label={texts.reason} fieldId="correct-reason">
        <TextInput
          id="correct-reason"
          value={reason}
          maxLength={300}
          onChange={(_, value) => setReason(value)}
          validated={noReason ? 'error' : 'default'}
          aria-describedby="correct-reason-hint"
        />
        {noReason ? (
          <FieldFault id="correct-reason-hint">{texts.reasonMissing}</FieldFault>
        ) : (
          <FieldHint id="correct-reason-hint">{texts.reasonHint}</FieldHint>
        )}
      </FormGroup>
      {tried && count === 0 && <p role="alert">{texts.nothing}</p>}
      <ActionGroup>
        <Button type="submit" variant="primary" isLoading={correcting.isPending} isAriaDisabled={correcting.isPending}>
          {count > 0 ? texts.action(count) : texts.actionNone}
        </Button>
        <Button variant="link" onClick={() => close()}>
          {leaveIt}
        </Button>
      </ActionGroup>
    </Form>
  );
}

function FieldInput({ field, value, change }: { field: Field; value: string; change(value: string): void }) {
  const { correct: texts } = useMembersTexts();
  const id = `correct-${field}`;
  if (field === 'preferredEmailType' || field === 'language') {
    const options = Object.entries(field === 'language' ? texts.languages : texts.types);
    return (
      <FormSelect id={id} value={value} onChange={(_, chosen) => change(chosen)}>
        {options.map(([one, label]) => (
          <FormSelectOption key={one} value={one} label={label} />
        ))}
      </FormSelect>
    );
  }
  return (
    <TextInput
      id={id}
      type={field.endsWith('Email') ? 'email' : field === 'mobile' ? 'tel' : 'text'}
      value={value}
      maxLength={300}
      autoComplete="off"
      spellCheck={false}
      onChange={(_, typed) => change(typed)}
    />
  );
}

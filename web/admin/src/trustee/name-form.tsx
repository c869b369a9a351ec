import { ActionGroup, Button, Content, Form, FormGroup, TextInput, Title } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { useTexts } from '../text/texts.tsx';
import { FieldFault } from './fields.tsx';

interface NameFormProps {
  readonly title: string;
  readonly what: string;
  readonly action: string;
  /** The name at first. */
  readonly name: string;
  readonly isBusy?: boolean;
  readonly problem?: Error | null;
  take(name: string): void;
}

/** Under which name a person holds a key. */
export function NameForm({ title, what, action, name: first, isBusy = false, problem, take }: NameFormProps) {
  const texts = useTexts().key.seat;
  const [name, setName] = useState(first);
  const [tried, setTried] = useState(false);
  const missing = tried && !name.trim();

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (name.trim()) take(name.trim());
    else document.getElementById('seat-name')?.focus();
  }

  return (
    <Form onSubmit={submit} noValidate>
      <Title headingLevel="h2" size="xl">
        {title}
      </Title>
      <Content component="p">{what}</Content>
      {problem && <ProblemAlert problem={problem} />}
      <FormGroup label={texts.name} fieldId="seat-name">
        <TextInput
          id="seat-name"
          value={name}
          onChange={(_, value) => setName(value)}
          autoComplete="name"
          maxLength={100}
          isRequired
          validated={missing ? 'error' : 'default'}
          aria-describedby={missing ? 'seat-name-fault' : undefined}
        />
        {missing && <FieldFault id="seat-name-fault">{texts.nameMissing}</FieldFault>}
      </FormGroup>
      <ActionGroup>
        <Button type="submit" variant="primary" size="lg" isLoading={isBusy} isAriaDisabled={isBusy}>
          {action}
        </Button>
      </ActionGroup>
    </Form>
  );
}

import { ActionGroup, Button, Content, Form, FormGroup, TextInput, Title } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { useTexts } from '../text/texts.tsx';
import type { Ceremony } from './ceremony.ts';
import { FieldFault } from './fields.tsx';
import { ceremony as ceremonyQuery, takeSeat } from './requests.ts';

/** Takes a place under a name that the others will know. */
export function SeatStep({ uuid, ceremony, person }: { uuid: string; ceremony: Ceremony; person: string }) {
  const texts = useTexts().key.seat;
  const queries = useQueryClient();
  const [name, setName] = useState(person);
  const [tried, setTried] = useState(false);
  const take = useMutation({
    mutationFn: () => takeSeat(uuid, name.trim()),
    onSettled: () => queries.invalidateQueries({ queryKey: ceremonyQuery(uuid).queryKey }),
  });
  const missing = tried && !name.trim();

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (name.trim()) take.mutate();
    else document.getElementById('seat-name')?.focus();
  }

  return (
    <Form onSubmit={submit} noValidate>
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <Content component="p">{texts.what(ceremony.threshold, ceremony.holders)}</Content>
      {take.error && <ProblemAlert problem={take.error} />}
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
        <Button type="submit" variant="primary" size="lg" isLoading={take.isPending} isAriaDisabled={take.isPending}>
          {texts.action}
        </Button>
      </ActionGroup>
    </Form>
  );
}

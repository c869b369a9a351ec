/** What a person says yes to before a file changes the register: each consequence with its number. */
import {
  ActionGroup,
  Button,
  Checkbox,
  Content,
  Form,
  FormGroup,
  Radio,
  TextInput,
  Title,
} from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { FieldFault } from '../trustee/fields.tsx';
import * as requests from './requests.ts';
import { asksForLeavers, type Choices, changesNothing, choiceFaults, confirmationOf, type Run } from './run.ts';
import { useRegisterTexts } from './texts.ts';

const FIELDS = { validRowsOnly: 'valid-rows-only', left: 'left-number' } as const;

export function ConfirmForm({ run }: { run: Run }) {
  const { confirm: texts } = useRegisterTexts();
  const [choices, setChoices] = useState<Choices>({ validRowsOnly: false, overwrite: false, left: '' });
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const applying = useMutation({
    mutationFn: () => requests.confirm(run.id, confirmationOf(run, choices)),
    onSuccess: (now) => queries.setQueryData(requests.run(run.id).queryKey, now),
    // The figures that were confirmed may no longer be those of the run.
    onError: () => queries.invalidateQueries({ queryKey: requests.run(run.id).queryKey }),
  });
  const faults = choiceFaults(run, choices);
  const isWrong = (fault: 'validRowsOnly' | 'left') => tried && faults.includes(fault);

  if (changesNothing(run))
    return (
      <Notice variant="info" title={texts.nothing}>
        {texts.nothingWhat}
      </Notice>
    );

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const [first] = faults;
    if (first) document.getElementById(FIELDS[first])?.focus();
    else applying.mutate();
  }

  return (
    <Form onSubmit={submit} noValidate className="tellers-question">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <Content component="p">{texts.what(run.new, run.changed)}</Content>
      {run.invalid > 0 && (
        <div>
          <Checkbox
            id={FIELDS.validRowsOnly}
            label={texts.validRowsOnly(run.invalid)}
            isChecked={choices.validRowsOnly}
            onChange={(_, validRowsOnly) => setChoices({ ...choices, validRowsOnly })}
            isValid={!isWrong('validRowsOnly')}
            {...(isWrong('validRowsOnly') && { 'aria-describedby': 'valid-rows-only-fault' })}
          />
          {isWrong('validRowsOnly') && <FieldFault id="valid-rows-only-fault">{texts.validRowsOnlyMissing}</FieldFault>}
        </div>
      )}
      {run.conflicts > 0 && (
        <FormGroup role="radiogroup" label={texts.conflicts(run.conflicts)} fieldId="conflicts">
          <Radio
            id="conflicts-keep"
            name="conflicts"
            label={texts.keep}
            isChecked={!choices.overwrite}
            onChange={() => setChoices({ ...choices, overwrite: false })}
          />
          <Radio
            id="conflicts-overwrite"
            name="conflicts"
            label={texts.overwrite(run.conflicts)}
            isChecked={choices.overwrite}
            onChange={() => setChoices({ ...choices, overwrite: true })}
          />
        </FormGroup>
      )}
      {asksForLeavers(run) && (
        <>
          <Notice variant="warning" level="h3" title={texts.left(run.left)}>
            {texts.leftWhat}
          </Notice>
          <FormGroup label={texts.type(run.left)} fieldId={FIELDS.left}>
            <TextInput
              id={FIELDS.left}
              className="tellers-short"
              inputMode="numeric"
              autoComplete="off"
              value={choices.left}
              onChange={(_, left) => setChoices({ ...choices, left })}
              validated={isWrong('left') ? 'error' : 'default'}
              {...(isWrong('left') && { 'aria-describedby': 'left-number-fault' })}
            />
            {isWrong('left') && <FieldFault id="left-number-fault">{texts.leftMissing(run.left)}</FieldFault>}
          </FormGroup>
        </>
      )}
      {applying.error && <ProblemAlert problem={applying.error} />}
      <Content component="p">{texts.undo}</Content>
      <ActionGroup>
        <Button
          type="submit"
          variant="primary"
          size="lg"
          isLoading={applying.isPending}
          isAriaDisabled={applying.isPending}
        >
          {texts.action(run.new, run.changed, run.left)}
        </Button>
      </ActionGroup>
    </Form>
  );
}

/** Takes the roll out for a ballot that follows, with or without the addresses of the register. */
import { ActionGroup, Button, Content, Form, FormGroup, Radio, TextInput } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { FieldFault, FieldHint } from '../trustee/fields.tsx';
import { readCsv, writeCsv } from './csv.ts';
import { Part } from './part.tsx';
import * as requests from './requests.ts';
import type { Ballot } from './rule.ts';
import { useRollTexts } from './texts.ts';

const WHAT = ['addresses', 'ids', 'numbers'] as const;
type What = (typeof WHAT)[number];

const KINDS = ['sections', 'regions', 'employers', 'workplaces', 'jobRoles', 'membershipClasses'] as const;

export function ExportForm({ uuid, ballot }: { uuid: string; ballot: Ballot }) {
  const { export: texts } = useRollTexts();
  const [what, setWhat] = useState<What>('addresses');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const entitled = ballot.entitled ?? 0;
  const exporting = useMutation({
    async mutationFn({ what, why }: { what: What; why: string }) {
      const roll = await requests.exportRoll(uuid, why);
      if (what === 'ids') {
        save(`roll-${uuid}.csv`, roll);
        return 0;
      }
      const ids = readCsv(roll).map((row) => row.member_id ?? '');
      if (what === 'numbers') {
        const totals = await requests.totals(ids);
        save(`numbers-${uuid}.csv`, tableOf(totals, texts));
        return totals.unknown ?? 0;
      }
      const addresses = await requests.addresses(ids, why);
      save(`addresses-${uuid}.csv`, addresses);
      return ids.length - readCsv(addresses).length;
    },
  });
  const isMissing = tried && reason.trim() === '';

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '') return document.getElementById('export-reason')?.focus();
    exporting.mutate({ what, why: reason.trim() });
  }

  return (
    <Part title={texts.title}>
      <Content component="p">{texts.lead(entitled)}</Content>
      <Form onSubmit={submit} noValidate>
        <FormGroup role="radiogroup" label={texts.what} fieldId="export-what">
          {WHAT.map((one) => (
            <Radio
              key={one}
              id={`export-${one}`}
              name="export-what"
              label={texts[one]}
              description={texts[`${one}What`]}
              isChecked={what === one}
              onChange={() => setWhat(one)}
            />
          ))}
        </FormGroup>
        <FormGroup label={texts.reason} fieldId="export-reason">
          <TextInput
            id="export-reason"
            value={reason}
            maxLength={500}
            onChange={(_, value) => setReason(value)}
            validated={isMissing ? 'error' : 'default'}
            aria-describedby="export-reason-hint"
          />
          {isMissing ? (
            <FieldFault id="export-reason-hint">{texts.reasonMissing}</FieldFault>
          ) : (
            <FieldHint id="export-reason-hint">{texts.reasonHint}</FieldHint>
          )}
        </FormGroup>
        {exporting.error && <ProblemAlert problem={exporting.error} />}
        {exporting.data !== undefined && (
          <Notice variant="success" level="h3" title={texts.done} isUrgent>
            {exporting.data > 0 && <p>{texts.missing(exporting.data)}</p>}
            <p>{exporting.variables.what === 'numbers' ? texts.doneNumbers : texts.doneWhat}</p>
          </Notice>
        )}
        <ActionGroup>
          <Button
            type="submit"
            variant="secondary"
            isLoading={exporting.isPending}
            isAriaDisabled={exporting.isPending}
          >
            {texts.action(entitled)}
          </Button>
        </ActionGroup>
      </Form>
    </Part>
  );
}

/** The numbers as a table: of each kind, how many members each value has. */
function tableOf(totals: requests.Totals, { numbersTable }: ReturnType<typeof useRollTexts>['export']): string {
  const lines = KINDS.flatMap((kind) =>
    (totals[kind] ?? []).map(({ employer = '', value = '', members = 0 }) => [
      numbersTable.kinds[kind],
      employer,
      value,
      members,
    ]),
  );
  return writeCsv([numbersTable.columns, ...lines]);
}

/** Gives a file to the browser to save. */
function save(name: string, csv: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

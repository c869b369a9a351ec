/** The scrutineer's report: to read, to download, and to sign. */
import { ActionGroup, Button, Form, FormGroup, TextArea, TextInput, Title } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { has, type Person } from '../session/session.ts';
import { DataTable } from '../shell/data-table.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { moment } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { FieldFault } from '../trustee/fields.tsx';
import * as requests from './requests.ts';
import { useResultTexts } from './texts.ts';

export function ReportPart({ uuid, person }: { uuid: string; person: Person }) {
  const { language, calendar, roles } = useTexts();
  const texts = useResultTexts().report;
  const { data: signatures, error, refetch } = useQuery(requests.signatures(uuid));
  const load = useMutation({
    mutationFn: async (type: 'application/pdf' | 'application/json') => ({
      blob: await requests.reportFile(uuid, language, type),
      name: type === 'application/pdf' ? `report-${uuid}-${language}.pdf` : `report-${uuid}.json`,
    }),
    onSuccess: ({ blob, name }) => save(blob, name),
  });
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <p>{texts.what}</p>
      {load.error && <ProblemAlert problem={load.error} />}
      <div className="tellers-row">
        <a
          className="pf-v6-c-button pf-m-primary"
          href={requests.reportAddress(uuid, language)}
          target="_blank"
          rel="noreferrer"
        >
          {texts.open}
        </a>
        <Button
          variant="secondary"
          onClick={() => load.mutate('application/pdf')}
          isLoading={load.isPending && load.variables === 'application/pdf'}
        >
          {texts.pdf}
        </Button>
        <Button
          variant="secondary"
          onClick={() => load.mutate('application/json')}
          isLoading={load.isPending && load.variables === 'application/json'}
        >
          {texts.json}
        </Button>
      </div>
      <Title headingLevel="h3" size="lg">
        {texts.signatures}
      </Title>
      {error && <ProblemAlert problem={error} retry={() => void refetch()} />}
      {signatures && (
        <>
          {signatures.given.length === 0 ? (
            <p>{texts.none}</p>
          ) : (
            <DataTable
              caption={texts.signatures}
              columns={[texts.name, texts.role, texts.at, texts.form, texts.statement]}
              rows={signatures.given.map(({ name, role, signedAt, sha256, statement }) => ({
                key: `${signedAt} ${name}`,
                cells: [
                  name,
                  roles[role] ?? role,
                  moment(calendar, signedAt),
                  sha256 === signatures.sha256 ? texts.current : texts.earlier,
                  statement ?? '–',
                ],
              }))}
            />
          )}
          <p>
            {texts.fingerprint}: <span className="tellers-code">{signatures.sha256}</span>
          </p>
          {has(person, 'officer', 'approver', 'scrutineer') && (
            <Sign uuid={uuid} person={person} sha256={signatures.sha256} />
          )}
        </>
      )}
    </section>
  );
}

function Sign({ uuid, person, sha256 }: { uuid: string; person: Person; sha256: string }) {
  const texts = useResultTexts().report;
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [name, setName] = useState(person.name);
  const [statement, setStatement] = useState('');
  const [tried, setTried] = useState(false);
  const sign = useMutation({
    mutationFn: () => requests.sign(uuid, name.trim(), statement.trim(), sha256),
    onSuccess: () => announce(texts.signed),
    onSettled: () => queries.invalidateQueries({ queryKey: requests.signatures(uuid).queryKey }),
  });
  const missing = tried && !name.trim();

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (name.trim()) sign.mutate();
    else document.getElementById('sign-name')?.focus();
  }

  if (sign.isSuccess) return <p>✓ {texts.signed}</p>;
  return (
    <details>
      <summary>{texts.sign}</summary>
      <Form onSubmit={submit} noValidate className="tellers-inset">
        <p>
          {texts.read} {texts.signWhat}
        </p>
        {sign.error && <ProblemAlert problem={sign.error} />}
        <FormGroup label={texts.yourName} fieldId="sign-name">
          <TextInput
            id="sign-name"
            value={name}
            onChange={(_, value) => setName(value)}
            autoComplete="name"
            maxLength={200}
            validated={missing ? 'error' : 'default'}
            aria-describedby={missing ? 'sign-name-fault' : undefined}
          />
          {missing && <FieldFault id="sign-name-fault">{texts.nameFault}</FieldFault>}
        </FormGroup>
        <FormGroup label={texts.yourStatement} fieldId="sign-statement">
          <TextArea
            id="sign-statement"
            value={statement}
            onChange={(_, value) => setStatement(value)}
            maxLength={2000}
          />
        </FormGroup>
        <ActionGroup>
          <Button type="submit" variant="primary" isLoading={sign.isPending} isAriaDisabled={sign.isPending}>
            {texts.signAction}
          </Button>
        </ActionGroup>
      </Form>
    </details>
  );
}

/** What a statutory ballot with these figures would have needed, and what was reconciled. */
export function ReportFigures({ uuid }: { uuid: string }) {
  const texts = useResultTexts();
  const { data } = useQuery(requests.report(uuid));
  if (!data) return null;
  const { thresholds, reconciliation } = texts;
  return (
    <>
      {data.thresholds.length > 0 && (
        <section className="tellers-stack">
          <Title headingLevel="h2" size="xl">
            {thresholds.title}
          </Title>
          <p>{thresholds.what}</p>
          <DataTable
            caption={thresholds.title}
            columns={[thresholds.rule, thresholds.needed, thresholds.reached, thresholds.outcome]}
            rows={data.thresholds.map((found) => ({
              key: `${found.rule} ${found.question ?? ''}`,
              cells: [
                [
                  thresholds.kinds[found.kind]?.(found.share) ?? found.rule,
                  found.question !== undefined && thresholds.question(found.question),
                  found.conditional && thresholds.conditional,
                  found.repealAnnounced && thresholds.repeal,
                ]
                  .filter(Boolean)
                  .join('; '),
                number(found.needed),
                thresholds.of(number(found.reached), number(found.of)),
                found.met ? `✓ ${thresholds.met}` : thresholds.missed(number(found.needed - found.reached)),
              ],
            }))}
          />
        </section>
      )}
      <section className="tellers-stack">
        <Title headingLevel="h2" size="xl">
          {reconciliation.title}
        </Title>
        <p>{reconciliation.what}</p>
        <details>
          <summary>{reconciliation.rule}</summary>
          <DataTable
            caption={reconciliation.title}
            columns={[reconciliation.rule, reconciliation.figure, reconciliation.must]}
            rows={data.agreements.map(({ rule, question, figure, least, most }) => ({
              key: `${rule} ${question ?? ''}`,
              cells: [
                [reconciliation.rules[rule] ?? rule, question !== undefined && reconciliation.question(question)]
                  .filter(Boolean)
                  .join(', '),
                number(figure),
                least === most ? number(least) : reconciliation.between(number(least), number(most)),
              ],
            }))}
          />
        </details>
      </section>
    </>
  );
}

/** Gives a file to the browser to save. */
function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

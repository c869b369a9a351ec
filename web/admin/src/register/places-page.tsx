/** The branches and delivery units that a register file may name. */
import {
  ActionGroup,
  Button,
  Content,
  Form,
  FormGroup,
  FormSelect,
  FormSelectOption,
  Title,
} from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { BackLink } from '../shell/back-link.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { FieldFault } from '../trustee/fields.tsx';
import * as requests from './requests.ts';
import { useRegisterTexts } from './texts.ts';

const FIRST = 50;

export function PlacesPage() {
  const { places: texts, run } = useRegisterTexts();
  const [kind, setKind] = useState<requests.PlaceKind>('branches');
  return (
    <div className="tellers-stack">
      <BackLink to="/register">{run.back}</BackLink>
      <PageTitle>{texts.title}</PageTitle>
      <Content component="p">{texts.lead}</Content>
      <FormGroup label={texts.kind} fieldId="places-kind">
        <FormSelect
          id="places-kind"
          className="tellers-short"
          value={kind}
          onChange={(_, value) => setKind(value as requests.PlaceKind)}
        >
          <FormSelectOption value="branches" label={texts.kinds.branches} />
          <FormSelectOption value="delivery-units" label={texts.kinds['delivery-units']} />
        </FormSelect>
      </FormGroup>
      <OneList key={kind} kind={kind} />
    </div>
  );
}

function OneList({ kind }: { kind: requests.PlaceKind }) {
  const { places: texts } = useRegisterTexts();
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useQuery(requests.places(kind));
  if (error) return <ProblemAlert problem={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const shown = all ? data : data.slice(0, FIRST);
  return (
    <>
      {data.length === 0 ? (
        <Content component="p">{texts.empty}</Content>
      ) : (
        <>
          <Content component="p">{texts.count(data.length)}</Content>
          <DataTable
            caption={texts.caption(texts.kinds[kind])}
            columns={[texts.name, texts.region, texts.from, texts.until, texts.successor]}
            rows={shown.map(({ name = '', region, validFrom, validUntil, successor }) => ({
              key: `${name} ${validFrom}`,
              cells: [name, region, validFrom, validUntil, successor],
            }))}
          />
          {shown.length < data.length && (
            <Button variant="secondary" onClick={() => setAll(true)}>
              {texts.more(data.length)}
            </Button>
          )}
        </>
      )}
      <Replace kind={kind} now={data.length} />
    </>
  );
}

function Replace({ kind, now }: { kind: requests.PlaceKind; now: number }) {
  const { places: texts } = useRegisterTexts();
  const [file, setFile] = useState<File>();
  const [tried, setTried] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const queries = useQueryClient();
  const replacing = useMutation({
    mutationFn: async (chosen: File) => requests.replacePlaces(kind, await chosen.text()),
    onSuccess: () => queries.invalidateQueries({ queryKey: requests.places(kind).queryKey }),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (file) replacing.mutate(file);
    else input.current?.focus();
  }

  return (
    <Form onSubmit={submit} noValidate>
      <Title headingLevel="h2" size="xl">
        {texts.replace}
      </Title>
      <Content component="p">{texts.replaceWhat}</Content>
      {replacing.error && <ProblemAlert problem={replacing.error} />}
      {replacing.data && (
        <Notice
          variant="success"
          level="h3"
          title={texts.done(replacing.data.places ?? 0, replacing.data.added ?? 0, replacing.data.removed ?? 0)}
          isUrgent
        />
      )}
      <FormGroup label={texts.file} fieldId="places-file">
        <input
          id="places-file"
          className="tellers-file"
          type="file"
          accept=".csv,text/csv"
          ref={input}
          onChange={(event) => setFile(event.target.files?.[0])}
          {...(tried && !file && { 'aria-describedby': 'places-file-fault' })}
        />
        {tried && !file && <FieldFault id="places-file-fault">{texts.missing}</FieldFault>}
      </FormGroup>
      <ActionGroup>
        <Button type="submit" variant="primary" isLoading={replacing.isPending} isAriaDisabled={replacing.isPending}>
          {texts.action(now)}
        </Button>
      </ActionGroup>
    </Form>
  );
}

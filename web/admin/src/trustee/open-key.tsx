/** Opens a key file: choose the file, type the passphrase. */
import { ActionGroup, Button, Content, Form, FormGroup, Title } from '@patternfly/react-core';
import { type FormEvent, useId, useState } from 'react';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { useTexts } from '../text/texts.tsx';
import { FieldFault, PassphraseInput } from './fields.tsx';
import { KeyError } from './keyholder.ts';

export interface OpenKeyProps {
  readonly title: string;
  readonly what: string;
  readonly action: string;
  /** What is shown while the file opens. */
  readonly working: string;
  /** Opens the file; rejected with a KeyError when it does not. */
  open(file: string, passphrase: string): Promise<void>;
}

export function OpenKey({ title, what, action, working, open }: OpenKeyProps) {
  const texts = useTexts().key.open;
  const id = useId();
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    setFault(undefined);
    if (!file) return document.getElementById(`${id}-file`)?.focus();
    if (!passphrase) return document.getElementById(`${id}-passphrase`)?.focus();
    setBusy(true);
    try {
      await open(await file.text(), passphrase);
    } catch (e) {
      setFault(e as Error);
    } finally {
      setBusy(false);
    }
  }

  const noFile = tried && !file;
  const noPassphrase = tried && !passphrase;
  return (
    <Form onSubmit={(event) => void submit(event)} noValidate>
      <Title headingLevel="h2" size="xl">
        {title}
      </Title>
      <Content component="p">{what}</Content>
      {fault && <OpenFault fault={fault} />}
      <FormGroup label={texts.file} fieldId={`${id}-file`}>
        <input
          type="file"
          id={`${id}-file`}
          className="tellers-file"
          accept=".json,application/json"
          required
          aria-invalid={noFile}
          aria-describedby={noFile ? `${id}-file-fault` : undefined}
          onChange={(event) => setFile(event.target.files?.[0])}
        />
        {noFile && <FieldFault id={`${id}-file-fault`}>{texts.fileMissing}</FieldFault>}
      </FormGroup>
      <FormGroup label={texts.passphrase} fieldId={`${id}-passphrase`}>
        <PassphraseInput
          id={`${id}-passphrase`}
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="current-password"
          isInvalid={noPassphrase}
          describedBy={noPassphrase ? `${id}-passphrase-fault` : undefined}
        />
        {noPassphrase && <FieldFault id={`${id}-passphrase-fault`}>{texts.passphraseMissing}</FieldFault>}
      </FormGroup>
      <ActionGroup>
        <Button type="submit" variant="primary" size="lg" isLoading={busy} isAriaDisabled={busy}>
          {busy ? working : action}
        </Button>
      </ActionGroup>
    </Form>
  );
}

/** Why a key file did not open, and what to do. */
function OpenFault({ fault }: { fault: Error }) {
  const texts = useTexts();
  const { open, prove } = texts.key;
  const known: Readonly<Record<string, readonly [title: string, what: string]>> = {
    'wrong-passphrase': [open.wrong, open.wrongWhat],
    'not-a-key-file': [open.notAKey, open.notAKeyWhat],
    unsupported: [open.notAKey, open.notAKeyWhat],
    'damaged-key-file': [open.damaged, open.damagedWhat],
    'other-place': [open.otherPlace, open.otherPlaceWhat],
    'other-key': [prove.different, prove.differentWhat],
  };
  const told = fault instanceof KeyError ? known[fault.fault] : undefined;
  if (!told) return <ProblemAlert problem={fault} />;
  const [title, what] = told;
  return (
    <Notice variant="danger" level="h3" title={title} isUrgent>
      {what}
    </Notice>
  );
}

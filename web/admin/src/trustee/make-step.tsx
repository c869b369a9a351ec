/** Makes a key, saves it, and proves that the saved file opens before anything is handed in. */
import { ActionGroup, Button, Content, Form, FormGroup, Title } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { useTexts } from '../text/texts.tsx';
import { passphraseFault } from './ceremony.ts';
import { FieldFault, FieldHint, PassphraseInput } from './fields.tsx';
import { KeyError, type Keyholder } from './keyholder.ts';
import { OpenKey } from './open-key.tsx';
import type { KeyMade, Place } from './worker-messages.ts';

interface MakeStepProps {
  readonly uuid: string;
  /** In the ceremony; none for the key of one scrutineer. */
  readonly place?: Place;
  readonly keyholder: () => Keyholder;
  /** Called with the key open; hands the public part in. */
  opened(): Promise<void>;
}

export function MakeStep({ uuid, place, keyholder, opened }: MakeStepProps) {
  const texts = useTexts().key;
  const [saved, setSaved] = useState<KeyMade>();
  const [has, setHas] = useState(false);

  async function open(file: string, passphrase: string) {
    const { fingerprint } = await keyholder().call('open', file, passphrase, { kind: place ? 'seat' : 'single' });
    if (saved && fingerprint !== saved.fingerprint) {
      await keyholder().call('forget');
      throw new KeyError('other-key', 'the file is of another key than the one that was saved');
    }
    await opened();
  }

  if (saved)
    return (
      <div className="tellers-stack">
        <OpenKey {...texts.prove} open={open} />
        <Content component="p">{texts.prove.keep}</Content>
        <p>
          <Button variant="link" isInline onClick={() => download(saved)}>
            {texts.prove.again}
          </Button>
        </p>
        <p>
          <Button variant="link" isInline onClick={() => setSaved(undefined)}>
            {texts.prove.startAgain}
          </Button>
        </p>
      </div>
    );

  return (
    <div className="tellers-stack">
      {has ? (
        <OpenKey {...texts.open} action={texts.prove.action} working={texts.prove.working} open={open} />
      ) : (
        <MakeForm
          make={async (passphrase) => {
            const made = await keyholder().call('make', uuid, passphrase, place);
            download(made);
            setSaved(made);
          }}
        />
      )}
      <p>
        <Button variant="link" isInline onClick={() => setHas(!has)}>
          {has ? texts.make.haveNot : texts.make.have}
        </Button>
      </p>
    </div>
  );
}

function MakeForm({ make }: { make: (passphrase: string) => Promise<void> }) {
  const texts = useTexts().key.make;
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const fault = tried ? passphraseFault(passphrase) : undefined;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    setFailure(undefined);
    if (passphraseFault(passphrase)) return document.getElementById('new-passphrase')?.focus();
    setBusy(true);
    try {
      await make(passphrase);
    } catch (e) {
      setFailure(e as Error);
      setBusy(false);
    }
  }

  return (
    <Form onSubmit={(event) => void submit(event)} noValidate>
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <Content component="p">{texts.what}</Content>
      {failure && <ProblemAlert problem={failure} />}
      <FormGroup label={texts.passphrase} fieldId="new-passphrase">
        <PassphraseInput
          id="new-passphrase"
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="new-password"
          isInvalid={fault !== undefined}
          describedBy={fault ? 'new-passphrase-fault' : 'new-passphrase-hint'}
        />
        {fault ? (
          <FieldFault id="new-passphrase-fault">{texts[fault]}</FieldFault>
        ) : (
          <FieldHint id="new-passphrase-hint">{texts.passphraseHint}</FieldHint>
        )}
      </FormGroup>
      <ActionGroup>
        <Button type="submit" variant="primary" size="lg" isLoading={busy} isAriaDisabled={busy}>
          {busy ? texts.working : texts.action}
        </Button>
      </ActionGroup>
    </Form>
  );
}

/** Gives the file to the browser to save. */
function download({ name, text }: KeyMade): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

import { Button, HelperText, HelperTextItem, InputGroup, InputGroupItem, TextInput } from '@patternfly/react-core';
import { useState } from 'react';
import { useTexts } from '../text/texts.tsx';

/** A passphrase, hidden unless the person wants to see it. */
export function PassphraseInput(props: {
  id: string;
  value: string;
  onChange(value: string): void;
  autoComplete: 'new-password' | 'current-password';
  isInvalid: boolean;
  describedBy?: string | undefined;
}) {
  const texts = useTexts().key.make;
  const [shown, setShown] = useState(false);
  return (
    <InputGroup>
      <InputGroupItem isFill>
        <TextInput
          id={props.id}
          type={shown ? 'text' : 'password'}
          value={props.value}
          onChange={(_, value) => props.onChange(value)}
          autoComplete={props.autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          isRequired
          validated={props.isInvalid ? 'error' : 'default'}
          aria-describedby={props.describedBy}
        />
      </InputGroupItem>
      <InputGroupItem>
        <Button
          variant="control"
          onClick={() => setShown(!shown)}
          aria-label={shown ? texts.hidePassphrase : texts.showPassphrase}
        >
          {shown ? texts.hide : texts.show}
        </Button>
      </InputGroupItem>
    </InputGroup>
  );
}

/** What is wrong with a field, under it. */
export function FieldFault({ id, children }: { id: string; children: string }) {
  return (
    <HelperText id={id}>
      <HelperTextItem variant="error">{children}</HelperTextItem>
    </HelperText>
  );
}

/** What to know about a field, under it. */
export function FieldHint({ id, children }: { id: string; children: string }) {
  return (
    <HelperText id={id}>
      <HelperTextItem>{children}</HelperTextItem>
    </HelperText>
  );
}

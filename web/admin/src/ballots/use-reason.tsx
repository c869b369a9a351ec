import { useState } from 'react';
import { TextField } from './fields.tsx';
import { useBallotsTexts } from './texts.ts';

const MOST_REASON = 2_000;

/** A reason that is typed, and what is wrong with it once someone tried without. */
export function useReason(id: string) {
  const texts = useBallotsTexts().changes;
  const [value, setValue] = useState('');
  const [tried, setTried] = useState(false);
  const fault = !value.trim() ? texts.reasonMissing : value.trim().length > MOST_REASON ? texts.tooLong : undefined;
  return {
    value: value.trim(),
    /** The field, if it is wrong. */
    check() {
      setTried(true);
      return fault && id;
    },
    field: (
      <TextField
        id={id}
        label={texts.reason}
        hint={texts.reasonHint}
        fault={tried ? fault : undefined}
        value={value}
        onChange={setValue}
        lines={3}
        isRequired
      />
    ),
  };
}

/** A text in English and, where there is one, in Welsh. */
import { Beside, TextField } from '../ballots/fields.tsx';
import { useInformationTexts } from './texts.ts';

/** Both languages as fields hold them. */
export interface Words {
  readonly en: string;
  readonly cy: string;
}

export const noWords: Words = { en: '', cy: '' };

export const wordsOf = (text: { en?: string; cy?: string | null } | undefined): Words => ({
  en: text?.en ?? '',
  cy: text?.cy ?? '',
});

/** As the service takes it: no Welsh rather than an empty one. */
export const sent = ({ en, cy }: Words) => ({ en: en.trim(), ...(cy.trim() && { cy: cy.trim() }) });

interface WordsFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: Words;
  readonly fault?: string | undefined;
  readonly lines?: number;
  readonly isRequired?: boolean;
  onChange(value: Words): void;
}

export function WordsField({ id, label, value, fault, lines, isRequired = false, onChange }: WordsFieldProps) {
  const texts = useInformationTexts();
  const shared = lines ? { lines } : {};
  return (
    <Beside>
      <TextField
        {...shared}
        id={id}
        lang="en"
        label={label}
        fault={fault}
        isRequired={isRequired}
        value={value.en}
        onChange={(en) => onChange({ ...value, en })}
      />
      <TextField
        {...shared}
        id={`${id}-cy`}
        lang="cy"
        label={texts.inWelsh(label)}
        hint={texts.welshHint}
        value={value.cy}
        onChange={(cy) => onChange({ ...value, cy })}
      />
    </Beside>
  );
}

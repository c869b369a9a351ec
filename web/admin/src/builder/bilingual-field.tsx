/** A text in English, with the Welsh beside it where the paper has both; what is wrong and what to think of stands below. */
import { HelperText, HelperTextItem } from '@patternfly/react-core';
import { Beside, TextField } from '../ballots/fields.tsx';
import type { Both } from './form.ts';
import { useMarks } from './marks.ts';
import { useBuilderTexts } from './texts.ts';

interface BilingualProps {
  /** Path of the English, as the service names it; that of the Welsh begins with `welsh.`. */
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: Both;
  readonly isWelsh: boolean;
  readonly lines?: number;
  onChange(value: Both): void;
}

export function BilingualField({ field, label, hint, value, isWelsh, lines, onChange }: BilingualProps) {
  const texts = useBuilderTexts();
  const marks = useMarks();
  const one = (language: 'en' | 'cy') => {
    const id = language === 'en' ? field : `welsh.${field}`;
    return (
      <div>
        <TextField
          id={id}
          lang={language}
          label={language === 'en' ? label : texts.inWelsh(label)}
          hint={language === 'en' ? hint : undefined}
          fault={marks.fault(id)}
          value={value[language]}
          onChange={(text) => onChange({ ...value, [language]: text })}
          {...(lines && { lines })}
          isRequired
        />
        <Hints field={id} />
      </div>
    );
  };
  if (!isWelsh) return one('en');
  return (
    <Beside>
      {one('en')}
      {one('cy')}
    </Beside>
  );
}

/** What an experienced officer would say at a field. */
export function Hints({ field }: { field: string }) {
  const texts = useBuilderTexts();
  const hints = useMarks().hints(field);
  return (
    <div role="status">
      {hints.map((hint) => (
        <HelperText key={hint}>
          <HelperTextItem variant="warning">
            {texts.hint} {hint}
          </HelperTextItem>
        </HelperText>
      ))}
    </div>
  );
}

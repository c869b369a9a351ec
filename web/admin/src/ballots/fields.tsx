/** Fields that say below them what is wrong, or else what to know. */
import { FormGroup, FormSelect, FormSelectOption, Radio, TextArea, TextInput } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { comesTwice, type LocalTime } from '../text/london.ts';
import { FieldFault, FieldHint } from '../trustee/fields.tsx';
import { useBallotsTexts } from './texts.ts';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
  readonly isRequired?: boolean;
}

interface TextProps extends FieldProps {
  readonly value: string;
  onChange(value: string): void;
  /** More than one line. */
  readonly lines?: number;
  readonly type?: 'text' | 'number' | 'url' | 'date';
  /** The language of what is written, where it is not that of the page. */
  readonly lang?: string;
  readonly maxLength?: number;
}

function describedBy({ id, hint, fault }: FieldProps): string | undefined {
  return fault ? `${id}-fault` : hint ? `${id}-hint` : undefined;
}

function Below({ id, hint, fault }: FieldProps) {
  if (fault) return <FieldFault id={`${id}-fault`}>{fault}</FieldFault>;
  return hint ? <FieldHint id={`${id}-hint`}>{hint}</FieldHint> : null;
}

export function TextField(props: TextProps) {
  const { id, label, value, onChange, lines, type = 'text', lang, maxLength, fault, isRequired = false } = props;
  const shared = {
    id,
    value,
    lang,
    maxLength,
    isRequired,
    validated: fault ? ('error' as const) : ('default' as const),
    'aria-describedby': describedBy(props),
  };
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      {lines ? (
        <TextArea {...shared} rows={lines} resizeOrientation="vertical" onChange={(_, text) => onChange(text)} />
      ) : (
        <TextInput
          {...shared}
          type={type}
          {...(type === 'number' && { inputMode: 'numeric' as const, min: 0 })}
          onChange={(_, text) => onChange(text)}
        />
      )}
      <Below {...props} />
    </FormGroup>
  );
}

interface ChoiceProps extends FieldProps {
  readonly value: string;
  onChange(value: string): void;
  /** Words of the API with what the person reads, in their order. */
  readonly options: readonly (readonly [word: string, name: string])[];
}

export function ChoiceField(props: ChoiceProps) {
  const { id, label, value, onChange, options, fault } = props;
  return (
    <FormGroup label={label} fieldId={id}>
      <FormSelect
        id={id}
        value={value}
        onChange={(_, word) => onChange(word)}
        validated={fault ? 'error' : 'default'}
        aria-describedby={describedBy(props)}
      >
        {options.map(([word, name]) => (
          <FormSelectOption key={word} value={word} label={name} />
        ))}
      </FormSelect>
      <Below {...props} />
    </FormGroup>
  );
}

interface TimeProps extends FieldProps {
  readonly value: LocalTime;
  onChange(value: LocalTime): void;
}

/** A date and a time by London's clock; where the time comes twice, which of the two. The first field bears the identifier. */
export function TimeField(props: TimeProps) {
  const { id, label, value, onChange, fault } = props;
  const texts = useBallotsTexts().time;
  const below = describedBy(props);
  const shared = { validated: fault ? ('error' as const) : ('default' as const), 'aria-describedby': below };
  return (
    <FormGroup role="group" label={label} fieldId={`${id}-group`}>
      <div className="tellers-time">
        <label htmlFor={id}>{texts.date}</label>
        <TextInput
          {...shared}
          id={id}
          type="date"
          value={value.date}
          onChange={(_, date) => onChange({ ...value, date })}
        />
        <label htmlFor={`${id}-time`}>{texts.time}</label>
        <TextInput
          {...shared}
          id={`${id}-time`}
          type="time"
          value={value.time}
          onChange={(_, time) => onChange({ ...value, time })}
        />
      </div>
      {comesTwice(value) && (
        <div className="tellers-told">
          <p>{texts.twice}</p>
          {[false, true].map((second) => (
            <Radio
              key={String(second)}
              id={`${id}-${second ? 'second' : 'first'}`}
              name={`${id}-twice`}
              label={second ? texts.second : texts.first}
              isChecked={(value.second ?? false) === second}
              onChange={() => onChange({ date: value.date, time: value.time, ...(second && { second }) })}
            />
          ))}
        </div>
      )}
      <Below {...props} />
    </FormGroup>
  );
}

/** Fields side by side where there is room. */
export function Beside({ children }: { children: ReactNode }) {
  return <div className="tellers-beside">{children}</div>;
}

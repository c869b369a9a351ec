/** One question of the paper: its wording, its answers in their order, and how many may be chosen. */
import { Button, Checkbox, FormFieldGroup, FormFieldGroupHeader } from '@patternfly/react-core';
import { Beside, TextField } from '../ballots/fields.tsx';
import { BilingualField, Hints } from './bilingual-field.tsx';
import { moved, newAnswer, type QuestionForm } from './form.ts';
import { useMarks } from './marks.ts';
import { useBuilderTexts } from './texts.ts';

interface QuestionProps {
  readonly index: number;
  readonly count: number;
  readonly value: QuestionForm;
  readonly isWelsh: boolean;
  onChange(value: QuestionForm): void;
  move(by: -1 | 1): void;
  remove(): void;
}

const MOST_ANSWERS = 20;

export function QuestionFields({ index, count, value, isWelsh, onChange, move, remove }: QuestionProps) {
  const texts = useBuilderTexts();
  const marks = useMarks();
  const field = `questions[${index}]`;
  const { answers } = value;
  return (
    <FormFieldGroup
      header={
        <FormFieldGroupHeader
          titleText={{ text: texts.question(index + 1), id: `${field}-title` }}
          actions={<Order thing={texts.question(index + 1)} {...{ index, count, move, remove }} />}
        />
      }
    >
      <BilingualField
        field={`${field}.question`}
        label={texts.wording}
        value={value.question}
        isWelsh={isWelsh}
        lines={3}
        onChange={(question) => onChange({ ...value, question })}
      />
      <fieldset className="tellers-told">
        <legend>{texts.answers}</legend>
        {answers.map((answer, i) => (
          <div key={answer.key} className="tellers-answer">
            <BilingualField
              field={`${field}.answers[${i}]`}
              label={texts.answer(i + 1)}
              value={answer}
              isWelsh={isWelsh}
              onChange={(text) =>
                onChange({ ...value, answers: answers.map((one, j) => (j === i ? { ...one, ...text } : one)) })
              }
            />
            <Order
              thing={`${texts.question(index + 1)}, ${texts.answer(i + 1)}`}
              index={i}
              count={answers.length}
              least={2}
              move={(by) => onChange({ ...value, answers: moved(answers, i, by) })}
              remove={() => onChange({ ...value, answers: answers.filter((_, j) => j !== i) })}
            />
          </div>
        ))}
        {marks.fault(`${field}.answers`) && <p role="alert">{marks.fault(`${field}.answers`)}</p>}
        {answers.length < MOST_ANSWERS && (
          <Button
            id={`${field}.answers`}
            variant="link"
            isInline
            onClick={() => onChange({ ...value, answers: [...answers, newAnswer()] })}
          >
            {texts.addAnswer}
          </Button>
        )}
      </fieldset>
      <Beside>
        {(['min', 'max'] as const).map((term) => (
          <TextField
            key={term}
            id={`${field}.${term}`}
            type="number"
            label={texts[term]}
            fault={marks.fault(`${field}.${term}`)}
            value={value[term]}
            onChange={(text) => onChange({ ...value, [term]: text })}
          />
        ))}
      </Beside>
      <div>
        <Checkbox
          id={`${field}.blank`}
          label={texts.blank}
          description={texts.blankHint}
          isChecked={value.blank}
          onChange={(_, blank) => onChange({ ...value, blank })}
        />
        <Hints field={`${field}.blank`} />
      </div>
    </FormFieldGroup>
  );
}

interface OrderProps {
  /** What is moved or removed, for those who do not see where the buttons stand. */
  readonly thing: string;
  readonly index: number;
  readonly count: number;
  /** How many there must be; with so few none can be removed. */
  readonly least?: number;
  move(by: -1 | 1): void;
  remove(): void;
}

function Order({ thing, index, count, least = 1, move, remove }: OrderProps) {
  const texts = useBuilderTexts();
  const button = (action: string, run: () => void, isShown: boolean) =>
    isShown && (
      <Button variant="link" size="sm" isInline aria-label={texts.what(action, thing)} onClick={run}>
        {action}
      </Button>
    );
  return (
    <span className="tellers-order">
      {button(texts.up, () => move(-1), index > 0)}
      {button(texts.down, () => move(1), index < count - 1)}
      {button(texts.remove, remove, count > least)}
    </span>
  );
}

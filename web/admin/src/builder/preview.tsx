/** The page of a question as members will see it on a phone: the texts and the look of the voting app, nothing to press. */
import { Button, Content, Title } from '@patternfly/react-core';
import { useState } from 'react';
import type { BallotForm } from './form.ts';
import { previewTexts } from './preview-texts.ts';
import { useBuilderTexts } from './texts.ts';

export function Preview({ form }: { form: BallotForm }) {
  const texts = useBuilderTexts();
  const [at, setAt] = useState(0);
  const [isWelsh, setWelsh] = useState(false);
  const index = Math.min(at, form.questions.length - 1);
  const question = form.questions[index];
  const language = isWelsh && form.isWelsh ? 'cy' : 'en';
  const page = previewTexts[language];
  const min = Number(question?.min ?? 1);
  const max = Number(question?.max ?? 1);
  const blank = question ? question.blank || min === 0 : false;
  return (
    <section className="tellers-preview-side tellers-told" aria-label={texts.preview}>
      <Title headingLevel="h2" size="lg">
        {texts.preview}
      </Title>
      <Content component="small">{texts.previewWhat}</Content>
      {(form.questions.length > 1 || form.isWelsh) && (
        <p className="tellers-acts">
          {form.questions.length > 1 &&
            form.questions.map(({ key }, i) => (
              <Button
                key={key}
                variant={i === index ? 'primary' : 'secondary'}
                size="sm"
                aria-pressed={i === index}
                aria-label={texts.previewOf(i + 1)}
                onClick={() => setAt(i)}
              >
                {i + 1}
              </Button>
            ))}
          {form.isWelsh && (
            <Button variant="link" size="sm" onClick={() => setWelsh(language === 'en')}>
              {texts.previewIn(language === 'en' ? texts.welsh : texts.english)}
            </Button>
          )}
        </p>
      )}
      <div className="tellers-preview" lang={language} inert>
        <div className="tellers-preview-bar">
          <strong>{form.union}</strong>
          <span>{form.name[language] || texts.noName}</span>
        </div>
        <div className="tellers-preview-page">
          {index > 0 && <p className="tellers-preview-back">{page.back}</p>}
          <p className="tellers-preview-caption">{page.caption(index + 1, form.questions.length)}</p>
          <p className="tellers-preview-question">{question?.question[language] || texts.noQuestion}</p>
          <p className="tellers-preview-rule">{page.choose({ min, max, answers: question?.answers.length ?? 0 })}</p>
          {question?.answers.map((answer) => (
            <Row key={answer.key} isSingle={max === 1} label={answer[language] || texts.noAnswer} />
          ))}
          {blank && (
            <>
              <p className="tellers-preview-caption">{page.or}</p>
              <Row isSingle={max === 1} label={page.blank} />
            </>
          )}
          <p className="tellers-preview-button">{page.next}</p>
        </div>
      </div>
    </section>
  );
}

function Row({ isSingle, label }: { isSingle: boolean; label: string }) {
  return (
    <div className="tellers-preview-row">
      <span className={`tellers-preview-mark ${isSingle ? 'tellers-preview-radio' : 'tellers-preview-check'}`} />
      <span>{label}</span>
    </div>
  );
}

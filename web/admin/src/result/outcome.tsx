/** Figures of a result: the total of each question with its base, and the breakdown with what is not shown of it. */
import { Content, Title } from '@patternfly/react-core';
import { Bar } from '../shell/bar.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { number } from '../text/numbers.ts';
import { share } from '../turnout/figures.ts';
import { byLevel } from './decisions.ts';
import type { Option, Question, Result } from './requests.ts';
import { useResultTexts } from './texts.ts';

export function Outcome({ result }: { result: Result }) {
  const texts = useResultTexts().result;
  return (
    <div className="tellers-stack">
      <Content component="p">
        <strong>{texts.turnout}:</strong>{' '}
        {texts.turnoutIs(number(result.cast), number(result.entitled), share(result.percent))}
      </Content>
      {result.questions.map((question, i) => (
        <QuestionFigures
          key={question.question}
          question={question}
          title={result.questions.length > 1 ? `${texts.question(i + 1)}: ${question.question}` : question.question}
        />
      ))}
      <Breakdown result={result} />
    </div>
  );
}

function QuestionFigures({ question, title }: { question: Question; title: string }) {
  const texts = useResultTexts().result;
  return (
    <section className="tellers-stack">
      <Title headingLevel="h3" size="lg">
        {title}
      </Title>
      <DataTable
        caption={texts.caption(question.question)}
        columns={[texts.option, texts.votes, texts.percent]}
        rows={question.options.map((option) => ({
          key: option.option,
          cells: [
            <span key="option">
              {option.option}
              <Bar percent={option.percent ?? 0} />
            </span>,
            number(option.votes),
            share(option.percent),
          ],
        }))}
      />
      <p>
        {question.answered > 0 ? texts.base(number(question.answered)) : texts.noBase}{' '}
        {question.blank > 0 && texts.blank(number(question.blank))}
      </p>
    </section>
  );
}

function Breakdown({ result }: { result: Result }) {
  const all = useResultTexts();
  const texts = all.breakdown;
  const levelName = (level: string) => texts.levels[level] ?? level;
  if (result.breakdown.length === 0 && result.withheld.length === 0) return null;
  return (
    <section className="tellers-stack">
      <Title headingLevel="h3" size="lg">
        {texts.title}
      </Title>
      {result.breakdown.length === 0 && <p>{texts.none}</p>}
      {result.breakdown.map(({ level, cells }) =>
        result.questions.map(({ question, options }, q) => (
          <div key={`${level} ${question}`} className="tellers-wide">
            <Title headingLevel="h4" size="md">
              {result.questions.length > 1 ? texts.caption(levelName(level), question) : levelName(level)}
            </Title>
            <DataTable
              caption={texts.caption(levelName(level), question)}
              columns={[texts.name, texts.turnout, ...options.map(({ option }) => option), texts.blank]}
              rows={cells.map((cell) => ({
                key: cell.id,
                cells: [
                  cell.name,
                  `${number(cell.cast)} / ${number(cell.entitled)} (${share(cell.percent)})`,
                  ...(cell.questions[q]?.options ?? []).map((option) => figureOf(option, all.result.figure)),
                  number(cell.questions[q]?.blank ?? 0),
                ],
              }))}
            />
          </div>
        )),
      )}
      {result.breakdown.length > 0 && <p>{texts.base}</p>}
      <Withheld result={result} />
    </section>
  );
}

function Withheld({ result }: { result: Result }) {
  const texts = useResultTexts().breakdown;
  if (result.withheld.length === 0) return null;
  const reason = (word: string) => texts.reasons[word] ?? word;
  return (
    <>
      <Title headingLevel="h4" size="md">
        {texts.withheld}
      </Title>
      <dl className="tellers-withheld">
        {byLevel(result.withheld).map(({ level, whole: all, parts }) => (
          <div key={level}>
            <dt>{texts.levels[level] ?? level}</dt>
            {all && (
              <dd>
                {texts.wholeLevel} {reason(all.reason)}
              </dd>
            )}
            {parts.map((part) => (
              <dd key={part.constituency}>
                <strong>{part.constituency}:</strong> {texts.notShown}; {reason(part.reason)}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </>
  );
}

function figureOf({ votes, percent }: Option, text: (votes: string, percent: string) => string): string {
  return text(number(votes), share(percent));
}

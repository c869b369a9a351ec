/** The whole of what is approved, to be read: every text in both languages, every rule. */
import {
  Content,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  List,
  ListItem,
  Title,
} from '@patternfly/react-core';
import type { ReactNode } from 'react';
import type { components } from '../api/generated/ballot.ts';
import { Beside } from '../ballots/fields.tsx';
import { usePublication } from '../ballots/proposals.tsx';
import { day, moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { Eligibility } from './eligibility.tsx';
import { formOf } from './form.ts';
import { Preview } from './preview.tsx';
import { useBuilderTexts } from './texts.ts';

type Ballot = components['schemas']['Ballot'];

export function DocumentView({ ballot }: { ballot: Ballot }) {
  const texts = useBuilderTexts();
  const { calendar } = useTexts();
  const sentence = usePublication();
  const { welsh, questions = [], minima = {}, reserve = {}, keyHolders = {}, triggers = [] } = ballot;
  const level = (word = 'none') => texts.levels[word] ?? word;
  return (
    <div className="tellers-builder">
      <div className="tellers-stack">
        <Part title={texts.about}>
          <DescriptionList>
            <Fact term={texts.name}>
              <InBoth en={ballot.name} cy={welsh?.name} />
            </Fact>
            <Fact term={texts.authority}>
              <InBoth en={ballot.authority} cy={welsh?.authority} />
            </Fact>
            <Fact term={texts.union}>{ballot.union}</Fact>
            <Fact term={texts.helpLine}>{ballot.helpLine || texts.read.none}</Fact>
          </DescriptionList>
          {!welsh && <Content component="p">{texts.read.englishOnly}</Content>}
        </Part>
        <Part title={texts.questions}>
          {questions.map(({ question, answers = [], min = 1, max = 1, blank = false }, i) => (
            <div key={question} className="tellers-told">
              <Title headingLevel="h3" size="md">
                {texts.question(i + 1)}
              </Title>
              <InBoth en={question} cy={welsh?.questions?.[i]?.question} />
              <List component="ol">
                {answers.map((answer, j) => (
                  <ListItem key={answer}>
                    <InBoth en={answer} cy={welsh?.questions?.[i]?.answers?.[j]} />
                  </ListItem>
                ))}
              </List>
              <p>
                {texts.read.answersRange(min, max)}; {blank || min === 0 ? texts.read.mayBlank : texts.read.mayNotBlank}
                .
              </p>
            </div>
          ))}
        </Part>
        <Part title={texts.when}>
          <DescriptionList>
            <Fact term={texts.opensAt}>{ballot.opensAt && moment(calendar, ballot.opensAt)}</Fact>
            <Fact term={texts.closesAt}>{ballot.closesAt && moment(calendar, ballot.closesAt)}</Fact>
            <Fact term={texts.lateJoinerCutOff}>
              {ballot.lateJoinerCutOff && moment(calendar, ballot.lateJoinerCutOff)}
            </Fact>
          </DescriptionList>
        </Part>
        <Part title={texts.who}>
          <Eligibility rule={ballot.eligibility} />
          <DescriptionList>
            <Fact term={texts.level}>
              {texts.read.areas(
                level(ballot.constituencyLevel),
                (ballot.constituencyGroupLevel ?? 'none') === 'none' ? '' : level(ballot.constituencyGroupLevel),
              )}
            </Fact>
          </DescriptionList>
        </Part>
        <Part title={texts.published}>
          <p>{ballot.publication && sentence(ballot.publication)}</p>
          <p>{texts.read.minima(minima.cast ?? 0, minima.entitled ?? 0)}</p>
        </Part>
        <Part title={texts.keys}>
          <p>{texts.read.keyHolders(keyHolders.threshold ?? 1, keyHolders.holders ?? 1)}</p>
          <p>{texts.read.reserve(reserve.percent ?? 0, reserve.minimum ?? 0)}</p>
          <p>{texts.revoting}</p>
        </Part>
        <Part title={texts.triggers}>
          {triggers.length === 0 ? (
            <p>{texts.read.none}</p>
          ) : (
            <List>
              {triggers.map(({ on = '', text, question }) => (
                <ListItem key={`${on} ${text}`}>
                  {day(calendar, on)}: {text} ({question ? texts.question(question) : texts.wholeBallot})
                </ListItem>
              ))}
            </List>
          )}
        </Part>
      </div>
      <Preview form={formOf(ballot)} />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {title}
      </Title>
      {children}
    </section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

/** A text, with its Welsh beside it. */
function InBoth({ en, cy }: { en: string | undefined; cy: string | undefined }) {
  if (cy === undefined) return <span lang="en">{en}</span>;
  return (
    <Beside>
      <span lang="en">{en}</span>
      <span lang="cy">{cy}</span>
    </Beside>
  );
}

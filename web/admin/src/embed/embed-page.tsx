/** What a webmaster pastes to show the turnout, and what visitors then see. */
import { Card, CardBody, Content, Radio, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { defineTurnout } from '@tellers/widget/element';
import { createElement, useState } from 'react';
import { Problem } from '../api/problem.ts';
import { BackLink } from '../shell/back-link.tsx';
import { CopyButton } from '../shell/copy-button.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { useTexts } from '../text/texts.tsx';
import * as queries from './queries.ts';
import { type Embedding, element, frame, policy, publicPage, type WebLanguage } from './snippet.ts';
import { useEmbedTexts } from './texts.ts';

// The very element that websites load, asking for the figures at this page's own origin.
defineTurnout('');

export function EmbedPage() {
  const shell = useTexts();
  const texts = useEmbedTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid/embed' });
  const [language, setLanguage] = useState<WebLanguage>(shell.language === 'cy' ? 'cy' : 'en');
  const embedding = useQuery(queries.embedding);
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid" params={{ uuid }}>
        {shell.shell.toBallot}
      </BackLink>
      <PageTitle>{texts.title}</PageTitle>
      <Content component="p">{texts.lead}</Content>
      <fieldset className="tellers-orders">
        <legend>{texts.language}</legend>
        {(['en', 'cy'] as const).map((one) => (
          <Radio
            key={one}
            id={`embed-${one}`}
            name="embed-language"
            label={one === 'en' ? texts.english : texts.welsh}
            isChecked={language === one}
            onChange={() => setLanguage(one)}
          />
        ))}
      </fieldset>
      <Preview uuid={uuid} language={language} />
      {embedding.error ? (
        <ProblemAlert problem={embedding.error} retry={() => void embedding.refetch()} />
      ) : embedding.data ? (
        <Snippets embedding={embedding.data} uuid={uuid} language={language} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

function Preview({ uuid, language }: { uuid: string; language: WebLanguage }) {
  const texts = useEmbedTexts();
  const { data, error, refetch } = useQuery(queries.turnoutInWords(uuid, language));
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.preview}
      </Title>
      {error instanceof Problem && error.code === 'ballot-not-found' ? (
        <Notice variant="info" title={texts.tooEarly} level="h3">
          {texts.tooEarlyWhat}
        </Notice>
      ) : error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : data ? (
        <>
          <Content component="p">{texts.previewWhat}</Content>
          <Card>
            <CardBody>{createElement('ballot-turnout', { key: language, ballot: uuid, lang: language })}</CardBody>
          </Card>
        </>
      ) : (
        <Loading />
      )}
    </section>
  );
}

function Snippets({ embedding, uuid, language }: { embedding: Embedding; uuid: string; language: WebLanguage }) {
  const texts = useEmbedTexts();
  const page = publicPage(embedding, uuid, language);
  return (
    <>
      <Snippet title={texts.element} what={texts.elementWhat} code={element(embedding, uuid, language)} />
      <Snippet title={texts.publicPage} what={texts.publicPageWhat} code={page} href={page} />
      <Snippet title={texts.frame} what={texts.frameWhat} code={frame(embedding, uuid, language)} />
      <Snippet title={texts.policy} what={texts.policyWhat} code={policy(embedding)} />
      <section className="tellers-stack">
        <Title headingLevel="h2" size="xl">
          {texts.look}
        </Title>
        <Content component="p">{texts.lookWhat}</Content>
        <DataTable
          caption={texts.look}
          columns={[texts.property, texts.meaning]}
          rows={Object.entries(texts.properties).map(([name, meaning]) => ({
            key: name,
            cells: [
              <code key="name" className="tellers-code">
                {name}
              </code>,
              meaning,
            ],
          }))}
        />
      </section>
    </>
  );
}

/** Something to paste, as it is. */
function Snippet({ title, what, code, href }: { title: string; what: string; code: string; href?: string }) {
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {title}
      </Title>
      <Content component="p">{what}</Content>
      <pre className="tellers-snippet">{href ? <a href={href}>{code}</a> : <code>{code}</code>}</pre>
      <CopyButton text={code} what={title} />
    </section>
  );
}

/** The public archive, and what to hold it against. */
import { Title } from '@patternfly/react-core';
import { has, type Person } from '../session/session.ts';
import { useResultTexts } from './texts.ts';

interface Props {
  readonly uuid: string;
  readonly person: Person;
  /** Of the closed box. */
  readonly head: string | undefined;
  readonly declared: boolean;
}

export function Check({ uuid, person, head, declared }: Props) {
  const texts = useResultTexts().check;
  const of = `/api/voting/ballots/${uuid}`;
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <p>{texts.what}</p>
      <div className="tellers-row">
        <a className="pf-v6-c-button pf-m-secondary" href={`${of}/archive`} download={`${uuid}.bel`}>
          {texts.archive}
        </a>
        <a className="pf-v6-c-button pf-m-secondary" href={`${of}/additions`} download={`${uuid}.json`}>
          {texts.additions}
        </a>
      </div>
      <p>
        {texts.command}{' '}
        <code className="tellers-code">
          tools/verify/verify {uuid}.bel {uuid}.json
        </code>
      </p>
      {head && (
        <div>
          <strong>{texts.head}</strong>
          <p>{texts.headWhat}</p>
          <p className="tellers-code">{head}</p>
        </div>
      )}
      {declared && has(person, 'trustee', 'scrutineer', 'auditor') && (
        <>
          <Title headingLevel="h3" size="lg">
            {texts.pack}
          </Title>
          <p>{texts.packWhat}</p>
          <p>
            <a className="pf-v6-c-button pf-m-secondary" href={`${of}/audit-pack`} download={`${uuid}.audit.json`}>
              {texts.packAction}
            </a>
          </p>
        </>
      )}
    </section>
  );
}

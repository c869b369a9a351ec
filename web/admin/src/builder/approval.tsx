/** The approval by a second person, with what it fixes. */
import { Content, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import type { components } from '../api/generated/ballot.ts';
import { useOnce } from '../api/once.ts';
import { approve } from '../ballots/queries.ts';
import { useChange } from '../ballots/use-change.ts';
import { has, session } from '../session/session.ts';
import { AskFirst } from '../shell/consequence.tsx';
import { when } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { useBuilderTexts } from './texts.ts';

export function Approval({ ballot }: { ballot: components['schemas']['Ballot'] }) {
  const { approval: texts, read } = useBuilderTexts();
  const { calendar } = useTexts();
  const { data: person } = useQuery(session);
  const once = useOnce();
  const change = useChange();
  const { uuid = '', revision = 0, name = '', editedBy = '', opensAt = '', closesAt = '' } = ballot;
  if (!person) return null;
  const own = person.user === editedBy;
  const passed = new Date(opensAt).getTime() <= Date.now();
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <p>{read.version(revision, editedBy)}</p>
      {passed ? (
        <Content component="p">{texts.passed}</Content>
      ) : own ? (
        <Content component="p">{texts.own}</Content>
      ) : has(person, 'approver') ? (
        <AskFirst
          label={texts.open}
          title={texts.confirmTitle(name)}
          action={texts.confirm(revision)}
          act={() => change(() => once({ revision }, (key) => approve(uuid, revision, key)), texts.done)}
        >
          <Content component="p">{texts.what(when(calendar, opensAt), when(calendar, closesAt))}</Content>
        </AskFirst>
      ) : (
        <Content component="p">{texts.noApprover}</Content>
      )}
    </section>
  );
}

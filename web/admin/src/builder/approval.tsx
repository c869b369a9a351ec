/** The approval by a second person, with what it fixes. */
import { Content, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '../api/generated/ballot.ts';
import { Act } from '../ballots/act.tsx';
import { approve } from '../ballots/queries.ts';
import { has, session } from '../session/session.ts';
import { when } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { useBuilderTexts } from './texts.ts';

export function Approval({ ballot }: { ballot: components['schemas']['Ballot'] }) {
  const { approval: texts, read } = useBuilderTexts();
  const { calendar } = useTexts();
  const { data: person } = useQuery(session);
  // One key for one reading: pressing twice approves once.
  const [key] = useState(() => crypto.randomUUID());
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
        <Act
          open={texts.open}
          title={texts.confirmTitle(name)}
          confirm={texts.confirm(revision)}
          keep={texts.keep}
          run={async () => {
            await approve(uuid, revision, key);
            return texts.done;
          }}
        >
          <Content component="p">{texts.what(when(calendar, opensAt), when(calendar, closesAt))}</Content>
        </Act>
      ) : (
        <Content component="p">{texts.noApprover}</Content>
      )}
    </section>
  );
}

/** The dates on which headquarters is to follow a ballot up, and what was done about them (rule R16). */
import { Content, List, ListItem, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '../api/generated/ballot.ts';
import { has, session } from '../session/session.ts';
import { AskFirst } from '../shell/consequence.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { day } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { TextField } from './fields.tsx';
import { followUp } from './queries.ts';
import { useBallotsTexts } from './texts.ts';
import { useChange } from './use-change.ts';

type FollowUp = components['schemas']['FollowUp'];

const MOST_NOTE = 4_000;

export function FollowUps({ uuid, dates }: { uuid: string; dates: readonly FollowUp[] }) {
  const { calendar } = useTexts();
  const texts = useBallotsTexts().followUps;
  const { data: person } = useQuery(session);
  const may = person ? has(person, 'officer', 'approver') : false;
  if (dates.length === 0) return null;
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <DataTable
        caption={texts.caption}
        columns={[texts.on, texts.what, texts.state]}
        rows={dates.map((one) => ({
          key: String(one.number),
          cells: [
            day(calendar, one.on ?? ''),
            one.text,
            one.state === 'done' && one.doneBy
              ? texts.doneBy(one.doneBy, one.note ?? '')
              : (texts.words[one.state ?? ''] ?? one.state),
          ],
        }))}
      />
      {may &&
        dates
          .filter(({ state }) => state === 'open')
          .map((one) => <Completion key={one.number} uuid={uuid} date={one} />)}
    </section>
  );
}

function Completion({ uuid, date }: { uuid: string; date: FollowUp }) {
  const { calendar } = useTexts();
  const { followUps: texts } = useBallotsTexts();
  const change = useChange();
  const { number = 0, nextSteps = [] } = date;
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const id = `follow-up-${number}`;
  return (
    <div className="tellers-told">
      {nextSteps.length > 0 && (
        <>
          <Content component="p">{texts.steps}:</Content>
          <List lang="en">
            {nextSteps.map((step) => (
              <ListItem key={step}>{step}</ListItem>
            ))}
          </List>
        </>
      )}
      <AskFirst
        label={`${day(calendar, date.on ?? '')}: ${texts.open}`}
        title={`${day(calendar, date.on ?? '')}: ${date.text ?? ''}`}
        action={texts.confirm}
        check={() => {
          setTried(true);
          return note.trim() ? undefined : id;
        }}
        act={() => change(() => followUp(uuid, number, note.trim()), texts.done)}
      >
        <TextField
          id={id}
          label={texts.note}
          hint={texts.noteHint}
          fault={tried && !note.trim() ? texts.noteMissing : undefined}
          value={note}
          onChange={setNote}
          lines={3}
          maxLength={MOST_NOTE}
          isRequired
        />
      </AskFirst>
    </div>
  );
}

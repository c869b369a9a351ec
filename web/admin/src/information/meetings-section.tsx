/** The meetings about a ballot: read by everyone, written by officers. */
import { Content, Label, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TextField, TimeField } from '../ballots/fields.tsx';
import { useBallotsTexts } from '../ballots/texts.ts';
import { useChange } from '../ballots/use-change.ts';
import { AskFirst } from '../shell/consequence.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { instantOf, type LocalTime, localOf } from '../text/london.ts';
import { useTexts } from '../text/texts.tsx';
import { noWords, sent, WordsField, wordsOf } from './bilingual.tsx';
import { callOff, type Meeting, meetings as meetingsQuery, writeMeeting } from './requests.ts';
import { useInformationTexts } from './texts.ts';

export function MeetingsSection({ uuid, mayWrite }: { uuid: string; mayWrite: boolean }) {
  const { meetings: texts } = useInformationTexts();
  const { calendar } = useTexts();
  const { data, error, refetch } = useQuery(meetingsQuery(uuid));
  const standing = (data ?? []).filter(({ cancelled }) => !cancelled);
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      {!data ? (
        error ? (
          <ProblemAlert problem={error} retry={() => void refetch()} />
        ) : (
          <Loading />
        )
      ) : data.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <DataTable
          caption={texts.caption}
          columns={[texts.name, texts.when, texts.where]}
          rows={data.map(({ id = '', cancelled, meeting = {} }) => ({
            key: id,
            cells: [
              <span key="name" lang="en">
                {meeting.title?.en} {cancelled && <Label isCompact>{texts.calledOff}</Label>}
              </span>,
              meeting.startsAt && moment(calendar, meeting.startsAt),
              <span key="where" className="tellers-why">
                {[meeting.place?.en, meeting.url].filter(Boolean).join(', ')}
              </span>,
            ],
          }))}
        />
      )}
      {data && mayWrite && (
        <div className="tellers-acts">
          <Writing uuid={uuid} />
          {standing.map((meeting) => (
            <Writing key={`${meeting.id} ${meeting.version}`} uuid={uuid} meeting={meeting} />
          ))}
          {standing.map((meeting) => (
            <CallingOff key={meeting.id} uuid={uuid} meeting={meeting} />
          ))}
        </div>
      )}
    </section>
  );
}

const NO_TIME: LocalTime = { date: '', time: '' };

function Writing({ uuid, meeting }: { uuid: string; meeting?: Meeting }) {
  const { meetings: texts, faq } = useInformationTexts();
  const change = useChange();
  const { time } = useBallotsTexts();
  const before = meeting?.meeting;
  const [title, setTitle] = useState(wordsOf(before?.title));
  const [place, setPlace] = useState(before?.place ? wordsOf(before.place) : noWords);
  const [url, setUrl] = useState(before?.url ?? '');
  const [starts, setStarts] = useState(before?.startsAt ? localOf(before.startsAt) : NO_TIME);
  const [ends, setEnds] = useState(before?.endsAt ? localOf(before.endsAt) : NO_TIME);
  const [tried, setTried] = useState(false);
  const id = `meeting-${meeting?.id ?? 'new'}`;
  const times = { startsAt: instantOf(starts), endsAt: instantOf(ends) };
  const timeFault = (which: 'startsAt' | 'endsAt') => {
    const read = times[which];
    return tried && 'fault' in read ? time[read.fault] : undefined;
  };
  return (
    <AskFirst
      label={meeting ? texts.what(texts.change, title.en) : texts.add}
      title={meeting ? texts.changeTitle : texts.addTitle}
      action={meeting ? texts.confirmChange : texts.confirmAdd}
      check={() => {
        setTried(true);
        if (!title.en.trim()) return `${id}-title`;
        if ('fault' in times.startsAt) return `${id}-starts`;
        return 'fault' in times.endsAt ? `${id}-ends` : undefined;
      }}
      act={() => {
        const instant = (which: 'startsAt' | 'endsAt') => {
          const read = times[which];
          return 'instant' in read ? read.instant : '';
        };
        const body = {
          title: sent(title),
          startsAt: instant('startsAt'),
          endsAt: instant('endsAt'),
          ...(place.en.trim() && { place: sent(place) }),
          ...(url.trim() && { url: url.trim() }),
        };
        return change(() => writeMeeting(uuid, body, meeting?.id), meeting ? texts.changed : texts.added);
      }}
    >
      <WordsField
        id={`${id}-title`}
        label={texts.titleField}
        value={title}
        fault={tried && !title.en.trim() ? faq.missing : undefined}
        onChange={setTitle}
        isRequired
      />
      <TimeField
        id={`${id}-starts`}
        label={texts.starts}
        fault={timeFault('startsAt')}
        value={starts}
        // Most meetings end on the day on which they begin.
        onChange={(value) => {
          setStarts(value);
          if (!ends.date) setEnds({ ...ends, date: value.date });
        }}
      />
      <TimeField id={`${id}-ends`} label={texts.ends} fault={timeFault('endsAt')} value={ends} onChange={setEnds} />
      <WordsField id={`${id}-place`} label={texts.place} value={place} onChange={setPlace} />
      <TextField id={`${id}-url`} type="url" label={texts.url} hint={texts.urlHint} value={url} onChange={setUrl} />
    </AskFirst>
  );
}

function CallingOff({ uuid, meeting: { id = '', meeting } }: { uuid: string; meeting: Meeting }) {
  const { meetings: texts } = useInformationTexts();
  const change = useChange();
  return (
    <AskFirst
      label={texts.what(texts.callOff, meeting?.title?.en ?? '')}
      title={`${texts.callOffTitle}: ${meeting?.title?.en ?? ''}`}
      action={texts.confirmCallOff}
      isDangerous
      act={() => change(() => callOff(uuid, id), texts.called)}
    >
      <Content component="p">{texts.callOffWhat}</Content>
    </AskFirst>
  );
}

/** Addresses that are left alone, and why; writing to one again, on a person's word. */
import { Button, FormGroup, TextInput, Title } from '@patternfly/react-core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '../api/generated/notification.ts';
import { useOnce } from '../api/once.ts';
import { Consequence } from '../shell/consequence.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { FieldFault, FieldHint } from '../trustee/fields.tsx';
import { short } from './delivery.ts';
import { EntryLink, More, Reason } from './lists.tsx';
import * as requests from './requests.ts';
import { useDeliveryTexts } from './texts.ts';

type Classes = readonly components['schemas']['SuppressedClass'][];

export function Suppressions({ uuid }: { uuid: string }) {
  const texts = useDeliveryTexts();
  const { calendar } = useTexts();
  const list = useInfiniteQuery(requests.suppressions(uuid));
  const [lifting, setLifting] = useState<{ readonly entry: string; readonly classes: Classes }>();
  const items = list.data?.pages.flatMap((page) => page.items ?? []) ?? [];
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.suppressed.title}
      </Title>
      {list.error ? (
        <ProblemAlert problem={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading />
      ) : items.length === 0 ? (
        <p>{texts.suppressed.none}</p>
      ) : (
        <>
          <p>{texts.suppressed.what}</p>
          <DataTable
            caption={texts.suppressed.caption}
            columns={[texts.suppressed.member, texts.suppressed.why, texts.suppressed.since, texts.suppressed.do]}
            rows={items.map(({ entryId = '', classes = [] }) => ({
              key: entryId,
              cells: [
                <EntryLink key="member" uuid={uuid} entry={entryId} />,
                <ul key="why" className="tellers-lines">
                  {classes.map(({ mailClass = 'notice', reason }) => (
                    <li key={mailClass}>
                      {texts.classes[mailClass]}
                      {': '}
                      <Reason code={reason} />
                    </li>
                  ))}
                </ul>,
                classes[0]?.since && moment(calendar, classes[0].since),
                <Button
                  key="do"
                  variant="secondary"
                  size="sm"
                  aria-label={texts.suppressed.liftOf(short(entryId))}
                  onClick={() => setLifting({ entry: entryId, classes })}
                >
                  {texts.suppressed.lift}
                </Button>,
              ],
            }))}
          />
          <More of={list} what={texts.suppressed.title} />
        </>
      )}
      {lifting && <Lift key={lifting.entry} uuid={uuid} {...lifting} close={() => setLifting(undefined)} />}
    </section>
  );
}

interface LiftProps {
  readonly uuid: string;
  readonly entry: string;
  readonly classes: Classes;
  close(): void;
}

function Lift({ uuid, entry, classes, close }: LiftProps) {
  const texts = useDeliveryTexts().suppressed;
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const once = useOnce();
  const missing = tried && reason.trim() === '';

  function check() {
    setTried(true);
    return reason.trim() === '' ? 'lifting-reason' : undefined;
  }

  async function act() {
    const because = reason.trim();
    await once({ because }, (key) => requests.lift(uuid, entry, because, key));
    announce(texts.lifted);
    close();
    await Promise.all([
      queries.invalidateQueries(requests.suppressions(uuid)),
      queries.invalidateQueries(requests.bounced(uuid)),
      queries.invalidateQueries(requests.domains(uuid)),
    ]);
  }

  return (
    <Consequence title={texts.liftTitle(short(entry))} action={texts.liftAction} check={check} act={act} cancel={close}>
      <p>{texts.liftWhat}</p>
      {classes.some(({ reason: why }) => why === 'complaint') && <p>{texts.liftComplaint}</p>}
      <FormGroup label={texts.reason} fieldId="lifting-reason" isRequired>
        <TextInput
          id="lifting-reason"
          value={reason}
          maxLength={500}
          isRequired
          onChange={(_, value) => setReason(value)}
          validated={missing ? 'error' : 'default'}
          aria-describedby={missing ? 'lifting-fault' : 'lifting-hint'}
        />
        {missing ? (
          <FieldFault id="lifting-fault">{texts.reasonMissing}</FieldFault>
        ) : (
          <FieldHint id="lifting-hint">{texts.reasonHint}</FieldHint>
        )}
      </FormGroup>
    </Consequence>
  );
}

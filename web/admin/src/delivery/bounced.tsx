/** Whose last mail with a code did not reach them, and sending it again to many at once. */
import { Button, FormGroup, Label, TextInput, Title } from '@patternfly/react-core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOnce } from '../api/once.ts';
import { Consequence } from '../shell/consequence.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { number } from '../text/numbers.ts';
import { FieldHint } from '../trustee/fields.tsx';
import { liftable, short } from './delivery.ts';
import { EntryLink, More, Reason } from './lists.tsx';
import * as requests from './requests.ts';
import { useDeliveryTexts } from './texts.ts';

/** To whom to send: those whose address changed, or the entries that were ticked. */
interface Batch {
  readonly entries: readonly string[] | undefined;
  readonly expected: number;
  /** Whether some of them have an address that came back. */
  readonly suppressed: boolean;
}

export function Bounced({ uuid }: { uuid: string }) {
  const texts = useDeliveryTexts();
  const list = useInfiniteQuery(requests.bounced(uuid));
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [batch, setBatch] = useState<Batch>();
  const [sent, setSent] = useState<{ readonly queued: number; readonly leftAlone: number }>();
  const pages = list.data?.pages ?? [];
  const { unreached = 0, addressChanged = 0 } = pages.at(-1) ?? {};
  const items = pages.flatMap((page) => page.items ?? []);
  const chosen = items.filter(({ entryId = '' }) => ticked.has(entryId));

  function tick(entry: string, on: boolean) {
    const next = new Set(ticked);
    if (on) next.add(entry);
    else next.delete(entry);
    setTicked(next);
    setBatch(undefined);
  }

  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.bounced.title}
      </Title>
      {list.error ? (
        <ProblemAlert problem={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading />
      ) : (
        <>
          {sent && (
            <Notice variant="success" level="h3" title={texts.bounced.sent(number(sent.queued))}>
              {sent.leftAlone > 0 && texts.bounced.leftAlone(number(sent.leftAlone))}
            </Notice>
          )}
          <p>{unreached === 0 ? texts.bounced.none : texts.bounced.what(number(unreached), number(addressChanged))}</p>
          {items.length > 0 && (
            <>
              <DataTable
                caption={texts.bounced.caption}
                columns={[texts.bounced.member, texts.bounced.how, texts.bounced.changed, texts.bounced.address]}
                rows={items.map(({ entryId = '', state, reason, addressChanged: changed, suppressed }) => ({
                  key: entryId,
                  cells: [
                    <span key="member" className="tellers-ticked">
                      <input
                        type="checkbox"
                        checked={ticked.has(entryId)}
                        onChange={(event) => tick(entryId, event.target.checked)}
                        aria-label={texts.bounced.tick(short(entryId))}
                      />
                      <EntryLink uuid={uuid} entry={entryId} />
                    </span>,
                    <span key="how">
                      {texts.mailStates[state ?? ''] ?? state}
                      {reason && (
                        <>
                          {': '}
                          <Reason code={reason} />
                        </>
                      )}
                    </span>,
                    changed ? (
                      <Label key="changed" color="green">
                        {texts.bounced.changedYes}
                      </Label>
                    ) : (
                      texts.bounced.changedNo
                    ),
                    suppressed ? <Reason key="address" code={suppressed} /> : texts.bounced.free,
                  ],
                }))}
              />
              <More of={list} what={texts.bounced.title} />
              {batch ? (
                <Resend
                  uuid={uuid}
                  batch={batch}
                  done={(result) => {
                    setSent(result);
                    setBatch(undefined);
                    setTicked(new Set());
                  }}
                  cancel={() => setBatch(undefined)}
                />
              ) : (
                <div className="tellers-row">
                  <Button
                    variant="primary"
                    isDisabled={addressChanged === 0}
                    onClick={() =>
                      setBatch({
                        entries: undefined,
                        expected: addressChanged,
                        suppressed: items.some((item) => item.addressChanged && liftable(item.suppressed)),
                      })
                    }
                  >
                    {texts.bounced.toChanged(number(addressChanged))}
                  </Button>
                  <Button
                    variant="secondary"
                    isDisabled={chosen.length === 0}
                    onClick={() =>
                      setBatch({
                        entries: chosen.map(({ entryId = '' }) => entryId),
                        expected: chosen.length,
                        suppressed: chosen.some((item) => liftable(item.suppressed)),
                      })
                    }
                  >
                    {texts.bounced.toChosen(number(chosen.length))}
                  </Button>
                </div>
              )}
            </>
          )}
        </>
      )}
    </section>
  );
}

interface ResendProps {
  readonly uuid: string;
  readonly batch: Batch;
  done(result: { readonly queued: number; readonly leftAlone: number }): void;
  cancel(): void;
}

function Resend({ uuid, batch, done, cancel }: ResendProps) {
  const texts = useDeliveryTexts().bounced;
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const once = useOnce();

  async function act() {
    const because = reason.trim();
    const order = {
      ...(batch.entries && { entries: [...batch.entries] }),
      expected: batch.expected,
      ...(because && { liftSuppression: { reason: because } }),
    };
    try {
      const result = await once(order, (key) => requests.resendBounced(uuid, order, key));
      announce(texts.sent(number(result.queued)));
      done(result);
    } finally {
      // Who was reached meanwhile is not on the list any more, which may be why it was refused.
      await queries.invalidateQueries(requests.bounced(uuid));
    }
  }

  return (
    <Consequence
      title={texts.confirmTitle(number(batch.expected))}
      action={texts.confirm(number(batch.expected))}
      act={act}
      cancel={cancel}
    >
      <p>{texts.confirmWhat}</p>
      {batch.suppressed && (
        <FormGroup label={texts.lift} fieldId="lift-reason">
          <TextInput
            id="lift-reason"
            value={reason}
            maxLength={500}
            onChange={(_, value) => setReason(value)}
            aria-describedby="lift-hint"
          />
          <FieldHint id="lift-hint">{texts.liftHint}</FieldHint>
        </FormGroup>
      )}
    </Consequence>
  );
}

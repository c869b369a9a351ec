/** Whom an officer takes off a frozen roll before they vote, and what voting decided. */
import { Button, Content, Form, FormGroup, FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useOnce } from '../api/once.ts';
import { nameOf } from '../members/contact.ts';
import { useMembersTexts } from '../members/texts.ts';
import { AskFirst } from '../shell/consequence.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { FieldFault } from '../trustee/fields.tsx';
import { ShowNames } from './names.tsx';
import { Part } from './part.tsx';
import * as requests from './requests.ts';
import { type Ballot, countBy } from './rule.ts';
import { useRollTexts } from './texts.ts';

interface LeaversProps {
  readonly uuid: string;
  readonly ballot: Ballot;
  readonly mayExclude: boolean;
}

export function Leavers({ uuid, ballot, mayExclude }: LeaversProps) {
  const { leavers: texts } = useRollTexts();
  const { data, error, refetch } = useQuery(requests.leavers(uuid, ballot.rollVersion ?? 1));
  const [done, setDone] = useState<number>();
  const { data: before } = useQuery(requests.askedBefore(uuid));
  const items = data?.items?.filter(({ memberId = '' }) => !before?.has(memberId)) ?? [];
  const known = (data?.items?.length ?? 0) - items.length;
  const count = (data?.count ?? 0) - known;
  return (
    <Part title={texts.title}>
      <Content component="p">{texts.lead}</Content>
      {done !== undefined && <Notice variant="success" level="h3" title={texts.done(done)} isUrgent />}
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data || !before ? (
        <Loading />
      ) : count === 0 ? (
        <p>{known > 0 ? texts.noneElse : texts.none}</p>
      ) : (
        <>
          {items.length < count && <p>{texts.first(items.length)}</p>}
          {countBy(items, ({ reason = '' }) => reason).map(([reason, those]) => (
            <OfAReason
              key={reason}
              uuid={uuid}
              ballot={ballot}
              ids={those.map(({ memberId = '' }) => memberId)}
              reason={reason as requests.Reason}
              mayExclude={mayExclude}
              done={setDone}
            />
          ))}
        </>
      )}
      {mayExclude && <OneMember uuid={uuid} done={setDone} />}
    </Part>
  );
}

interface OfAReasonProps extends LeaversProps {
  readonly ids: readonly string[];
  readonly reason: requests.Reason;
  done(asked: number): void;
}

function OfAReason({ uuid, ballot, ids, reason, mayExclude, done }: OfAReasonProps) {
  const { leavers: texts, names } = useRollTexts();
  return (
    <div className="tellers-question tellers-told">
      <h3 className="tellers-question-title">{texts.of(ids.length, texts.reasons[reason])}</h3>
      <ShowNames ballot={ballot} ids={ids} mayLook={mayExclude}>
        {(name) =>
          name(ids[0] ?? '') !== undefined && (
            <DataTable
              caption={names.caption}
              columns={[names.name]}
              rows={ids.map((id) => ({ key: id, cells: [name(id)] }))}
            />
          )
        }
      </ShowNames>
      {mayExclude && <Exclude uuid={uuid} ids={ids} reason={reason} done={done} />}
    </div>
  );
}

interface ExcludeProps {
  readonly uuid: string;
  readonly ids: readonly string[];
  readonly reason: requests.Reason;
  done(asked: number): void;
}

function Exclude({ uuid, ids, reason, done }: ExcludeProps) {
  const { leavers: texts } = useRollTexts();
  const once = useOnce();
  const queries = useQueryClient();
  async function exclude() {
    try {
      done(await once({ ids, reason }, (key) => requests.exclude(uuid, key, [...ids], reason)));
    } finally {
      await queries.invalidateQueries(requests.rollOf(uuid));
    }
  }

  return (
    <AskFirst
      label={texts.label(ids.length)}
      title={texts.question(ids.length)}
      action={texts.action(ids.length)}
      isDangerous
      variant="secondary"
      act={exclude}
    >
      <p>{texts.what}</p>
    </AskFirst>
  );
}

/** Takes off a member whom the register does not show as a leaver yet. */
function OneMember({ uuid, done }: { uuid: string; done(asked: number): void }) {
  const { leavers: texts } = useRollTexts();
  const { member: words } = useMembersTexts();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState<requests.Reason>('left');
  const [tried, setTried] = useState(false);
  const finding = useMutation({ mutationFn: requests.memberOf });
  const isMissing = tried && number.trim() === '';
  const found = finding.data;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (number.trim() === '') return document.getElementById('exclude-number')?.focus();
    finding.mutate(number.trim());
  }

  return (
    <div className="tellers-question tellers-told">
      <h3 className="tellers-question-title">{texts.one}</h3>
      <Form onSubmit={submit} noValidate>
        <div className="tellers-fields">
          <FormGroup label={texts.oneNumber} fieldId="exclude-number">
            <TextInput
              id="exclude-number"
              value={number}
              autoComplete="off"
              onChange={(_, value) => {
                setNumber(value);
                finding.reset();
              }}
              validated={isMissing ? 'error' : 'default'}
              {...(isMissing && { 'aria-describedby': 'exclude-number-fault' })}
            />
            {isMissing && <FieldFault id="exclude-number-fault">{texts.oneNumberMissing}</FieldFault>}
          </FormGroup>
          <FormGroup label={texts.oneReason} fieldId="exclude-reason">
            <FormSelect id="exclude-reason" value={reason} onChange={(_, value) => setReason(value as requests.Reason)}>
              {requests.REASONS.map((one) => (
                <FormSelectOption key={one} value={one} label={texts.reasons[one]} />
              ))}
            </FormSelect>
          </FormGroup>
        </div>
        {finding.error && <ProblemAlert problem={finding.error} />}
        {!found && (
          <div className="tellers-row">
            <Button type="submit" variant="secondary" isLoading={finding.isPending}>
              {texts.oneFind}
            </Button>
          </div>
        )}
      </Form>
      {found && (
        <>
          <p>
            <strong>{texts.oneFound(nameOf(found), words.statuses[found.status ?? ''] ?? found.status ?? '')}</strong>
          </p>
          <Exclude
            key={`${found.id} ${reason}`}
            uuid={uuid}
            ids={[found.id ?? '']}
            reason={reason}
            done={(asked) => {
              done(asked);
              setNumber('');
              finding.reset();
            }}
          />
        </>
      )}
    </div>
  );
}

export function Exclusions({ uuid }: { uuid: string }) {
  const { calendar } = useTexts();
  const { exclusions: texts, leavers } = useRollTexts();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    requests.exclusions(uuid),
  );
  const items = data?.pages.flatMap((page) => page.items ?? []);
  return (
    <Part title={texts.title}>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !items ? (
        <Loading />
      ) : items.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <DataTable
          caption={texts.caption}
          columns={[texts.at, texts.by, texts.reason, texts.state]}
          rows={items.map(({ entryId = '', askedAt = '', askedBy, reason = '', state = '', refusal, version }) => ({
            key: entryId,
            cells: [
              moment(calendar, askedAt),
              askedBy,
              leavers.reasons[reason as requests.Reason] ?? reason,
              [
                refusal ? (texts.refusals[refusal] ?? texts.states[state]) : (texts.states[state] ?? state),
                version ? texts.version(version) : '',
              ]
                .filter(Boolean)
                .join(', '),
            ],
          }))}
        />
      )}
      {hasNextPage && (
        <Button variant="secondary" isLoading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </Part>
  );
}

/** The helpdesk of a ballot: one field to find the member who calls, and what waits for a second person. */
import { Button, Content, Form, FormGroup, Label, TextInput, Title } from '@patternfly/react-core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { components } from '../api/generated/notification.ts';
import { ballot as ballotQuery } from '../ballots/queries.ts';
import { short } from '../delivery/delivery.ts';
import { More, Reason } from '../delivery/lists.tsx';
import { useDeliveryTexts } from '../delivery/texts.ts';
import { has, session } from '../session/session.ts';
import { BackLink } from '../shell/back-link.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { FieldFault, FieldHint } from '../trustee/fields.tsx';
import { searchable } from './next-step.ts';
import { Proposals } from './proposals.tsx';
import * as requests from './requests.ts';
import { useHelpdeskTexts } from './texts.ts';

export function HelpdeskPage() {
  const { ways } = useTexts();
  const texts = useHelpdeskTexts();
  const shared = useTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid/helpdesk' });
  const { data: person } = useQuery(session);
  const { data: ballot } = useQuery(ballotQuery(uuid));
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid" params={{ uuid }}>
        {shared.shell.toBallot}
      </BackLink>
      <div>
        <PageTitle>{ways.helpdesk}</PageTitle>
        {ballot?.name && <Content component="p">{texts.ofBallot(ballot.name)}</Content>}
      </div>
      {person && has(person, 'helpdesk', 'officer') && <Search uuid={uuid} />}
      {person && has(person, 'helpdesk', 'officer', 'approver') && <Proposals uuid={uuid} person={person} />}
      <Totals uuid={uuid} />
      {person && has(person, 'auditor', 'officer') && <Audit uuid={uuid} />}
    </div>
  );
}

/** What was searched last, while this window is open: never in its address or history. */
const searched = new Map<string, string>();

function Search({ uuid }: { uuid: string }) {
  const texts = useHelpdeskTexts().search;
  const announce = useAnnounce();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(searched.get(uuid) ?? '');
  const [asked, setAsked] = useState(text);
  const [tried, setTried] = useState(false);
  const { data, error, isFetching, refetch } = useQuery(requests.found(uuid, asked));
  const tooShort = tried && !searchable(text);
  // Whoever is on the telephone types at once.
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (data) announce(texts.count(data.items.length, data.more));
  }, [data, announce, texts]);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!searchable(text)) return field.current?.focus();
    const wanted = text.trim();
    searched.set(uuid, wanted);
    if (wanted === asked) void refetch();
    setAsked(wanted);
  }

  return (
    <section className="tellers-told">
      <Form onSubmit={submit} noValidate role="search">
        <FormGroup label={texts.label} fieldId="member-search">
          <div className="tellers-search">
            <TextInput
              id="member-search"
              type="search"
              ref={field}
              value={text}
              onChange={(_, value) => setText(value)}
              autoComplete="off"
              spellCheck={false}
              maxLength={100}
              validated={tooShort ? 'error' : 'default'}
              aria-describedby={tooShort ? 'member-search-fault' : 'member-search-hint'}
            />
            <Button type="submit" variant="primary" isLoading={isFetching}>
              {texts.action}
            </Button>
          </div>
          {tooShort ? (
            <FieldFault id="member-search-fault">{texts.tooShort}</FieldFault>
          ) : (
            <FieldHint id="member-search-hint">{texts.hint}</FieldHint>
          )}
        </FormGroup>
      </Form>
      {error && asked ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : data && data.items.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        data && <Found uuid={uuid} found={data} />
      )}
    </section>
  );
}

interface FoundProps {
  readonly uuid: string;
  readonly found: { readonly items: readonly components['schemas']['Found'][]; readonly more: boolean };
}

function Found({ uuid, found: { items, more } }: FoundProps) {
  const { search: texts } = useHelpdeskTexts();
  const { mails, mailStates } = useDeliveryTexts();
  return (
    <>
      <DataTable
        caption={texts.caption}
        columns={[texts.name, texts.number, texts.address, texts.lastMail, texts.vote]}
        rows={items.map(({ entryId = '', name = '', membershipNumber, address, lastMail, voted, excluded }) => ({
          key: entryId,
          cells: [
            <Link key="name" to="/ballots/$uuid/helpdesk/$entry" params={{ uuid, entry: entryId }}>
              {name}
            </Link>,
            membershipNumber,
            <span key="address" className="tellers-anywhere">
              {address ?? texts.noAddress}
            </span>,
            lastMail
              ? `${mails[lastMail.kind ?? ''] ?? lastMail.kind}: ${mailStates[lastMail.state ?? ''] ?? lastMail.state}`
              : texts.noMail,
            excluded ? (
              <Label key="vote" color="red">
                {texts.excluded}
              </Label>
            ) : voted ? (
              <Label key="vote" color="green">
                {texts.voted}
              </Label>
            ) : (
              texts.notVoted
            ),
          ],
        }))}
      />
      {more && <p>{texts.more}</p>}
    </>
  );
}

/** How often codes were replaced and printed, as everyone can read it. */
function Totals({ uuid }: { uuid: string }) {
  const texts = useHelpdeskTexts().totals;
  const { data, error, refetch } = useQuery(requests.totals(uuid));
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <>
          <p>{texts.what}</p>
          <dl className="tellers-figures">
            {[
              { name: texts.asked, n: data.asked, by: data.askedByReason },
              { name: texts.replaced, n: data.replaced },
              { name: texts.letters, n: data.letters, by: data.lettersByReason },
              { name: texts.withSecondPerson, n: data.withSecondPerson },
            ].map(({ name, n = 0, by = {} }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{number(n)}</dd>
                {Object.entries(by).map(([reason, times]) => (
                  <dd key={reason} className="tellers-small">
                    <Reason code={reason} />
                    {`: ${times}`}
                  </dd>
                ))}
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

/** What the helpdesk did, and who did it. */
function Audit({ uuid }: { uuid: string }) {
  const texts = useHelpdeskTexts();
  const { calendar } = useTexts();
  const list = useInfiniteQuery(requests.audit(uuid));
  const items = list.data?.pages.flatMap((page) => page.items ?? []) ?? [];
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.audit.title}
      </Title>
      {list.error ? (
        <ProblemAlert problem={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading />
      ) : items.length === 0 ? (
        <p>{texts.audit.none}</p>
      ) : (
        <>
          <p>{texts.audit.what}</p>
          <DataTable
            caption={texts.audit.caption}
            columns={[texts.audit.when, texts.audit.act, texts.audit.by, texts.audit.member, texts.audit.why]}
            rows={items.map(({ id = '', at, action = '', by = '', entryId, reason, note, amount }) => ({
              key: id,
              cells: [
                at && moment(calendar, at),
                `${texts.acts[action] ?? action}${amount === undefined ? '' : ` (${amount})`}`,
                texts.people[by] ?? by,
                entryId && <span className="tellers-code">{short(entryId)}</span>,
                <span key="why">
                  <Reason code={reason} />
                  {reason && note && ': '}
                  {note}
                </span>,
              ],
            }))}
          />
          <More of={list} what={texts.audit.title} />
        </>
      )}
    </section>
  );
}

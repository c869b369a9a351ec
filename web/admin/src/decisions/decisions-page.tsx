/** Who did what to a ballot, when and why. */

import { Button, Content, EmptyState } from '@patternfly/react-core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LOOK_AGAIN } from '../api/look-again.ts';
import { BackLink } from '../shell/back-link.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { decisions, download } from './requests.ts';
import { useDecisionsTexts } from './texts.ts';

const PLATFORM = 'platform';
/** Instants as the log has them; people read London's clock. */
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z/g;

export function DecisionsPage() {
  const { shell, calendar, states, ways } = useTexts();
  const texts = useDecisionsTexts();
  const announce = useAnnounce();
  const { uuid } = useParams({ from: '/ballots/$uuid/decisions' });
  const { data, error, refetch } = useQuery({ ...decisions(uuid), refetchInterval: LOOK_AGAIN.quiet });
  const save = useMutation({ mutationFn: () => download(uuid), onSuccess: () => announce(texts.downloaded) });
  const state = (word: string) => states[word] ?? word;
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid" params={{ uuid }}>
        {shell.toBallot}
      </BackLink>
      <div>
        <PageTitle>{ways.decisions}</PageTitle>
        <Content component="p">{texts.lead}</Content>
        <Content component="p">{texts.publicly}</Content>
      </div>
      {save.error && <ProblemAlert problem={save.error} />}
      {data ? (
        data.length === 0 ? (
          <EmptyState titleText={texts.empty} headingLevel="h2" />
        ) : (
          <>
            <div>
              <Button
                variant="secondary"
                onClick={() => save.mutate()}
                isLoading={save.isPending}
                isAriaDisabled={save.isPending}
                aria-describedby="download-what"
              >
                {texts.download}
              </Button>
              <Content component="p" id="download-what">
                {texts.downloadWhat}
              </Content>
            </div>
            <DataTable
              caption={texts.caption}
              columns={[texts.number, texts.when, texts.who, texts.what, texts.why]}
              rows={[...data].reverse().map(({ number, at = '', who = '', action = '', from, to, why }) => ({
                key: String(number),
                cells: [
                  number,
                  moment(calendar, at),
                  who === PLATFORM ? texts.platform : who,
                  <span key="what">
                    {texts.actions[action] ?? action}
                    {from && to && from !== to && <small> ({texts.moved(state(from), state(to))})</small>}
                  </span>,
                  why ? (
                    <span key="why" lang="en" className="tellers-why">
                      {why.replaceAll(INSTANT, (instant) => moment(calendar, instant))}
                    </span>
                  ) : (
                    '–'
                  ),
                ],
              }))}
            />
          </>
        )
      ) : error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

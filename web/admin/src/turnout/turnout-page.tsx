/** How many have voted, over time and by constituency; looks again by itself. */

import { Button, Card, CardBody, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { LOOK_AGAIN } from '../api/look-again.ts';
import { BackLink } from '../shell/back-link.tsx';
import { Bar } from '../shell/bar.tsx';
import { DataTable } from '../shell/data-table.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { moment, when } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { byDay, type Constituency, type Order, ordered, share } from './figures.ts';
import * as requests from './requests.ts';
import { useTurnoutTexts } from './texts.ts';

const Curve = lazy(() => import('./curve.tsx'));

/** The figures of headquarters move as votes are announced, about once a minute; those that members see, every five. */
export function TurnoutPage() {
  const { ways } = useTexts();
  const shell = useTexts().shell;
  const texts = useTurnoutTexts();
  const { uuid } = useParams({ from: '/ballots/$uuid/turnout' });
  const { data, error, refetch } = useQuery({ ...requests.series(uuid), refetchInterval: LOOK_AGAIN.quiet });
  return (
    <div className="tellers-stack">
      <BackLink to="/ballots/$uuid" params={{ uuid }}>
        {shell.toBallot}
      </BackLink>
      <PageTitle>{ways.turnout}</PageTitle>
      {error && <ProblemAlert problem={error} retry={() => void refetch()} />}
      {!data ? (
        !error && <Loading />
      ) : typeof data.figures === 'string' ? (
        <Notice variant="info" title={texts.withheld[data.figures]}>
          {texts.withheldWhat[data.figures]}
        </Notice>
      ) : (
        <>
          <Now series={data} figures={data.figures} />
          <OverTime series={data} figures={data.figures} />
          <ByConstituency uuid={uuid} marks={data.figures.thresholds.map(({ percent }) => percent)} />
        </>
      )}
    </div>
  );
}

interface FiguresProps {
  readonly series: requests.Series;
  readonly figures: requests.Figures;
}

function Now({ series, figures }: FiguresProps) {
  const { calendar } = useTexts();
  const texts = useTurnoutTexts();
  const { entitled, cast, percent, asAt, thresholds } = figures;
  const closed = asAt >= series.closesAt;
  const announce = useAnnounce();
  const said = useRef(cast);
  useEffect(() => {
    if (said.current !== cast) announce(texts.now(number(cast)));
    said.current = cast;
  }, [announce, cast, texts]);
  return (
    <Card>
      <CardBody>
        <div className="tellers-told">
          <p className="tellers-big-figure">
            <strong>{number(cast)}</strong> {texts.of(number(entitled))}
          </p>
          <Bar percent={percent ?? 0} marks={thresholds.map((threshold) => threshold.percent)} />
          <p>
            <strong>{texts.share(share(percent))}</strong> {texts.asAt(moment(calendar, asAt))}.{' '}
            {closed
              ? texts.closed(when(calendar, series.closesAt))
              : asAt < series.opensAt
                ? texts.opens(when(calendar, series.opensAt))
                : texts.closes(when(calendar, series.closesAt))}
          </p>
          <p>
            {!closed && texts.fresh} {series.publication && texts.publication[series.publication]}
          </p>
          {thresholds.length > 0 && (
            <>
              <Title headingLevel="h2" size="lg">
                {texts.thresholds}
              </Title>
              <p>{texts.thresholdsWhat}</p>
              <ul className="tellers-checks">
                {thresholds.map(({ rule, percent, needed, met, repealAnnounced }) => (
                  <li key={rule}>
                    <span className="tellers-mark" aria-hidden="true">
                      {met ? '✓' : '–'}
                    </span>
                    <span>
                      {texts.threshold(percent, number(needed))}{' '}
                      <strong>
                        {met
                          ? texts.met
                          : closed
                            ? texts.missed(number(needed - cast))
                            : texts.lacking(number(needed - cast))}
                      </strong>{' '}
                      {repealAnnounced && texts.repeal}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

function OverTime({ series, figures }: FiguresProps) {
  const { calendar } = useTexts();
  const texts = useTurnoutTexts();
  const { points, entitled } = figures;
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.curve}
      </Title>
      {points.length === 0 ? (
        <p>{texts.curveEmpty}</p>
      ) : (
        <>
          <Suspense fallback={<Loading />}>
            <Curve figures={figures} opensAt={series.opensAt} closesAt={series.closesAt} />
          </Suspense>
          <details>
            <summary>{texts.asTable}</summary>
            <DataTable
              caption={texts.byDay}
              columns={[texts.time, texts.cast, texts.turnout]}
              rows={byDay(points).map(({ at, cast }) => ({
                key: at,
                cells: [moment(calendar, at), number(cast), share((100 * cast) / entitled)],
              }))}
            />
          </details>
        </>
      )}
    </section>
  );
}

function ByConstituency({ uuid, marks }: { uuid: string; marks: readonly number[] }) {
  const texts = useTurnoutTexts();
  const [order, setOrder] = useState<Order>('name');
  const { data, error, refetch } = useQuery({ ...requests.constituencies(uuid), refetchInterval: LOOK_AGAIN.quiet });
  // A ballot that is not divided has one constituency: everybody.
  if (data && data.length < 2) return null;
  const rows = ordered(data ?? [], order);
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.constituencies}
      </Title>
      {error ? (
        <ProblemAlert problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <>
          <fieldset className="tellers-orders">
            <legend className="tellers-hidden">{texts.order}</legend>
            {(['name', 'lowest'] as const).map((one) => (
              <Button
                key={one}
                variant={one === order ? 'primary' : 'secondary'}
                size="sm"
                aria-pressed={one === order}
                onClick={() => setOrder(one)}
              >
                {one === 'name' ? texts.byName : texts.lowestFirst}
              </Button>
            ))}
          </fieldset>
          <ul className="tellers-bars">
            {rows.map((one) => (
              <li key={one.id}>
                <span className="tellers-bars-name">{one.name}</span>
                <span className="tellers-bars-figure">{figureOf(one, texts)}</span>
                {one.cast !== undefined && <Bar percent={one.percent ?? 0} marks={marks} />}
              </li>
            ))}
          </ul>
          <p>
            {marks[0] !== undefined && texts.mark(marks[0])}{' '}
            {rows.some(({ cast }) => cast === undefined) && texts.tooSmallWhat}
          </p>
          <details>
            <summary>{texts.asTable}</summary>
            <DataTable
              caption={texts.constituenciesCaption}
              columns={[texts.constituency, texts.cast, texts.entitled, texts.turnout]}
              rows={rows.map(({ id, name, cast, entitled, percent }) => ({
                key: id,
                cells: [
                  name,
                  cast === undefined ? <em key="cast">{texts.tooSmall}</em> : number(cast),
                  number(entitled),
                  cast === undefined ? '–' : share(percent),
                ],
              }))}
            />
          </details>
        </>
      )}
    </section>
  );
}

function figureOf({ cast, entitled, percent }: Constituency, texts: ReturnType<typeof useTurnoutTexts>) {
  if (cast === undefined) return <em>{texts.tooSmall}</em>;
  return texts.ofThem(number(cast), number(entitled), share(percent));
}

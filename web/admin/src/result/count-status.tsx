/** How far the count is, whose parts are in, and what waits. */
import { Card, CardBody, Title } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { has, type Person } from '../session/session.ts';
import { DataTable } from '../shell/data-table.tsx';
import { moment, when } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { able, partOf } from './decisions.ts';
import { LostKey } from './lost-key.tsx';
import type { Progress } from './requests.ts';
import { useResultTexts } from './texts.ts';

const MARKS = { added: '✓', missing: '–', refused: '!', lost: '✕' } as const;

interface Props {
  readonly uuid: string;
  readonly progress: Progress;
  readonly closesAt: string;
  readonly person: Person;
}

export function CountStatus({ uuid, progress, closesAt, person }: Props) {
  const { calendar } = useTexts();
  const texts = useResultTexts();
  const { state, owners, needed, refusals } = progress;
  const holds = has(person, 'trustee', 'scrutineer');
  const people = owners.filter(({ platform }) => !platform);
  return (
    <>
      <Card>
        <CardBody>
          <div className="tellers-told">
            <Title headingLevel="h2" size="xl">
              {texts.states[state]}
            </Title>
            <p>{sentence(progress, closesAt ? when(calendar, closesAt) : '', texts)}</p>
            {state === 'stopped' && <p lang="en">{progress.nextStep}</p>}
            {holds && state === 'awaiting-trustees' && (
              <>
                <p>{texts.toCountWhat}</p>
                <Link to="/ballots/$uuid/count" params={{ uuid }} className="pf-v6-c-button pf-m-primary">
                  {texts.toCount}
                </Link>
              </>
            )}
          </div>
        </CardBody>
      </Card>
      {people.length > 0 && state !== 'cancelled' && (
        <section className="tellers-stack">
          <Title headingLevel="h2" size="xl">
            {texts.who}
          </Title>
          <p>{texts.rule(needed, people.length)}</p>
          <ul className="tellers-checks">
            {owners.map((owner) => (
              <li key={owner.owner}>
                <span className="tellers-mark" aria-hidden="true">
                  {MARKS[partOf(owner)]}
                </span>
                <span>
                  {owner.platform ? texts.platform : owner.name}: {texts.parts[partOf(owner)]}
                </span>
              </li>
            ))}
          </ul>
          {refusals.length > 0 && (
            <details>
              <summary>
                {texts.refusals} ({refusals.length})
              </summary>
              <p>{texts.refusalsWhat}</p>
              <DataTable
                caption={texts.refusals}
                columns={[
                  texts.refusal.name,
                  texts.refusal.sentBy,
                  texts.refusal.place,
                  texts.refusal.fault,
                  texts.refusal.at,
                ]}
                rows={refusals.map(({ name, sentBy, cell, place, fault, at }) => ({
                  key: `${at} ${name}`,
                  cells: [name, sentBy, `${cell}, ${place}`, <code key="fault">{fault}</code>, moment(calendar, at)],
                }))}
              />
            </details>
          )}
          {holds && state !== 'counted' && <LostKey uuid={uuid} progress={progress} />}
        </section>
      )}
    </>
  );
}

function sentence(
  { state, owners, needed, missing }: Progress,
  closes: string,
  { statesWhat }: ReturnType<typeof useResultTexts>,
): string {
  switch (state) {
    case 'open':
      return statesWhat.open(closes);
    case 'impossible':
      return statesWhat.impossible(needed);
    case 'awaiting-trustees': {
      const names = able(owners);
      return names.length > 0
        ? statesWhat['awaiting-trustees'](missing, names.join(', '))
        : statesWhat.nobodyLeft(missing);
    }
    default:
      return statesWhat[state];
  }
}

/** The steps of a ballot with who does each, and the way to where it is done. */
import { Content, Label, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { session } from '../session/session.ts';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { type Item, isFor, type Place, type Status } from './checklist.ts';
import { useBallotsTexts } from './texts.ts';
import { Way } from './way.tsx';

const MARKS: Readonly<Record<Status, string>> = { done: '✓', due: '○', running: '…', alarm: '!', later: '·' };
const COLOURS = { done: 'green', due: 'blue', running: 'teal', alarm: 'red', later: 'grey' } as const;

/** Who may open the page of a place at all; the pages themselves decide what each may do there. */
const OPEN_TO: Readonly<Record<Place, readonly string[]>> = {
  questions: ['officer', 'approver', 'scrutineer', 'trustee', 'auditor'],
  roll: ['officer', 'approver'],
  messages: ['officer'],
  result: ['officer', 'approver'],
  key: ['trustee', 'scrutineer'],
  count: ['trustee', 'scrutineer'],
  overview: [],
};

interface ChecklistProps {
  readonly uuid: string;
  readonly items: readonly Item[];
  readonly opensAt: string;
  readonly closesAt: string;
}

export function Checklist({ uuid, items, opensAt, closesAt }: ChecklistProps) {
  const texts = useBallotsTexts().checklist;
  const shared = useTexts();
  const { data: person } = useQuery(session);
  const roles = person?.roles ?? [];
  if (items.length === 0) return null;
  const idle = items.every(({ status }) => status === 'done');
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <Content component="p">{idle ? texts.nothing : texts.lead}</Content>
      <ol className="tellers-todo">
        {items.map((item) => {
          const { step, status, who, place, part, why, notBy } = item;
          const name = texts.steps[step];
          const instant = step === 'open' ? opensAt : step === 'close' ? closesAt : undefined;
          const mine = isFor(item, roles, person?.user ?? '');
          const open = place && status !== 'later' && OPEN_TO[place].some((role) => roles.includes(role));
          return (
            <li key={step} className={`tellers-todo-${status}`}>
              <span className="tellers-mark" aria-hidden="true">
                {MARKS[status]}
              </span>
              <div>
                <p>
                  {open ? (
                    <Way uuid={uuid} page={place}>
                      {name}
                    </Way>
                  ) : (
                    <span>{name}</span>
                  )}
                  {instant && <span>: {moment(shared.calendar, instant)}</span>}
                </p>
                {why && <p className="tellers-todo-why">{texts.why[why]}</p>}
                <p className="tellers-todo-who">
                  <Label isCompact color={COLOURS[status]}>
                    {texts.status[status]}
                    {part && status !== 'done' && `: ${texts.part(part.done, part.of)}`}
                  </Label>
                  {mine && (
                    <Label isCompact color="yellow">
                      {texts.yours}
                    </Label>
                  )}
                  {status !== 'done' && (
                    <span>
                      {texts.who(who.map((one) => (one === 'system' ? texts.system : (shared.roles[one] ?? one))))}
                      {notBy && (status === 'due' || status === 'alarm') && ` · ${texts.other(notBy)}`}
                    </span>
                  )}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

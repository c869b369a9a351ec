import { Content, Title } from '@patternfly/react-core';
import { useChange } from '../ballots/use-change.ts';
import { useReason } from '../ballots/use-reason.tsx';
import { AskFirst } from '../shell/consequence.tsx';
import { useTexts } from '../text/texts.tsx';
import type { Seat } from './ceremony.ts';
import { freeSeat } from './requests.ts';

/** Frees the place of someone who cannot be a trustee after all, as long as the keys are not in place. */
export function FreeSeats({ uuid, seats }: { uuid: string; seats: readonly Seat[] }) {
  const texts = useTexts().seats.freeing;
  const taken = seats.filter(({ name }) => name !== undefined);
  if (taken.length === 0) return null;
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <Content component="p">{texts.lead}</Content>
      <div className="tellers-acts">
        {taken.map((seat) => (
          <FreeSeat key={`${seat.seat} ${seat.name}`} uuid={uuid} seat={seat} />
        ))}
      </div>
    </section>
  );
}

function FreeSeat({ uuid, seat: { seat, name = '' } }: { uuid: string; seat: Seat }) {
  const texts = useTexts().seats.freeing;
  const change = useChange();
  const reason = useReason(`free-${seat}-reason`);
  return (
    <AskFirst
      label={texts.open(name)}
      variant="secondary"
      title={texts.question(name)}
      action={texts.action}
      isDangerous
      check={reason.check}
      act={() => change(() => freeSeat(uuid, seat, reason.value), texts.done)}
    >
      <Content component="p">{texts.what}</Content>
      {reason.field}
    </AskFirst>
  );
}

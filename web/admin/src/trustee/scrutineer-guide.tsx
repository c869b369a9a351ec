/** The key of a ballot that one scrutineer holds: the way from its making to the count. */
import { Button, Card, CardBody } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Ballot, ballot as ballotQuery } from '../ballots/queries.ts';
import { has, type Person } from '../session/session.ts';
import { BackLink } from '../shell/back-link.tsx';
import { when } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { MakeStep } from './make-step.tsx';
import { MarkMail } from './mark-mail.tsx';
import { NameForm } from './name-form.tsx';
import { oneKeyDue } from './one-key.ts';
import { registerKey } from './requests.ts';
import { Steps } from './steps.tsx';
import { Told } from './told.tsx';
import { useKeyholder } from './use-keyholder.ts';

export function ScrutineerGuide({ ballot, person }: { ballot: Ballot; person: Person }) {
  const texts = useTexts();
  const { one } = texts.key;
  const { uuid = '', closesAt = '' } = ballot;
  const [again, setAgain] = useState(false);
  const due = oneKeyDue(ballot, person);
  if (due === 'over' || (due === 'not-yours' && !has(person, 'trustee'))) return null;
  if (due === 'make-key' || (due === 'wait' && again))
    return <Make uuid={uuid} person={person.name} done={() => setAgain(false)} />;
  return (
    <Card>
      <CardBody>
        {due === 'too-early' ? (
          <Told title={texts.key.notYet}>{texts.key.notYetWhat}</Told>
        ) : due === 'not-yours' ? (
          <Told title={one.notYours}>{one.notYoursWhat}</Told>
        ) : due === 'headquarters' ? (
          <Told title={one.headquarters}>{one.headquartersWhat}</Told>
        ) : due === 'taken' ? (
          <Told title={one.taken}>{one.takenWhat}</Told>
        ) : due === 'wait' ? (
          <div className="tellers-told">
            <Told title={one.inPlace}>
              {texts.key.wait.platform} {one.keep}
            </Told>
            <Button variant="link" isInline onClick={() => setAgain(true)}>
              {one.again}
            </Button>
          </div>
        ) : due === 'ready' ? (
          <div className="tellers-stack">
            <Told title={one.inPlace}>
              {texts.key.ready.what(when(texts.calendar, closesAt))} {one.keep}
            </Told>
            <MarkMail uuid={uuid} />
          </div>
        ) : (
          <>
            <Told title={texts.ballot.countTitle}>{texts.ballot.countWhat}</Told>
            <BackLink to="/ballots/$uuid/count" params={{ uuid }}>
              {texts.ballot.countAction}
            </BackLink>
          </>
        )}
      </CardBody>
    </Card>
  );
}

/** From the name to the key that is handed in. */
function Make({ uuid, person, done }: { uuid: string; person: string; done: () => void }) {
  const { one } = useTexts().key;
  const keyholder = useKeyholder();
  const queries = useQueryClient();
  const [name, setName] = useState<string>();

  async function handIn() {
    await registerKey(uuid, name ?? '', await keyholder().call('publicKey'));
    await keyholder().call('forget');
    await queries.invalidateQueries({ queryKey: ballotQuery(uuid).queryKey });
    done();
  }

  return (
    <>
      <Steps names={[one.steps.name, one.steps.make]} current={name === undefined ? 0 : 1} />
      <Card>
        <CardBody>
          {name === undefined ? (
            <NameForm title={one.nameTitle} what={one.nameWhat} action={one.nameAction} name={person} take={setName} />
          ) : (
            <MakeStep uuid={uuid} keyholder={keyholder} opened={handIn} />
          )}
        </CardBody>
      </Card>
    </>
  );
}

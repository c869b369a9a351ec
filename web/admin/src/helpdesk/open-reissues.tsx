/** Replacements and letters of a member that are on their way, and the letter when it is handed out. */
import { Button, Title } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Reason } from '../delivery/lists.tsx';
import { MailView } from '../messages/mail-view.tsx';
import { has, type Person } from '../session/session.ts';
import { Consequence } from '../shell/consequence.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { current, type Reissue } from './next-step.ts';
import * as requests from './requests.ts';
import { useHelpdeskTexts } from './texts.ts';

interface OpenReissuesProps {
  readonly uuid: string;
  readonly entry: string;
  readonly reissues: readonly Reissue[];
  readonly person: Person | undefined;
  /** Something was done here: what was said before is no news any more. */
  acted(): void;
}

export function OpenReissues({ uuid, entry, reissues, person, acted }: OpenReissuesProps) {
  const texts = useHelpdeskTexts();
  const [letter, setLetter] = useState<string>();
  const shown = current(reissues);
  if (shown.length === 0 && letter === undefined) return null;
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.reissue.title}
      </Title>
      {shown.map((one) => (
        <OpenReissue
          key={one.id}
          uuid={uuid}
          entry={entry}
          known={one}
          person={person}
          acted={acted}
          handOut={setLetter}
        />
      ))}
      {letter !== undefined && <HandedOut html={letter} done={() => setLetter(undefined)} />}
    </section>
  );
}

interface OpenReissueProps {
  readonly uuid: string;
  readonly entry: string;
  readonly known: Reissue;
  readonly person: Person | undefined;
  acted(): void;
  handOut(letter: string): void;
}

function OpenReissue({ uuid, entry, known, person, acted, handOut }: OpenReissueProps) {
  const texts = useHelpdeskTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const moving = ['proposed', 'pending', 'ready'].includes(known.state);
  const { data, error, refetch } = useQuery({ ...requests.reissue(uuid, known.what, known.id), enabled: moving });
  const [asking, setAsking] = useState<'print' | 'withdraw'>();
  const state = data?.state ?? known.state;
  const reason = data?.reason ?? known.reason;

  // The timeline is read again once, not while waiting: looking at it is noted.
  useEffect(() => {
    if (state !== known.state) void queries.invalidateQueries(requests.timeline(uuid, entry));
  }, [state, known.state, queries, uuid, entry]);

  async function act() {
    if (asking === 'print') {
      handOut(await requests.printed(uuid, known.id));
      announce(texts.letter.handedOut);
    } else {
      await requests.withdraw(uuid, known);
      announce(texts.proposals.withdrawn);
    }
    setAsking(undefined);
    acted();
    await queries.invalidateQueries({ queryKey: ['ballots', uuid, 'helpdesk'] });
  }

  const mine = person?.user === known.askedBy;
  return (
    <>
      <Notice
        variant={state === 'replaced' ? 'success' : state === 'refused' ? 'danger' : 'info'}
        level="h3"
        title={texts.reissue.states[known.what][state] ?? state}
      >
        {reason && state === 'refused' && <Reason code={reason} />}
        {state === 'proposed' && texts.reissue.askedBy(known.askedBy)}
        {state === 'pending' && texts.reissue.pendingWhat}
        {state === 'ready' && (mine ? texts.letter.readyWhat : texts.letter.readyOf(known.askedBy))}
      </Notice>
      {error && <ProblemAlert problem={error} retry={() => void refetch()} />}
      {asking ? (
        <Consequence
          title={asking === 'print' ? texts.letter.printTitle : texts.proposals.withdraw}
          action={asking === 'print' ? texts.letter.print : texts.proposals.withdraw}
          isDangerous={asking === 'withdraw'}
          act={act}
          cancel={() => setAsking(undefined)}
        >
          <p>{asking === 'print' ? texts.letter.printWhat : texts.proposals.withdrawWhat}</p>
        </Consequence>
      ) : (
        ['proposed', 'ready'].includes(state) && (
          <div className="tellers-row">
            {state === 'ready' && mine && person && has(person, 'helpdesk') && (
              <Button variant="primary" onClick={() => setAsking('print')}>
                {texts.letter.print}
              </Button>
            )}
            <Button variant="secondary" onClick={() => setAsking('withdraw')}>
              {texts.proposals.withdraw}
            </Button>
          </div>
        )
      )}
    </>
  );
}

/** The letter on the screen, and alone on the paper. */
function HandedOut({ html, done }: { html: string; done(): void }) {
  const texts = useHelpdeskTexts().letter;
  const language = /<html lang="(\w+)"/.exec(html)?.[1] ?? 'en';
  useEffect(() => {
    document.body.classList.add('tellers-prints');
    return () => document.body.classList.remove('tellers-prints');
  }, []);
  return (
    <>
      <Notice variant="warning" level="h3" title={texts.handedOut}>
        {texts.handedOutWhat}
      </Notice>
      <div className="tellers-row">
        <Button variant="primary" onClick={() => print()}>
          {texts.toPrinter}
        </Button>
        <Button variant="secondary" onClick={done}>
          {texts.hide}
        </Button>
      </div>
      <MailView html={html} language={language} label={texts.sheet} />
      {createPortal(
        <div className="tellers-paper">
          <MailView html={html} language={language} label={texts.sheet} />
        </div>,
        document.body,
      )}
    </>
  );
}

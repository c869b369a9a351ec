/** The page where anyone finds out whether a receipt's vote is in the ballot box. */
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Api, Ballot } from './api.ts';
import { boardText } from './board-text.ts';
import { ErrorSummary, Field, Form, focusSummary, Go, Title } from './parts.tsx';
import { base, text } from './text.ts';
import { readTracker } from './typed.ts';

type Answer = 'yes' | 'no' | 'trouble';

interface CheckProps {
  api: Api;
  uuid: string;
  ballot: Ballot | undefined;
}

export function CheckPage({ api, uuid, ballot }: CheckProps) {
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<'empty' | 'form'>();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer>();
  const t = boardText.check;

  useLayoutEffect(() => {
    const title = text.title(t.title, ballot?.name, ballot?.union);
    document.title = fault ? text.errorTitle(title) : title;
  });

  useLayoutEffect(() => focusSummary(), [fault]);

  async function check() {
    const tracker = readTracker(typed);
    setAnswer(undefined);
    setFault(tracker ? undefined : typed.trim() === '' ? 'empty' : 'form');
    if (!tracker || busy) return;
    setBusy(true);
    const found = await api.recorded(uuid, tracker);
    setBusy(false);
    setAnswer(!found.ok ? 'trouble' : found.value ? 'yes' : 'no');
  }

  return (
    <>
      <ErrorSummary message={fault && t.faults[fault]} field="receipt" />
      <Form onSubmit={() => void check()}>
        <Title>{t.title}</Title>
        <p>{t.explain}</p>
        <Field
          id="receipt"
          label={t.label}
          hint={t.hint}
          value={typed}
          fault={fault && t.faults[fault]}
          lines={2}
          onText={setTyped}
        />
        <div class="actions">
          <Go busy={busy}>{busy ? t.busy : t.go}</Go>
        </div>
      </Form>
      <div role="status">
        {answer === 'yes' && (
          <div class="panel done">
            <p>
              <strong>{t.yes}</strong>
            </p>
            <p>{t.yesExplain}</p>
          </div>
        )}
        {answer === 'no' && (
          <div class="panel warning">
            <p>
              <strong>{t.no}</strong>
            </p>
            <p>{t.noExplain}</p>
          </div>
        )}
        {answer === 'trouble' && (
          <div class="panel warning">
            <p>{t.trouble}</p>
          </div>
        )}
      </div>
      <h2>{t.moreTitle}</h2>
      <p>{t.more}</p>
      <ul>
        <li>
          <a href={`/api/voting/ballots/${uuid}/archive`} download={`${uuid}.bel`}>
            {t.archive}
          </a>
        </li>
        <li>
          <a href={`${base()}/how-secrecy-works?ballot=${uuid}#check`}>{t.how}</a>
        </li>
      </ul>
    </>
  );
}

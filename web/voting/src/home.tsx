/** The plain page at `/`: how to get to a ballot. */
import { useLayoutEffect, useState } from 'preact/hooks';
import { boardText } from './board-text.ts';
import { ErrorSummary, Field, Form, focusSummary, Go, Title } from './parts.tsx';
import { base } from './text.ts';
import { readLink } from './typed.ts';

export function HomePage({ go }: { go(link: { uuid: string; code: string }): void }) {
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<'empty' | 'form'>();
  const t = boardText.home;
  useLayoutEffect(() => focusSummary(), [fault]);
  const follow = () => {
    const link = readLink(typed);
    setFault(link ? undefined : typed.trim() === '' ? 'empty' : 'form');
    if (link) go(link);
  };
  return (
    <>
      <ErrorSummary message={fault && t.faults[fault]} field="link" />
      <Form onSubmit={follow}>
        <Title>{t.title}</Title>
        <p>{t.explain}</p>
        <Field
          id="link"
          label={t.label}
          hint={t.hint}
          value={typed}
          fault={fault && t.faults[fault]}
          lines={2}
          onText={setTyped}
        />
        <div class="actions">
          <Go>{t.go}</Go>
        </div>
      </Form>
      <p>
        <a href={`${base()}/send-again`}>{t.noMail}</a>
      </p>
    </>
  );
}

export function LostPage() {
  const { title, body, todo } = boardText.lost;
  return (
    <>
      <Title>{title}</Title>
      <p>{body}</p>
      <p>{todo}</p>
    </>
  );
}

import { ActionGroup, Button, Content, Form, FormGroup, TextInput, Title } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useAnnounce } from '../shell/live.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { useTexts } from '../text/texts.tsx';
import { FieldFault, FieldHint } from './fields.tsx';
import { askForMark, forgetMark, markCounts, markMail } from './requests.ts';

/** Where the head of the closed box is mailed: asked for while there is time, and changed at will. */
export function MarkMail({ uuid, level = 'h3' }: { uuid: string; level?: 'h2' | 'h3' }) {
  const texts = useTexts().key.mark;
  const wish = useQuery(markMail(uuid));
  const [changing, setChanging] = useState(false);
  const announce = useAnnounce();
  const queries = useQueryClient();
  const forget = useMutation({
    mutationFn: () => forgetMark(uuid),
    onSuccess: () => announce(texts.forgotten),
    onSettled: () => queries.invalidateQueries({ queryKey: markMail(uuid).queryKey }),
  });
  if (wish.data === undefined) {
    return wish.error && <ProblemAlert problem={wish.error} retry={() => void wish.refetch()} />;
  }
  return (
    <div className="tellers-told">
      <Title headingLevel={level} size={level === 'h2' ? 'xl' : 'lg'}>
        {texts.title}
      </Title>
      {wish.data === null || changing ? (
        <MarkForm uuid={uuid} before={wish.data?.email ?? ''} saved={() => setChanging(false)} />
      ) : (
        <>
          <Content component="p">
            {wish.data.sent ? texts.sent : texts.goesTo} <strong>{wish.data.email}</strong>
          </Content>
          {forget.error && <ProblemAlert problem={forget.error} />}
          <div className="tellers-row">
            <Button variant="secondary" onClick={() => setChanging(true)}>
              {texts.change}
            </Button>
            <Button variant="link" isDisabled={forget.isPending} onClick={() => forget.mutate()}>
              {wish.data.sent ? texts.forgetSent : texts.forget}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** How many will hold the archive against a mark of their own, for those who answer for the ballot. */
export function MarkCounts({ uuid }: { uuid: string }) {
  const texts = useTexts().key.mark;
  const { data: counts } = useQuery(markCounts(uuid));
  return counts ? <Content component="p">{texts.counts(counts.asked, counts.sent)}</Content> : null;
}

function MarkForm({ uuid, before, saved }: { uuid: string; before: string; saved: () => void }) {
  const { key, language } = useTexts();
  const texts = key.mark;
  const queries = useQueryClient();
  const [email, setEmail] = useState(before);
  const [tried, setTried] = useState(false);
  const ask = useMutation({
    mutationFn: () => askForMark(uuid, email.trim(), language),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: markMail(uuid).queryKey });
      saved();
    },
  });
  const malformed = tried && !/^[^\s@]+@[^\s@]+$/.test(email.trim());

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (/^[^\s@]+@[^\s@]+$/.test(email.trim())) ask.mutate();
    else document.getElementById('mark-mail')?.focus();
  }

  return (
    <Form onSubmit={submit} noValidate>
      <Content component="p">{texts.what}</Content>
      {ask.error && <ProblemAlert problem={ask.error} />}
      <FormGroup label={texts.email} fieldId="mark-mail">
        <TextInput
          id="mark-mail"
          type="email"
          value={email}
          onChange={(_, value) => setEmail(value)}
          autoComplete="email"
          maxLength={254}
          isRequired
          validated={malformed ? 'error' : 'default'}
          aria-describedby={malformed ? 'mark-mail-fault' : 'mark-mail-hint'}
        />
        {malformed ? (
          <FieldFault id="mark-mail-fault">{texts.malformed}</FieldFault>
        ) : (
          <FieldHint id="mark-mail-hint">{texts.hint}</FieldHint>
        )}
      </FormGroup>
      <ActionGroup>
        <Button type="submit" variant="primary" isLoading={ask.isPending} isAriaDisabled={ask.isPending}>
          {texts.action}
        </Button>
      </ActionGroup>
    </Form>
  );
}

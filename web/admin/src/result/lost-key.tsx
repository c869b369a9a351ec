import { ActionGroup, Button, Form, FormGroup, FormSelect, FormSelectOption, TextArea } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { FieldFault, FieldHint } from '../trustee/fields.tsx';
import { leftAfterLoss, losable } from './decisions.ts';
import { counting, type Progress, reportLost } from './requests.ts';
import { useResultTexts } from './texts.ts';

/** Says that a key is gone, after showing how many are left then. */
export function LostKey({ uuid, progress: { owners, needed } }: { uuid: string; progress: Progress }) {
  const texts = useResultTexts().lost;
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [owner, setOwner] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const report = useMutation({
    mutationFn: () => reportLost(uuid, Number(owner), reason.trim()),
    onSuccess: () => {
      announce(texts.done);
      setOwner('');
      setReason('');
      setTried(false);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: counting(uuid).queryKey }),
  });
  const choices = losable(owners);
  if (choices.length === 0) return null;
  const left = leftAfterLoss(owners);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!owner) document.getElementById('lost-owner')?.focus();
    else if (!reason.trim()) document.getElementById('lost-reason')?.focus();
    else report.mutate();
  }

  return (
    <details>
      <summary>{texts.title}</summary>
      <Form onSubmit={submit} noValidate className="tellers-inset">
        <p>{texts.what}</p>
        {report.error && <ProblemAlert problem={report.error} />}
        <FormGroup label={texts.whose} fieldId="lost-owner">
          <FormSelect
            id="lost-owner"
            value={owner}
            onChange={(_, value) => setOwner(value)}
            validated={tried && !owner ? 'error' : 'default'}
            aria-describedby={tried && !owner ? 'lost-owner-fault' : undefined}
          >
            <FormSelectOption value="" label={texts.choose} isPlaceholder />
            {choices.map((one) => (
              <FormSelectOption key={one.owner} value={String(one.owner)} label={one.name} />
            ))}
          </FormSelect>
          {tried && !owner && <FieldFault id="lost-owner-fault">{texts.chooseFault}</FieldFault>}
        </FormGroup>
        <FormGroup label={texts.reason} fieldId="lost-reason">
          <TextArea
            id="lost-reason"
            value={reason}
            onChange={(_, value) => setReason(value)}
            maxLength={500}
            validated={tried && !reason.trim() ? 'error' : 'default'}
            aria-describedby={tried && !reason.trim() ? 'lost-reason-fault' : 'lost-reason-hint'}
          />
          {tried && !reason.trim() ? (
            <FieldFault id="lost-reason-fault">{texts.reasonFault}</FieldFault>
          ) : (
            <FieldHint id="lost-reason-hint">{texts.reasonHint}</FieldHint>
          )}
        </FormGroup>
        {owner && left < needed ? (
          <Notice variant="danger" title={texts.end(left, needed)} level="h3" />
        ) : (
          owner && <p>{texts.left(left, needed)}</p>
        )}
        <ActionGroup>
          <Button type="submit" variant="danger" isLoading={report.isPending} isAriaDisabled={report.isPending}>
            {texts.action}
          </Button>
        </ActionGroup>
      </Form>
    </details>
  );
}

/** Takes a register file from the disk, by choice or by drop, and sends it to be compared. */
import { ActionGroup, Button, Content, Form, FormGroup, Progress, Radio, Title } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type DragEvent, type FormEvent, useRef, useState } from 'react';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { FieldFault, FieldHint } from '../trustee/fields.tsx';
import { handIn, type Mode, run as runQuery, runs } from './requests.ts';
import { useRegisterTexts } from './texts.ts';

const MEGABYTE = 1024 * 1024;
const LARGEST = 256 * MEGABYTE;

const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(1);

export function UploadForm() {
  const { upload: texts } = useRegisterTexts();
  const [file, setFile] = useState<File>();
  const [mode, setMode] = useState<Mode>('update');
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState<readonly [number, number]>([0, 0]);
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const sending = useMutation({
    mutationFn: (chosen: File) => handIn(chosen, mode, (done, total) => setSent([done, total])),
    async onSuccess(run) {
      queries.setQueryData(runQuery(run.id).queryKey, run);
      void queries.invalidateQueries({ queryKey: runs.queryKey });
      await navigate({ to: '/register/$run', params: { run: run.id } });
    },
  });
  const fault = !file ? texts.missing : file.size > LARGEST ? texts.tooLarge : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!file || fault) return input.current?.focus();
    setSent([0, file.size]);
    sending.mutate(file);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    const [dropped] = event.dataTransfer.files;
    if (!dropped || !input.current) return;
    input.current.files = event.dataTransfer.files;
    setFile(dropped);
  }

  if (sending.isPending)
    return (
      <section className="tellers-stack">
        <Title headingLevel="h2" size="xl">
          {texts.sending}
        </Title>
        <Progress
          aria-label={texts.sending}
          value={sent[1] > 0 ? Math.floor((100 * sent[0]) / sent[1]) : 0}
          title={texts.sent(megabytes(sent[0]), megabytes(sent[1]))}
        />
      </section>
    );

  return (
    <Form onSubmit={submit} noValidate>
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <Content component="p">{texts.lead}</Content>
      {sending.error && <ProblemAlert problem={sending.error} />}
      <FormGroup label={texts.file} fieldId="register-file">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the field within does the same with the keyboard */}
        <div className="tellers-drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
          <input
            id="register-file"
            className="tellers-file"
            type="file"
            accept=".csv,.txt,text/csv"
            ref={input}
            onChange={(event) => setFile(event.target.files?.[0])}
            aria-invalid={tried && fault !== undefined}
            aria-describedby="register-file-hint"
          />
          {tried && fault ? (
            <FieldFault id="register-file-hint">{fault}</FieldFault>
          ) : (
            <FieldHint id="register-file-hint">{texts.drop}</FieldHint>
          )}
        </div>
      </FormGroup>
      <FormGroup role="radiogroup" label={texts.mode} fieldId="register-mode">
        {(['update', 'full'] as const).map((one) => (
          <Radio
            key={one}
            id={`register-mode-${one}`}
            name="register-mode"
            label={texts[one]}
            description={texts[`${one}What`]}
            isChecked={mode === one}
            onChange={() => setMode(one)}
          />
        ))}
      </FormGroup>
      <ActionGroup>
        <Button type="submit" variant="primary" size="lg">
          {texts.action}
        </Button>
      </ActionGroup>
    </Form>
  );
}

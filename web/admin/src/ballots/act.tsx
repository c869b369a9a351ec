/** Something with consequences: a button that first opens what it would do, and there asks once more. */
import { ActionGroup, Button, Form, Title } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useAnnounce } from '../shell/live.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';

interface ActProps {
  /** The button that opens it. */
  readonly open: string;
  readonly title: string;
  /** The button that does it; it says what happens. */
  readonly confirm: string;
  readonly keep: string;
  readonly isDanger?: boolean;
  readonly level?: 'h2' | 'h3';
  /** The identifier of the field that is wrong, or nothing: then it is done. */
  check?(): string | undefined;
  /** Does it; what it gives is said by the live region. */
  run(): Promise<string>;
  readonly children?: ReactNode;
}

export function Act(props: ActProps) {
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpened = useRef(false);
  useEffect(() => {
    if (wasOpened.current && !opened) button.current?.focus();
    wasOpened.current = opened;
  }, [opened]);
  if (opened) return <Asking {...props} close={() => setOpened(false)} />;
  return (
    <Button variant={props.isDanger ? 'danger' : 'secondary'} ref={button} onClick={() => setOpened(true)}>
      {props.open}
    </Button>
  );
}

function Asking({
  title,
  confirm,
  keep,
  isDanger,
  level = 'h3',
  check,
  run,
  children,
  close,
}: ActProps & { close(): void }) {
  const announce = useAnnounce();
  const queries = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const act = useMutation({
    mutationFn: run,
    onSuccess: (told) => {
      announce(told);
      close();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['ballots'] }),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    const wrong = check?.();
    if (wrong) document.getElementById(wrong)?.focus();
    else act.mutate();
  }

  return (
    <Form onSubmit={submit} noValidate className="tellers-asking">
      <Title headingLevel={level} size="lg" tabIndex={-1} ref={heading}>
        {title}
      </Title>
      {children}
      {act.error && <ProblemAlert problem={act.error} />}
      <ActionGroup>
        <Button
          type="submit"
          variant={isDanger ? 'danger' : 'primary'}
          isLoading={act.isPending}
          isAriaDisabled={act.isPending}
        >
          {confirm}
        </Button>
        <Button variant="link" onClick={close}>
          {keep}
        </Button>
      </ActionGroup>
    </Form>
  );
}

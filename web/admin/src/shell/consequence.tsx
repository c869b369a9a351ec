/** What is about to happen, and to how many, before the button that does it. */
import { Button, type ButtonProps, Form, Title } from '@patternfly/react-core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTexts } from '../text/texts.tsx';
import { ProblemAlert } from './problem-alert.tsx';

export interface ConsequenceProps {
  /** The question. */
  readonly title: string;
  readonly level?: 'h2' | 'h3';
  /** What will happen, what cannot be undone, and what has to be filled in. */
  readonly children?: ReactNode;
  /** The words on the button: what it does, with the count. */
  readonly action: string;
  readonly isDangerous?: boolean;
  /** The identifier of the first field that is wrong, or nothing: then it is done. */
  check?(): string | undefined;
  /** Does it; what it throws is shown here, and the person can try again. */
  act(): Promise<void>;
  cancel(): void;
}

/** Takes the focus, so that nobody misses it. */
export function Consequence(props: ConsequenceProps) {
  const { title, level = 'h3', children, action, isDangerous = false, check, act, cancel } = props;
  const { leaveIt } = useTexts().shell;
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    // Its buttons go with it; the focus must not be lost on the way.
    return () => queueMicrotask(refocus);
  }, []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const wrong = check?.();
    if (wrong !== undefined) return document.getElementById(wrong)?.focus();
    setBusy(true);
    setFault(undefined);
    try {
      await act();
    } catch (e) {
      setFault(e as Error);
      setBusy(false);
    }
  }

  return (
    <Form onSubmit={submit} noValidate className="tellers-consequence" aria-label={title}>
      <Title headingLevel={level} size="lg" tabIndex={-1} ref={heading}>
        {title}
      </Title>
      {children}
      {fault && <ProblemAlert problem={fault} />}
      <div className="tellers-row">
        <Button type="submit" variant={isDangerous ? 'danger' : 'primary'} isLoading={busy} isAriaDisabled={busy}>
          {action}
        </Button>
        <Button variant="link" isDisabled={busy} onClick={cancel}>
          {leaveIt}
        </Button>
      </div>
    </Form>
  );
}

function refocus(): void {
  if (document.activeElement === document.body) document.querySelector('h1')?.focus();
}

export interface AskFirstProps extends Omit<ConsequenceProps, 'cancel'> {
  /** On the button that asks. */
  readonly label: string;
  readonly variant?: ButtonProps['variant'];
}

/** A button that says what it will do, and does it at the second press only. */
export function AskFirst({ label, variant, act, ...asked }: AskFirstProps) {
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (!isOpen)
    return (
      <Button
        ref={opener}
        className="tellers-opener"
        variant={variant ?? (asked.isDangerous ? 'danger' : 'secondary')}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
    );
  return (
    <Consequence
      {...asked}
      act={async () => {
        await act();
        setOpen(false);
      }}
      cancel={() => setOpen(false)}
    />
  );
}

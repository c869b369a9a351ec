import { Button, Title } from '@patternfly/react-core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTexts } from '../text/texts.tsx';
import { ProblemAlert } from './problem-alert.tsx';

export interface ConsequenceProps {
  /** The question. */
  readonly title: string;
  /** What will happen, and what cannot be undone. */
  readonly children: ReactNode;
  /** The words on the button: what it does, with the count. */
  readonly action: string;
  readonly isDangerous?: boolean;
  /** Whether what was filled in will do; shows what is missing itself. */
  check?(): boolean;
  /** Does it; what it throws is shown here, and the person can try again. */
  act(): Promise<void>;
  cancel(): void;
}

/** Says what is about to happen before the button that does it. Takes the focus, so that nobody misses it. */
export function Consequence({ title, children, action, isDangerous = false, check, act, cancel }: ConsequenceProps) {
  const { cancel: cancelText } = useTexts().shell;
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    // Its buttons go with it; the focus must not be lost on the way.
    return () => queueMicrotask(refocus);
  }, []);
  async function go() {
    if (check && !check()) return;
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
    <section className="tellers-consequence tellers-told" aria-label={title}>
      <Title headingLevel="h3" size="lg" tabIndex={-1} ref={heading}>
        {title}
      </Title>
      <div className="tellers-told">{children}</div>
      {fault && <ProblemAlert problem={fault} />}
      <div className="tellers-buttons">
        <Button
          variant={isDangerous ? 'danger' : 'primary'}
          isDisabled={busy}
          isLoading={busy}
          onClick={() => void go()}
        >
          {action}
        </Button>
        <Button variant="link" isDisabled={busy} onClick={cancel}>
          {cancelText}
        </Button>
      </div>
    </section>
  );
}

function refocus(): void {
  if (document.activeElement === document.body) document.querySelector('h1')?.focus();
}

/** A button that says what it will do, and does it at the second press only. */
import { Button, type ButtonProps } from '@patternfly/react-core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ProblemAlert } from './problem-alert.tsx';

export interface AskFirstProps {
  /** On the button that asks. */
  readonly label: string;
  readonly title: string;
  /** What follows from it. */
  readonly children: ReactNode;
  /** On the button that does it: with the number of whom it concerns. */
  readonly action: string;
  readonly cancel: string;
  readonly variant?: ButtonProps['variant'];
  readonly isBusy: boolean;
  readonly problem: Error | null;
  do(): void;
}

export function AskFirst(props: AskFirstProps) {
  const [asked, setAsked] = useState(false);
  const question = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const closed = useRef(false);
  useEffect(() => {
    if (asked) question.current?.focus();
    else if (closed.current) opener.current?.focus();
  }, [asked]);

  if (!asked)
    return (
      <p>
        <Button ref={opener} variant={props.variant ?? 'secondary'} onClick={() => setAsked(true)}>
          {props.label}
        </Button>
      </p>
    );
  return (
    <div className="tellers-question tellers-told">
      <h3 className="tellers-question-title" tabIndex={-1} ref={question}>
        {props.title}
      </h3>
      {props.children}
      {props.problem && <ProblemAlert problem={props.problem} />}
      <div className="tellers-actions">
        <Button
          variant={props.variant === 'primary' ? 'primary' : 'danger'}
          isLoading={props.isBusy}
          isAriaDisabled={props.isBusy}
          onClick={() => props.do()}
        >
          {props.action}
        </Button>
        <Button
          variant="link"
          onClick={() => {
            closed.current = true;
            setAsked(false);
          }}
        >
          {props.cancel}
        </Button>
      </div>
    </div>
  );
}

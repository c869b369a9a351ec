import { Alert, Button } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useTexts } from '../text/texts.tsx';

export interface NoticeProps {
  readonly variant: 'info' | 'success' | 'warning' | 'danger';
  readonly title: string;
  /** The heading's level where it stands. */
  readonly level?: 'h2' | 'h3';
  /** Said at once by a screen reader. */
  readonly isUrgent?: boolean;
  readonly action?: { readonly label: string; do(): void };
  readonly children?: ReactNode;
}

/** Something to know, or that went wrong. */
export function Notice({ variant, title, level = 'h2', isUrgent = false, action, children }: NoticeProps) {
  const texts = useTexts().shell.notices;
  return (
    <div {...(isUrgent && { role: 'alert' })}>
      <Alert
        variant={variant}
        variantLabel={texts[variant]}
        isInline
        component={level}
        title={title}
        actionLinks={
          action && (
            <Button variant="link" isInline onClick={action.do}>
              {action.label}
            </Button>
          )
        }
      >
        {children}
      </Alert>
    </div>
  );
}

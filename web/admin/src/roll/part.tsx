import { Title } from '@patternfly/react-core';
import type { ReactNode } from 'react';

/** A part of the page under a heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {title}
      </Title>
      {children}
    </section>
  );
}

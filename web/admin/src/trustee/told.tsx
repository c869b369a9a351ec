import { Title } from '@patternfly/react-core';
import type { ReactNode } from 'react';

/** What there is to know, under a heading that says it in short. */
export function Told({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {title}
      </Title>
      <p>{children}</p>
    </div>
  );
}

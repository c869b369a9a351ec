import { Title } from '@patternfly/react-core';
import { useEffect, useRef } from 'react';
import { useTexts } from '../text/texts.tsx';

let pages = 0;

/**
 * The first heading: names the window, and takes the focus when one page follows another. A page about a person gives the
 * window another name, since browsers keep that in their history.
 */
export function PageTitle({ children, window = children }: { children: string; window?: string }) {
  const texts = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.title;
    document.title = `${window} – ${texts.shell.product}`;
    // A page may only stand in front of another one.
    return () => {
      document.title = before;
    };
  }, [window, texts]);
  useEffect(() => {
    if (pages++ > 0) heading.current?.focus();
  }, []);
  return (
    <Title headingLevel="h1" size="2xl" tabIndex={-1} ref={heading}>
      {children}
    </Title>
  );
}

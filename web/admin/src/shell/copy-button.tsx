import { Button } from '@patternfly/react-core';
import { useState } from 'react';
import { useTexts } from '../text/texts.tsx';
import { useAnnounce } from './live.tsx';

/** Copies a text, and says so until the text is another. `what` tells it from the page's other copies. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const { copy: texts } = useTexts();
  const announce = useAnnounce();
  const [copied, setCopied] = useState<string>();
  const done = copied === text;
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(text);
    announce(texts.done);
  }
  return (
    <Button
      variant="secondary"
      onClick={() => void copy()}
      aria-label={(done ? texts.doneWhat : texts.actionWhat)(what)}
    >
      {done ? texts.done : texts.action}
    </Button>
  );
}

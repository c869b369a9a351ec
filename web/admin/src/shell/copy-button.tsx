import { Button, HelperText, HelperTextItem } from '@patternfly/react-core';
import { useState } from 'react';
import { useTexts } from '../text/texts.tsx';
import { useAnnounce } from './live.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** Tells it from the page's other copies. */
  readonly what: string;
  /** Stands in a line of text. */
  readonly isInline?: boolean;
}

/** Copies a text, and says how that ended until the text is another. A browser may refuse it. */
export function CopyButton({ text, what, isInline = false }: CopyButtonProps) {
  const { copy: texts } = useTexts();
  const announce = useAnnounce();
  const [told, setTold] = useState<{ readonly text: string; readonly done: boolean }>();
  const { done = false } = told?.text === text ? told : {};
  async function copy() {
    const worked = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setTold({ text, done: worked });
    announce(worked ? texts.done : texts.refused);
  }
  return (
    <>
      <Button
        variant={isInline ? 'link' : 'secondary'}
        isInline={isInline}
        onClick={() => void copy()}
        aria-label={(done ? texts.doneWhat : texts.actionWhat)(what)}
      >
        {done ? texts.done : texts.action}
      </Button>
      {told?.text === text && !done && (
        <HelperText>
          <HelperTextItem variant="warning">{texts.refused}</HelperTextItem>
        </HelperText>
      )}
    </>
  );
}

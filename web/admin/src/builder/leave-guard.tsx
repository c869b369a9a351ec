/** Asks before somebody leaves with changes that are not saved: by a link here, and by closing the window. */
import { ActionGroup, Button, Content, Title } from '@patternfly/react-core';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useBuilderTexts } from './texts.ts';

/** @param isDirty asked at the moment of leaving */
export function LeaveGuard({ isDirty }: { isDirty: () => boolean }) {
  const texts = useBuilderTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: isDirty,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  useEffect(() => {
    if (status === 'blocked') dialog.current?.showModal();
    else dialog.current?.close();
  }, [status]);
  return (
    <dialog ref={dialog} className="tellers-dialog" aria-labelledby="leave-title" onCancel={() => reset?.()}>
      <div className="tellers-told">
        <Title headingLevel="h2" size="lg" id="leave-title">
          {texts.leave}
        </Title>
        <Content component="p">{texts.leaveWhat}</Content>
        <ActionGroup>
          <Button variant="primary" onClick={() => reset?.()}>
            {texts.leaveStay}
          </Button>
          <Button variant="danger" onClick={() => proceed?.()}>
            {texts.leaveGo}
          </Button>
        </ActionGroup>
      </div>
    </dialog>
  );
}

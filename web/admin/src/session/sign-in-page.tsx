import { Button, Content } from '@patternfly/react-core';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { useTexts } from '../text/texts.tsx';
import { signIn } from './session.ts';

/** Why a person has to sign in again. */
export type SignInReason = 'failed' | 'unreachable' | 'expired';

export function SignInPage({ reason }: { reason?: SignInReason | undefined }) {
  const { signIn: texts } = useTexts();
  return (
    <div className="tellers-stack">
      {reason && (
        <Notice variant={reason === 'expired' ? 'info' : 'warning'} title={texts[reason]}>
          {texts[`${reason}What`]}
        </Notice>
      )}
      <PageTitle>{texts.title}</PageTitle>
      <Content component="p">{texts.lead}</Content>
      <Button variant="primary" size="lg" onClick={signIn}>
        {texts.action}
      </Button>
    </div>
  );
}

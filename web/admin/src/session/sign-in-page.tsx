import { Button, Content } from '@patternfly/react-core';
import { Notice } from '../shell/notice.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { useTexts } from '../text/texts.tsx';
import { SIGN_IN, signIn } from './session.ts';

/** Why a person has to sign in again. */
export type SignInReason = 'failed' | 'unreachable';

export function SignInPage({ reason }: { reason?: SignInReason | undefined }) {
  const { signIn: texts } = useTexts();
  return (
    <div className="tellers-stack">
      {reason && (
        <Notice variant="warning" title={texts[reason]}>
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

/** In the place of a page whose session has ended: the page waits behind it, with all that was typed. */
export function SignedOutPage() {
  const { signIn: texts } = useTexts();
  return (
    <div className="tellers-stack">
      <PageTitle>{texts.expired}</PageTitle>
      <Content component="p">{texts.expiredWhat}</Content>
      <p>
        <a href={SIGN_IN} target="_blank" rel="noopener" className="pf-v6-c-button pf-m-primary pf-m-display-lg">
          {texts.beside}
        </a>
      </p>
    </div>
  );
}

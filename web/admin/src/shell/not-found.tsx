import { Content } from '@patternfly/react-core';
import { useTexts } from '../text/texts.tsx';
import { BackLink } from './back-link.tsx';
import { PageTitle } from './page-title.tsx';

export function NotFoundPage() {
  const texts = useTexts();
  return (
    <div className="tellers-stack">
      <PageTitle>{texts.problems.page}</PageTitle>
      <Content component="p">{texts.problems.pageWhat}</Content>
      <BackLink to="/">{texts.shell.back}</BackLink>
    </div>
  );
}

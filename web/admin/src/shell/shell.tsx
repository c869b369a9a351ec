/** What surrounds every page: the bar with the person's name, the way out, and the sign-in for those without session. */
import {
  Bullseye,
  Button,
  Masthead,
  MastheadContent,
  MastheadMain,
  Page,
  PageSection,
  Spinner,
} from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { returnPath, session, signOut } from '../session/session.ts';
import { SignInPage, type SignInReason } from '../session/sign-in-page.tsx';
import { languages, useLanguage, useTexts } from '../text/texts.tsx';
import { LiveRegion } from './live.tsx';
import { BallotNavigation, MainNavigation } from './navigation.tsx';
import { ProblemAlert } from './problem-alert.tsx';

export function Shell() {
  const texts = useTexts();
  const { data: person, error, refetch } = useQuery(session);
  const [wasSignedIn, setWasSignedIn] = useState(false);
  const navigate = useNavigate();

  useEffect(() => {
    if (!person) return;
    setWasSignedIn(true);
    const path = returnPath();
    if (path && path !== location.pathname) void navigate({ to: path, replace: true });
  }, [person, navigate]);

  return (
    <>
      <a className="tellers-skip" href="#content">
        {texts.shell.skip}
      </a>
      <Page
        masthead={
          <Masthead>
            <MastheadMain>
              <Link to="/" className="tellers-brand">
                <img src="/mark.svg" alt="" />
                {texts.shell.product}
              </Link>
            </MastheadMain>
            <MastheadContent>
              <div className="tellers-person">
                {person && (
                  <span>
                    {person.name}
                    {' · '}
                    {person.roles.map((role) => texts.roles[role] ?? role).join(', ')}
                  </span>
                )}
                <LanguageSwitch />
                {person && (
                  <Button variant="link" isInline onClick={signOut}>
                    {texts.shell.signOut}
                  </Button>
                )}
              </div>
            </MastheadContent>
          </Masthead>
        }
        mainContainerId="content"
        role="main"
      >
        <PageSection hasBodyWrapper={false}>
          <div className="tellers-page">
            {person && (
              <>
                <MainNavigation />
                <BallotNavigation />
              </>
            )}
            <LiveRegion>
              {error ? (
                <ProblemAlert problem={error} retry={() => void refetch()} />
              ) : person === undefined ? (
                <Loading />
              ) : person === null ? (
                <SignInPage reason={wasSignedIn ? 'expired' : reasonOf(location.search)} />
              ) : (
                <Outlet />
              )}
            </LiveRegion>
          </div>
        </PageSection>
      </Page>
    </>
  );
}

/** Shown while a page waits for its data. */
export function Loading() {
  const texts = useTexts();
  return (
    <Bullseye>
      <Spinner aria-label={texts.shell.loading} />
    </Bullseye>
  );
}

function LanguageSwitch() {
  const { texts, choose } = useLanguage();
  return languages
    .filter(({ language }) => language !== texts.language)
    .map(({ language, name }) => (
      <Button key={language} variant="link" isInline lang={language} onClick={() => choose(language)}>
        {name}
      </Button>
    ));
}

function reasonOf(search: string): SignInReason | undefined {
  const reason = new URLSearchParams(search).get('sign-in');
  return reason === 'failed' || reason === 'unreachable' ? reason : undefined;
}

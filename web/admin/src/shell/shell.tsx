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
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { ended, returnPath, session, signOut, windows } from '../session/session.ts';
import { SignedOutPage, SignInPage, type SignInReason } from '../session/sign-in-page.tsx';
import { languages, useLanguage, useTexts } from '../text/texts.tsx';
import { LiveRegion } from './live.tsx';
import { BallotNavigation, MainNavigation } from './navigation.tsx';
import { Notice } from './notice.tsx';
import { ProblemAlert } from './problem-alert.tsx';

export function Shell() {
  const texts = useTexts();
  const { data: person, error, refetch } = useQuery(session);
  const isOut = useQuery(ended).data;
  const isBack = useBack(isOut);
  const navigate = useNavigate();

  // Who signs in beside this window, or comes back to it, finds it as it was.
  useEffect(() => {
    const look = () => void refetch();
    if (windows) windows.onmessage = look;
    if (!isOut) return undefined;
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, [isOut, refetch]);

  useEffect(() => {
    if (!person) return;
    windows?.postMessage(person.user);
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
            {person && !isOut && (
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
                <SignInPage reason={reasonOf(location.search)} />
              ) : (
                <>
                  {isOut && <SignedOutPage />}
                  {isBack && (
                    <Notice variant="success" title={texts.signIn.back}>
                      {texts.signIn.backWhat}
                    </Notice>
                  )}
                  <div key={person.user} hidden={isOut} className="tellers-stack">
                    <Outlet />
                  </div>
                </>
              )}
            </LiveRegion>
          </div>
        </PageSection>
      </Page>
    </>
  );
}

/** Whether somebody who was signed out is back, until they go to another page. */
function useBack(isOut: boolean): boolean {
  const { pathname } = useLocation();
  const [backAt, setBackAt] = useState<string>();
  const wasOut = useRef(false);
  useEffect(() => {
    if (isOut) wasOut.current = true;
    else if (wasOut.current) {
      wasOut.current = false;
      setBackAt(pathname);
    }
  }, [isOut, pathname]);
  return !isOut && backAt === pathname;
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

/** The whole app: what every page shares, and which page an address shows. */
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  RouterProvider,
} from '@tanstack/react-router';
import { Problem } from '../api/problem.ts';
import { BallotsPage } from '../ballots/ballots-page.tsx';
import { ended } from '../session/session.ts';
import { TextsProvider } from '../text/texts.tsx';
import { NotFoundPage } from './not-found.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const ballots = createRoute({ getParentRoute: () => root, path: '/', component: BallotsPage });

const ballot = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid',
  component: lazyRouteComponent(() => import('../ballots/ballot-page.tsx'), 'BallotPage'),
});

const key = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/key',
  component: lazyRouteComponent(() => import('../trustee/key-page.tsx'), 'KeyPage'),
});

const count = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/count',
  component: lazyRouteComponent(() => import('../trustee/count-page.tsx'), 'CountPage'),
});

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => import('../register/register-page.tsx'), 'RegisterPage'),
});

const registerPlaces = createRoute({
  getParentRoute: () => root,
  path: '/register/places',
  component: lazyRouteComponent(() => import('../register/places-page.tsx'), 'PlacesPage'),
});

const registerRun = createRoute({
  getParentRoute: () => root,
  path: '/register/$run',
  component: lazyRouteComponent(() => import('../register/run-page.tsx'), 'RunPage'),
});

const members = createRoute({
  getParentRoute: () => root,
  path: '/members',
  component: lazyRouteComponent(() => import('../members/members-page.tsx'), 'MembersPage'),
});

const member = createRoute({
  getParentRoute: () => root,
  path: '/members/$number',
  component: lazyRouteComponent(() => import('../members/member-page.tsx'), 'MemberPage'),
});

const followUps = createRoute({
  getParentRoute: () => root,
  path: '/follow-ups',
  component: lazyRouteComponent(() => import('../follow-ups/follow-ups-page.tsx'), 'FollowUpsPage'),
});

const dataProtection = createRoute({
  getParentRoute: () => root,
  path: '/data-protection',
  component: lazyRouteComponent(() => import('../data-protection/data-protection-page.tsx'), 'DataProtectionPage'),
});

const newBallot = createRoute({
  getParentRoute: () => root,
  path: '/ballots/new',
  component: lazyRouteComponent(() => import('../builder/builder-page.tsx'), 'NewBallotPage'),
});

const questions = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/questions',
  component: lazyRouteComponent(() => import('../builder/builder-page.tsx'), 'QuestionsPage'),
});

const information = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/information',
  component: lazyRouteComponent(() => import('../information/information-page.tsx'), 'InformationPage'),
});

const roll = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/roll',
  component: lazyRouteComponent(() => import('../roll/roll-page.tsx'), 'RollPage'),
});

const messages = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/messages',
  component: lazyRouteComponent(() => import('../messages/messages-page.tsx'), 'MessagesPage'),
});

const newMessage = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/messages/new',
  component: lazyRouteComponent(() => import('../messages/new-message-page.tsx'), 'NewMessagePage'),
});

const delivery = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/delivery',
  component: lazyRouteComponent(() => import('../delivery/delivery-page.tsx'), 'DeliveryPage'),
});

const helpdesk = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/helpdesk',
  component: lazyRouteComponent(() => import('../helpdesk/helpdesk-page.tsx'), 'HelpdeskPage'),
});

const helpdeskMember = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/helpdesk/$entry',
  component: lazyRouteComponent(() => import('../helpdesk/caller-page.tsx'), 'CallerPage'),
});

const turnout = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/turnout',
  component: lazyRouteComponent(() => import('../turnout/turnout-page.tsx'), 'TurnoutPage'),
});

const embed = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/embed',
  component: lazyRouteComponent(() => import('../embed/embed-page.tsx'), 'EmbedPage'),
});

const result = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/result',
  component: lazyRouteComponent(() => import('../result/result-page.tsx'), 'ResultPage'),
});

const decisions = createRoute({
  getParentRoute: () => root,
  path: '/ballots/$uuid/decisions',
  component: lazyRouteComponent(() => import('../decisions/decisions-page.tsx'), 'DecisionsPage'),
});

/** In the place of a page that cannot be shown; what it had been told is asked for anew. */
function Failed({ error, reset }: ErrorComponentProps) {
  function retry() {
    queries.clear();
    reset();
  }
  return <ProblemAlert problem={error instanceof Error ? error : new Error(String(error))} retry={retry} />;
}

const router = createRouter({
  defaultErrorComponent: Failed,
  routeTree: root.addChildren([
    ballots,
    ballot,
    key,
    count,
    register,
    registerPlaces,
    registerRun,
    members,
    member,
    followUps,
    dataProtection,
    newBallot,
    questions,
    information,
    roll,
    messages,
    newMessage,
    delivery,
    helpdesk,
    helpdeskMember,
    turnout,
    embed,
    result,
    decisions,
  ]),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** A session that ended while the page was open shows the way to sign in, whatever was asked for. */
function onError(error: Error): void {
  if (error instanceof Problem && error.status === 401) queries.setQueryData(ended.queryKey, true);
}

const queries = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      // What a service refuses, it will refuse again; what did not answer, may.
      retry: (failures, error) =>
        failures < 2 && error instanceof Problem && (error.status === 0 || error.status > 500),
      retryDelay: (failures) => 500 * 2 ** failures,
      staleTime: 5_000,
    },
  },
});

export function App() {
  return (
    <TextsProvider>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </TextsProvider>
  );
}

/** The ways through the app: one bar for everything, and one for the pages of a ballot. Each shows what the person may open. */
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps, useParams } from '@tanstack/react-router';
import { has, READS_ALL, type Role, session } from '../session/session.ts';
import type { Texts } from '../text/en.ts';
import { useTexts } from '../text/texts.tsx';

interface Way {
  readonly to: NonNullable<LinkProps['to']>;
  readonly name: keyof Texts['ways'];
  /** Who may open it; everybody who is signed in where none is named. */
  readonly roles?: readonly Role[];
  /** Whether pages below it count as this one. */
  readonly exact?: boolean;
}

const EVERYWHERE: readonly Way[] = [
  { to: '/', name: 'ballots', exact: true },
  { to: '/register', name: 'register', roles: ['officer'] },
  { to: '/members', name: 'members', roles: ['officer', 'helpdesk'] },
  { to: '/follow-ups', name: 'followUps', roles: ['officer', 'approver'] },
  { to: '/data-protection', name: 'dataProtection', roles: ['officer', 'auditor'] },
];

const OF_A_BALLOT: readonly Way[] = [
  { to: '/ballots/$uuid', name: 'overview', exact: true },
  { to: '/ballots/$uuid/questions', name: 'questions', roles: READS_ALL },
  { to: '/ballots/$uuid/information', name: 'information', roles: [...READS_ALL, 'helpdesk'] },
  { to: '/ballots/$uuid/roll', name: 'roll', roles: [...READS_ALL, 'helpdesk'] },
  { to: '/ballots/$uuid/key', name: 'key', roles: READS_ALL },
  { to: '/ballots/$uuid/messages', name: 'messages', roles: ['officer'] },
  { to: '/ballots/$uuid/delivery', name: 'delivery', roles: ['officer', 'helpdesk'] },
  {
    to: '/ballots/$uuid/helpdesk',
    name: 'helpdesk',
    roles: ['helpdesk', 'officer', 'approver', 'auditor'],
  },
  {
    to: '/ballots/$uuid/turnout',
    name: 'turnout',
    roles: ['officer', 'approver', 'organiser', 'auditor'],
  },
  {
    to: '/ballots/$uuid/embed',
    name: 'embed',
    roles: ['officer', 'approver', 'organiser', 'auditor'],
  },
  { to: '/ballots/$uuid/result', name: 'result', roles: READS_ALL },
  { to: '/ballots/$uuid/decisions', name: 'decisions', roles: READS_ALL },
];

/** The bar below the product's name. */
export function MainNavigation() {
  const texts = useTexts();
  return <Ways label={texts.shell.mainNavigation} ways={EVERYWHERE} />;
}

/** The bar on every page of a ballot. */
export function BallotNavigation() {
  const texts = useTexts();
  const { uuid } = useParams({ strict: false });
  return uuid && <Ways label={texts.shell.ballotNavigation} ways={OF_A_BALLOT} params={{ uuid }} />;
}

function Ways({ label, ways, params }: { label: string; ways: readonly Way[]; params?: { uuid: string } }) {
  const texts = useTexts();
  const { data: person } = useQuery(session);
  const open = ways.filter(({ roles }) => person && (!roles || has(person, ...roles)));
  if (open.length < 2) return null;
  return (
    <nav aria-label={label} className="tellers-ways">
      <ul>
        {open.map(({ to, name, exact = false }) => (
          <li key={to}>
            <Link
              to={to}
              {...(params && { params })}
              activeOptions={{ exact }}
              activeProps={{ 'aria-current': 'page' }}
            >
              {texts.ways[name]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

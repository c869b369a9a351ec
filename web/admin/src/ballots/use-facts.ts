/** What this person may know of a ballot, asked of the services that they may ask. */

import { useQuery } from '@tanstack/react-query';
import { LOOK_AGAIN } from '../api/look-again.ts';
import { has, session } from '../session/session.ts';
import { ceremony } from '../trustee/requests.ts';
import { CHANGES, type Facts } from './checklist.ts';
import { type Ballot, counting, credentials, invitations } from './queries.ts';

/** Which further questions make sense, by state. */
const ASKED: Readonly<Record<'ceremony' | 'invitations' | 'credentials' | 'shares', readonly string[]>> = {
  ceremony: ['draft', 'approved', 'keyed', 'ready', 'open', 'closed'],
  invitations: ['ready', 'open'],
  credentials: ['keyed'],
  shares: ['closed'],
};

export function useFacts(ballot: Ballot | undefined): Facts | undefined {
  const uuid = ballot?.uuid ?? '';
  const state = ballot?.state ?? '';
  const { data: person } = useQuery(session);
  const isOfficer = person ? has(person, 'officer') : false;
  const maySeeKeys = person ? has(person, 'trustee', 'scrutineer', 'officer', 'approver', 'auditor') : false;
  const asks = (what: keyof typeof ASKED, may: boolean) => ({
    enabled: ballot !== undefined && may && ASKED[what].includes(state),
    refetchInterval: LOOK_AGAIN.watched,
  });
  const { data: keys } = useQuery({ ...ceremony(uuid), ...asks('ceremony', maySeeKeys) });
  const { data: invited } = useQuery({ ...invitations(uuid), ...asks('invitations', isOfficer) });
  const { data: codes } = useQuery({ ...credentials(uuid), ...asks('credentials', isOfficer) });
  const { data: progress } = useQuery({ ...counting(uuid), ...asks('shares', maySeeKeys) });
  if (!ballot) return undefined;
  // Before every code is made nobody can ask for invitations; the mail service may not even have heard of the ballot.
  const early = state === 'draft' || state === 'approved' || state === 'keyed';
  return {
    ...factsOf(ballot),
    ...(keys !== undefined && { ceremony: keys }),
    ...(invited && { invitations: invited }),
    ...(isOfficer && early && { invitations: { state: 'not-requested', sent: 0, all: 0 } }),
    ...(codes && { credentials: { entitled: codes.entitled ?? 0, activated: codes.activated ?? 0 } }),
    ...(progress && { shares: sharesOf(progress) }),
  };
}

/** How many of the trustees who are needed have added their part. */
function sharesOf({ threshold = 1, missing = threshold }: { threshold?: number; missing?: number }) {
  return { done: threshold - missing, of: threshold };
}

/** What the ballot itself tells. */
export function factsOf(ballot: Ballot): Facts {
  const { state = '', opensAt = '', closesAt = '', editedBy, entitled, followUps = [] } = ballot;
  const proposals = Object.fromEntries(
    CHANGES.flatMap((kind) => (ballot[kind] ? [[kind, ballot[kind].by ?? '']] : [])),
  );
  return {
    state,
    opensAt,
    closesAt,
    editedBy,
    entitled,
    proposals,
    followUps: followUps.filter((one) => one.state === 'open').length,
  };
}

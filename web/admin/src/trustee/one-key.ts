/** Where the key of one scrutineer stands, and what a person has to do next. Plain rules, no page. */
import type { components } from '../api/generated/ballot.ts';
import { has, type Person } from '../session/session.ts';

type Ballot = components['schemas']['Ballot'];
type Trustee = components['schemas']['Trustee'];

/** The scrutineer's number in the count; the platform's is 1. */
export const SCRUTINEER = 2;

export type OneKeyDue =
  /** The ballot is not approved yet. */
  | 'too-early'
  /** The person is no scrutineer. */
  | 'not-yours'
  /** Whoever works for headquarters may not hold the key. */
  | 'headquarters'
  /** Somebody else has handed in a key. */
  | 'taken'
  | 'make-key'
  /** The platform's key is still to come. */
  | 'wait'
  | 'ready'
  /** Voting has closed: the key is for counting now. */
  | 'count'
  /** The ballot was called off. */
  | 'over';

/** The scrutineer's key, once it was handed in. */
export function scrutineersKey({ trustees = [] }: Ballot): Trustee | undefined {
  return trustees.find(({ owner }) => owner === SCRUTINEER);
}

/** The key, if this person handed it in. */
export function ownKeyOf(ballot: Ballot, person: Person | null | undefined): Trustee | undefined {
  const key = scrutineersKey(ballot);
  return person && key?.registeredBy === person.user ? key : undefined;
}

/** What this person has to do next. */
export function oneKeyDue(ballot: Ballot, person: Person): OneKeyDue {
  const { state = '' } = ballot;
  if (state === 'cancelled') return 'over';
  if (!has(person, 'scrutineer')) return 'not-yours';
  if (state === 'draft') return 'too-early';
  if (ownKeyOf(ballot, person)) {
    if (state === 'approved') return 'wait';
    return ['keyed', 'ready', 'open'].includes(state) ? 'ready' : 'count';
  }
  if (state !== 'approved' || scrutineersKey(ballot)) return 'taken';
  const ofHeadquarters =
    has(person, 'officer', 'approver', 'helpdesk', 'organiser') ||
    [ballot.editedBy, ballot.approvedBy].includes(person.user);
  return ofHeadquarters ? 'headquarters' : 'make-key';
}

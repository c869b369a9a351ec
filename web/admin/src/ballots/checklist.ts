/** The way of a ballot from draft to result: what is done, what has to be done next, and by whom. Plain rules, no page. */
import type { Role } from '../session/session.ts';
import type { Ceremony } from '../trustee/ceremony.ts';

/** The states of a ballot that goes its way, in their order. */
export const STATES = ['draft', 'approved', 'keyed', 'ready', 'open', 'closed', 'counted', 'declared'] as const;

/** Kinds of change that one person proposes and another confirms. */
export const CHANGES = ['extension', 'cancellation', 'policy'] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** Something that has to happen on the way. */
export type Step =
  | 'confirm-extension'
  | 'confirm-cancellation'
  | 'confirm-policy'
  | 'write'
  | 'approve'
  | 'keys'
  | 'roll'
  | 'rehearse'
  | 'codes'
  | 'invite'
  | 'open'
  | 'close'
  | 'count'
  | 'decide'
  | 'review'
  | 'follow-up';

/** How a step stands: `due` waits for a person, `running` goes on by itself, `alarm` is late or stuck. */
export type Status = 'done' | 'due' | 'running' | 'alarm' | 'later';

/** Who does a step; `system` needs nobody. */
export type Who = Extract<Role, 'officer' | 'approver' | 'scrutineer' | 'trustee'> | 'system';

/** The page on which a step is done. */
export type Place = 'questions' | 'roll' | 'messages' | 'result' | 'key' | 'count' | 'overview';

export interface Item {
  readonly step: Step;
  readonly status: Status;
  readonly who: readonly Who[];
  readonly place?: Place;
  /** How many of how many, where a step has parts. */
  readonly part?: { readonly done: number; readonly of: number };
  /** Who may not do it, by sign-in name: it takes a second person. */
  readonly notBy?: string;
  /** Why it is an alarm, where the step alone does not say. */
  readonly why?: 'opening-passed' | 'not-sent' | 'stuck' | 'box-shut';
}

/** What a person may know of a ballot; what they may not see is absent. */
export interface Facts {
  readonly state: string;
  readonly opensAt: string;
  readonly closesAt: string;
  /** Sign-in name of the last editor. */
  readonly editedBy?: string | undefined;
  /** Once the roll is frozen. */
  readonly entitled?: number | undefined;
  /** Null where one scrutineer holds the key alone. */
  readonly ceremony?: Ceremony | null | undefined;
  readonly credentials?: Readonly<Record<'entitled' | 'activated', number>> | undefined;
  readonly invitations?: { readonly state: string; readonly sent: number; readonly all: number } | undefined;
  readonly shares?: { readonly done: number; readonly of: number } | undefined;
  /** Sign-in names of those who proposed what waits for a second person. */
  readonly proposals?: Readonly<Partial<Record<ChangeKind, string>>>;
  /** Trigger dates that have come and that nobody has followed up. */
  readonly followUps?: number;
}

const HOUR = 3_600_000;
/** How long before the opening an invitation that nobody has ordered becomes an alarm. */
export const SOON = 24 * HOUR;

/** The steps of a ballot in the order of its way, from what is known of it. */
export function checklist(facts: Facts, now: number): readonly Item[] {
  if (facts.state === 'cancelled') return [];
  return [...confirmations(facts), ...way(facts, now)];
}

/** What matters most now: what is stuck, else what waits for a person, else what goes on by itself. */
export function nextOf(items: readonly Item[]): Item | undefined {
  for (const status of ['alarm', 'due', 'running'] as const) {
    const first = items.find((item) => item.status === status);
    if (first) return first;
  }
  return undefined;
}

/** Whether this person can do a step now. */
export function isFor({ who, status, notBy }: Item, roles: readonly string[], user: string): boolean {
  return (status === 'due' || status === 'alarm') && notBy !== user && who.some((role) => roles.includes(role));
}

/** Whether the members have no invitation although the ballot is open, or nearly. */
export function isUnsent({ state, opensAt, invitations }: Facts, now: number): boolean {
  if (invitations?.state !== 'not-requested') return false;
  return state === 'open' || (beforeOpening(state) && new Date(opensAt).getTime() - now < SOON);
}

function confirmations({ proposals = {} }: Facts): Item[] {
  return CHANGES.flatMap((kind) => {
    const by = proposals[kind];
    return by === undefined
      ? []
      : [{ step: `confirm-${kind}`, status: 'due', who: ['officer', 'approver'], place: 'overview', notBy: by }];
  });
}

function way(facts: Facts, now: number): Item[] {
  const { state } = facts;
  if (beforeOpening(state)) return preparation(facts, now);
  if (state === 'open') {
    const close: Item = { step: 'close', status: 'running', who: ['system'] };
    return [...invitation(facts, now), close];
  }
  return afterwards(facts);
}

function preparation(facts: Facts, now: number): Item[] {
  const { state, opensAt } = facts;
  const passed = new Date(opensAt).getTime() <= now;
  const reached = (needed: (typeof STATES)[number]) => STATES.indexOf(state as 'draft') >= STATES.indexOf(needed);
  const write: Item =
    state === 'draft' && passed
      ? { step: 'write', status: 'alarm', who: ['officer'], place: 'questions', why: 'opening-passed' }
      : { step: 'write', status: 'done', who: ['officer'], place: 'questions' };
  const approve: Item = {
    step: 'approve',
    status: reached('approved') ? 'done' : passed ? 'later' : 'due',
    who: ['approver'],
    place: 'questions',
    ...(facts.editedBy !== undefined && { notBy: facts.editedBy }),
  };
  const roll: Item = {
    step: 'roll',
    status: facts.entitled !== undefined ? 'done' : state === 'keyed' ? 'due' : 'later',
    who: ['officer'],
    place: 'roll',
  };
  const open: Item = {
    step: 'open',
    status: passed && state !== 'draft' ? 'alarm' : state === 'ready' ? 'running' : 'later',
    who: ['system'],
    ...(passed && state !== 'draft' && { why: 'box-shut' as const }),
  };
  return [write, approve, keys(facts), roll, ...rehearsal(facts), codes(facts), ...invitation(facts, now), open];
}

function keys({ state, ceremony }: Facts): Item {
  const step = 'keys';
  const holder: Who = ceremony === null ? 'scrutineer' : 'trustee';
  if (state === 'draft') return { step, status: 'later', who: [holder] };
  if (state !== 'approved') return { step, status: 'done', who: [holder] };
  if (!ceremony) return { step, status: 'due', who: [holder], place: ceremony === null ? 'key' : 'overview' };
  const part = { done: ceremony.seats.filter(({ done }) => done.confirmation).length, of: ceremony.holders };
  // When every trustee is through, the system's own part is what is missing.
  return ceremony.phase === 'done'
    ? { step, status: 'running', who: ['system'], part }
    : { step, status: 'due', who: [holder], place: 'key', part };
}

function rehearsal({ state, ceremony }: Facts): Item[] {
  if (!ceremony) return [];
  const done = ceremony.seats.filter((seat) => seat.done.rehearsal).length;
  const part = { done, of: ceremony.threshold };
  const status = state === 'draft' || state === 'approved' ? 'later' : done >= ceremony.threshold ? 'done' : 'due';
  return [{ step: 'rehearse', status, who: ['trustee'], place: 'key', ...(status !== 'later' && { part }) }];
}

function codes({ state, entitled, credentials }: Facts): Item {
  const step = 'codes';
  const who: Who[] = ['system'];
  if (state === 'ready') return { step, status: 'done', who };
  if (state !== 'keyed' || entitled === undefined) return { step, status: 'later', who };
  return {
    step,
    status: 'running',
    who,
    ...(credentials && { part: { done: credentials.activated, of: credentials.entitled } }),
  };
}

function invitation(facts: Facts, now: number): Item[] {
  const { state, invitations } = facts;
  if (!invitations) return [];
  const item = { step: 'invite', who: ['officer'], place: 'messages' } as const;
  if (isUnsent(facts, now) && (state === 'ready' || state === 'open'))
    return [{ ...item, status: 'alarm', why: 'not-sent' }];
  const part = { done: invitations.sent, of: invitations.all };
  switch (invitations.state) {
    case 'not-requested':
      return [{ ...item, status: state === 'ready' ? 'due' : 'later' }];
    case 'paused':
    case 'relay-down':
    case 'stopped':
      return [{ ...item, status: 'alarm', why: 'stuck', part }];
    case 'sending':
      return [{ ...item, status: 'running', part }];
    default:
      return [{ ...item, status: 'done' }];
  }
}

function afterwards({ state, shares, ceremony, followUps = 0 }: Facts): Item[] {
  const holder: Who = ceremony === null ? 'scrutineer' : 'trustee';
  const counted = state !== 'closed';
  const count: Item = {
    step: 'count',
    // A result can be withheld without anybody having decrypted it; then there was nothing to count.
    status: counted ? 'done' : 'due',
    who: [holder],
    place: 'count',
    ...(!counted && shares && { part: shares }),
  };
  const decided = state === 'declared' || state === 'withheld';
  const decide: Item = {
    step: 'decide',
    status: decided ? 'done' : counted ? 'due' : 'later',
    who: ['officer', 'approver'],
    place: 'result',
  };
  const items: Item[] = state === 'withheld' ? [decide] : [count, decide];
  if (state === 'withheld')
    items.push({ step: 'review', status: 'later', who: ['officer', 'approver'], place: 'result' });
  if (followUps > 0)
    items.push({
      step: 'follow-up',
      status: 'due',
      who: ['officer', 'approver'],
      place: 'overview',
      part: { done: 0, of: followUps },
    });
  return items;
}

function beforeOpening(state: string): boolean {
  return ['draft', 'approved', 'keyed', 'ready'].includes(state);
}

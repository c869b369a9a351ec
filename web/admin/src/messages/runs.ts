/** What officers may have sent, and what can be done with a message that was asked for. */
import type { components } from '../api/generated/notification.ts';

/** The kinds that an officer can ask for; the notice of an extension is sent by itself. */
export const KINDS = ['invitation', 'reminder', 'confirmation', 'recorded', 'result', 'campaign'] as const;

export type Kind = (typeof KINDS)[number];

/** What became of the mails of a message, in the order in which a bar shows it. */
export const OUTCOMES = [
  'accepted',
  'queued',
  'returned',
  'failed',
  'suppressed',
  'withoutAddress',
  'unsent',
  'withdrawn',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

export type RunState = NonNullable<components['schemas']['MessageView']['state']>;

/** A message to an audience and how far it is. */
export interface Run {
  readonly id: string;
  readonly kind: Kind | 'extension';
  /** Number among the messages of its kind. */
  readonly issue: number;
  readonly state: RunState;
  readonly notBefore?: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly figures: Readonly<Record<Outcome, number>>;
}

/** The contract calls every field of an answer optional; here they are those that a message always has. */
export function read(view: components['schemas']['MessageView']): Run {
  const { id = '', kind = 'invitation', issue = 1, state = 'waiting', notBefore, askedBy = '', askedAt = '' } = view;
  const figures = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, view[outcome] ?? 0]));
  return {
    id,
    kind,
    issue,
    state,
    ...(notBefore && { notBefore }),
    askedBy,
    askedAt,
    figures: figures as Record<Outcome, number>,
  };
}

const OVER: readonly RunState[] = ['cancelled', 'over'];
const MOVING: readonly RunState[] = ['scheduled', 'waiting', 'sending', 'relay-down'];

/** Whether its figures change by themselves. */
export function moves({ state }: Run): boolean {
  return MOVING.includes(state);
}

export type Action = 'pause' | 'resume' | 'cancel';

/** What an officer can do with it. Invitations and the notice of an extension are never cancelled: they are for everybody. */
export function actions({ kind, state }: Run): readonly Action[] {
  if (OVER.includes(state)) return [];
  const can: Action[] = [];
  if (state === 'paused') can.push('resume');
  else if (MOVING.includes(state)) can.push('pause');
  // Confirmations that have caught up go on with the next vote.
  const forEverybody = kind === 'invitation' || kind === 'extension';
  if (!forEverybody && (state !== 'done' || kind === 'confirmation')) can.push('cancel');
  return can;
}

/** How many mails it is about: what was withdrawn had lost its purpose. */
export function total({ figures }: Run): number {
  return OUTCOMES.filter((outcome) => outcome !== 'withdrawn').reduce((sum, outcome) => sum + figures[outcome], 0);
}

/** The parts of its bar, in percent of the whole; nothing that is empty. */
export function parts(run: Run): readonly { readonly outcome: Outcome; readonly percent: number }[] {
  const all = total(run);
  return OUTCOMES.filter((outcome) => outcome !== 'withdrawn' && run.figures[outcome] > 0).map((outcome) => ({
    outcome,
    percent: (100 * run.figures[outcome]) / all,
  }));
}

const BEFORE_KEYS = ['draft', 'approved'];
const AFTER_CLOSE = ['closed', 'counted', 'declared', 'withheld'];

/** Whether the ballot is far enough for messages: they need its keys. */
export function tooEarly(ballotState: string): boolean {
  return BEFORE_KEYS.includes(ballotState);
}

/** Why a message of a kind cannot be asked for now. */
export type Obstacle = 'cancelled' | 'closed' | 'invited' | 'under-way' | 'told-already';

/** What stands against a message of this kind now; undefined when nothing does. */
export function obstacle(kind: Kind, ballotState: string, runs: readonly Run[]): Obstacle | undefined {
  if (ballotState === 'cancelled') return 'cancelled';
  if (AFTER_CLOSE.includes(ballotState) && ['invitation', 'reminder', 'campaign'].includes(kind)) return 'closed';
  const same = runs.filter((run) => run.kind === kind);
  // Asked again before their time, the invitations only get another time.
  if (kind === 'invitation') return same.some(({ state }) => state !== 'scheduled') ? 'invited' : undefined;
  if (kind === 'recorded' && same.length > 0) return 'told-already';
  return same.some((run) => moves(run) || run.state === 'paused' || (kind === 'confirmation' && run.state === 'done'))
    ? 'under-way'
    : undefined;
}

/** The first kind that an officer is likely to want now. */
export function likely(ballotState: string, runs: readonly Run[]): Kind {
  const order: readonly Kind[] = AFTER_CLOSE.includes(ballotState)
    ? ['result', 'recorded', 'confirmation']
    : ['invitation', 'reminder', 'campaign', 'recorded', 'result', 'confirmation'];
  return order.find((kind) => obstacle(kind, ballotState, runs) === undefined) ?? 'invitation';
}

/** What a message waits for before its own time counts. */
export type Waits = 'nothing' | 'opening' | 'evening' | 'close' | 'outcome';

/** What a message of a kind waits for while the ballot is in a state. */
export function waits(kind: Kind, ballotState: string): Waits {
  const open = ballotState === 'open';
  const closed = AFTER_CLOSE.includes(ballotState);
  switch (kind) {
    case 'invitation':
    case 'reminder':
      return open ? 'nothing' : 'opening';
    case 'campaign':
      return 'nothing';
    case 'confirmation':
      return 'evening';
    case 'recorded':
      return closed ? 'nothing' : 'close';
    case 'result':
      return ['declared', 'withheld'].includes(ballotState) ? 'nothing' : 'outcome';
  }
}

/** Whether members have been sent their codes, as an officer must see it at a glance. */
export function invitations(runs: readonly Run[]): Run | undefined {
  return runs.find(({ kind }) => kind === 'invitation');
}

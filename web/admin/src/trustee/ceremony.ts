/** Where a key ceremony stands, and what one person has to do next. Plain rules, no page. */

/** What a trustee has done so far. */
export interface Done {
  readonly certificate: boolean;
  readonly polynomial: boolean;
  readonly confirmation: boolean;
  readonly rehearsal: boolean;
}

export interface Seat {
  /** From 1. */
  readonly seat: number;
  /** Absent while the place is free. */
  readonly name?: string;
  /** Whether the holder works at headquarters. */
  readonly headquarters?: boolean;
  readonly done: Done;
}

export type Phase = 'certificates' | 'polynomials' | 'confirmations' | 'done';

/** The ceremony as the ballot service tells it. */
export interface Ceremony {
  readonly threshold: number;
  readonly holders: number;
  readonly phase: Phase;
  readonly seats: readonly Seat[];
  /** The place of the person who asks. */
  readonly mine?: number;
  /** Everyone's certificate, once all are there. */
  readonly certificates?: readonly string[];
}

/** What has to happen next, seen from one person. */
export type Due =
  /** The ballot is not approved yet. */
  | 'too-early'
  | 'take-seat'
  /** All places belong to others. */
  | 'full'
  | 'make-key'
  | 'join'
  | 'confirm'
  /** The person's part is done; others have to do theirs. */
  | 'wait'
  | 'rehearse'
  | 'ready'
  /** Voting has closed: the key is for counting now. */
  | 'count'
  /** The ballot was called off. */
  | 'over';

const BEFORE_OPENING = ['keyed', 'ready'];

/** What this person has to do next. */
export function dueNow({ phase, seats, mine }: Ceremony, ballotState: string): Due {
  if (ballotState === 'draft') return 'too-early';
  if (ballotState === 'cancelled') return 'over';
  if (['closed', 'counted', 'declared', 'withheld'].includes(ballotState)) return 'count';
  const seat = seats.find(({ seat }) => seat === mine);
  if (!seat) return seats.some(isFree) ? 'take-seat' : 'full';
  if (phase === 'done') {
    if (BEFORE_OPENING.includes(ballotState)) return seat.done.rehearsal ? 'ready' : 'rehearse';
    return ballotState === 'open' ? 'ready' : 'wait';
  }
  if (!seat.done.certificate) return 'make-key';
  if (phase === 'polynomials' && !seat.done.polynomial) return 'join';
  if (phase === 'confirmations' && !seat.done.confirmation) return 'confirm';
  return 'wait';
}

/** The steps that a trustee is shown, in their order. */
export const STEPS = ['seat', 'make', 'join', 'confirm', 'rehearse'] as const;
export type Step = (typeof STEPS)[number];

/** The steps that a trustee has done. */
export function stepsDone({ seats, mine }: Ceremony): readonly boolean[] {
  const done = seats.find(({ seat }) => seat === mine)?.done;
  return [done !== undefined, !!done?.certificate, !!done?.polynomial, !!done?.confirmation, !!done?.rehearsal];
}

/** The first step that is not done; past the last one when all are. */
export function currentStep(ceremony: Ceremony): number {
  const at = stepsDone(ceremony).indexOf(false);
  return at < 0 ? STEPS.length : at;
}

/** Names of those whose part the others wait for, and how many places are still free. */
export function waitingFor({ phase, seats, mine }: Ceremony): { names: string[]; free: number } {
  const part = { certificates: 'certificate', polynomials: 'polynomial', confirmations: 'confirmation' } as const;
  const lacking = phase === 'done' ? [] : seats.filter(({ seat, done }) => seat !== mine && !done[part[phase]]);
  return {
    names: lacking.flatMap(({ name }) => name ?? []),
    free: lacking.filter(isFree).length,
  };
}

function isFree({ name }: Seat): boolean {
  return name === undefined;
}

/** What a passphrase lacks, or nothing. */
export function passphraseFault(passphrase: string): 'tooShort' | 'tooPlain' | undefined {
  if ([...passphrase].length < 12) return 'tooShort';
  if (new Set(passphrase.toLowerCase()).size < 6) return 'tooPlain';
  return undefined;
}

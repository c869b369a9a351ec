/** What a call needs next: decided from what is known of the member, before anybody has to read the timeline. */
import type { components } from '../api/generated/notification.ts';

type Schemas = components['schemas'];

/** What was asked for a member beyond the same code again, and how it stands. */
export interface Reissue {
  readonly id: string;
  readonly what: 'replacement' | 'letter';
  readonly state: 'proposed' | 'pending' | 'replaced' | 'refused' | 'ready' | 'printed' | 'withdrawn';
  /** Sign-in name of who asked. */
  readonly askedBy: string;
  readonly at: string;
  /** Of a refused one, why. */
  readonly reason?: string;
}

const ACTS: Readonly<Record<string, Pick<Reissue, 'what' | 'state'>>> = {
  'replacement-proposed': { what: 'replacement', state: 'proposed' },
  'replacement-confirmed': { what: 'replacement', state: 'pending' },
  'replacement-requested': { what: 'replacement', state: 'pending' },
  'replacement-withdrawn': { what: 'replacement', state: 'withdrawn' },
  'replacement-refused': { what: 'replacement', state: 'refused' },
  replaced: { what: 'replacement', state: 'replaced' },
  'letter-proposed': { what: 'letter', state: 'proposed' },
  'letter-confirmed': { what: 'letter', state: 'ready' },
  'letter-ordered': { what: 'letter', state: 'ready' },
  'letter-printed': { what: 'letter', state: 'printed' },
  'letter-withdrawn': { what: 'letter', state: 'withdrawn' },
};

/** Replacements and letters in the order in which they were asked for, each as its last act left it. */
export function reissues(timeline: readonly Schemas['Happened'][]): readonly Reissue[] {
  const found = new Map<string, Reissue>();
  for (const { what = '', ref, by = '', at = '', reason } of timeline) {
    const act = ACTS[what];
    if (!act || !ref) continue;
    const before = found.get(ref);
    found.set(ref, {
      id: ref,
      ...act,
      askedBy: before?.askedBy ?? by,
      at,
      ...(act.state === 'refused' && reason && { reason }),
    });
  }
  return [...found.values()];
}

const MOVING: readonly Reissue['state'][] = ['proposed', 'pending', 'ready'];

/** Those that an agent has to see: what is on its way, and how the latest replacement ended. */
export function current(asked: readonly Reissue[]): readonly Reissue[] {
  const latest = asked.findLast(({ what }) => what === 'replacement');
  return asked.filter(
    (one) => MOVING.includes(one.state) || (one === latest && ['replaced', 'refused'].includes(one.state)),
  );
}

export type Step =
  | 'excluded'
  | 'voted'
  | 'not-open'
  | 'over'
  | 'proposed'
  | 'replacing'
  | 'print'
  | 'not-invited'
  | 'no-address'
  | 'under-way'
  | 'came-back'
  | 'left-alone'
  | 'look-in-spam'
  | 'send-again';

const BEFORE = ['draft', 'approved', 'keyed', 'ready'];
const DAY = 86_400_000;

/** The next sensible thing to do for a member. */
export function nextStep(member: Schemas['Found'], asked: readonly Reissue[], ballotState: string, now: number): Step {
  if (member.excluded) return 'excluded';
  if (member.voted) return 'voted';
  if (BEFORE.includes(ballotState)) return 'not-open';
  if (ballotState !== 'open') return 'over';
  const open = asked.findLast(({ state }) => MOVING.includes(state));
  if (open) return open.state === 'proposed' ? 'proposed' : open.state === 'pending' ? 'replacing' : 'print';
  if (!member.address) return 'no-address';
  const { state, queuedAt = '' } = member.lastMail ?? {};
  switch (state) {
    case undefined:
      return 'not-invited';
    case 'queued':
    case 'sending':
      return 'under-way';
    case 'failed':
    case 'bounced':
    case 'blocked':
      return 'came-back';
    case 'suppressed':
      return 'left-alone';
    case 'accepted':
      // Members are asked to wait until the next morning, and to look in the spam folders first.
      return now - Date.parse(queuedAt) < DAY ? 'look-in-spam' : 'send-again';
    default:
      return 'send-again';
  }
}

/** What an agent can do for a member. */
export type Doing = 'resend' | 'correct' | 'replace' | 'letter';

/** What can be done at a step, the most sensible first. */
export function doings(step: Step): readonly Doing[] {
  switch (step) {
    case 'excluded':
    case 'voted':
    case 'over':
    case 'replacing':
      return [];
    case 'not-open':
      return ['correct'];
    case 'no-address':
      return ['correct', 'letter', 'replace'];
    case 'came-back':
    case 'left-alone':
      return ['correct', 'resend', 'letter', 'replace'];
    case 'under-way':
      return ['correct', 'letter', 'replace'];
    case 'proposed':
    case 'print':
      return ['resend', 'correct', 'letter', 'replace'];
    case 'not-invited':
    case 'look-in-spam':
    case 'send-again':
      return ['resend', 'correct', 'letter', 'replace'];
  }
}

/** Whether a search has enough to look for. */
export function searchable(text: string): boolean {
  return text.trim().length >= 2;
}

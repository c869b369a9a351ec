/** What the count still needs, and what may be decided about its result. Plain rules, no page. */

export type CountState =
  | 'open'
  | 'cancelled'
  | 'below-minimum'
  | 'awaiting-plan'
  | 'awaiting-sums'
  | 'awaiting-trustees'
  | 'impossible'
  | 'stopped'
  | 'counted';

/** The holder of a key, as the count sees them. */
export interface Owner {
  readonly owner: number;
  readonly name: string;
  /** Whether it is the system itself, which adds its part alone. */
  readonly platform: boolean;
  readonly decrypted: boolean;
  /** Whether the last part in their name was wrong. */
  readonly refused: boolean;
  readonly lost: boolean;
}

export type Part = 'added' | 'refused' | 'lost' | 'missing';

/** What became of a person's part. */
export function partOf({ decrypted, refused, lost }: Owner): Part {
  if (decrypted) return 'added';
  if (lost) return 'lost';
  return refused ? 'refused' : 'missing';
}

/** Names of those who can still add their part. */
export function able(owners: readonly Owner[]): readonly string[] {
  return owners.filter((owner) => !owner.platform && partOf(owner) === 'missing').map(({ name }) => name);
}

/** Whose keys can be reported lost. */
export function losable(owners: readonly Owner[]): readonly Owner[] {
  return owners.filter(({ platform, decrypted, lost }) => !platform && !decrypted && !lost);
}

/** How many keys of people would be left if one more were lost. */
export function leftAfterLoss(owners: readonly Owner[]): number {
  return owners.filter(({ platform, lost }) => !platform && !lost).length - 1;
}

/** Why a result cannot be declared, or nothing. */
export type Obstacle = 'cancelled' | 'policy' | 'below-minimum' | 'not-counted';

/**
 * Why a result cannot be declared.
 *
 * @param publication how much of the result the policy in force publishes: none, headline or full
 */
export function obstacle(state: CountState, publication: string | undefined): Obstacle | undefined {
  if (state === 'cancelled') return 'cancelled';
  if (publication === 'none') return 'policy';
  if (state === 'below-minimum') return 'below-minimum';
  return state === 'counted' ? undefined : 'not-counted';
}

/** Whether there is anything to decide: the box has closed, and the ballot was not cancelled. */
export function isDecidable(state: CountState): boolean {
  return state !== 'open' && state !== 'cancelled';
}

/** What is not right about a proposal to withhold. */
export interface ProposalFaults {
  readonly reason?: 'missing';
  readonly reviewOn?: 'missing' | 'past';
}

/** @param today the day in London, as in 2026-02-27 */
export function proposalFaults(reason: string, reviewOn: string, today: string): ProposalFaults {
  return {
    ...(!reason.trim() && { reason: 'missing' as const }),
    ...(!reviewOn ? { reviewOn: 'missing' as const } : reviewOn <= today && { reviewOn: 'past' as const }),
  };
}

/** What of a breakdown is withheld at one level: the whole of it, or single parts. */
export interface WithheldLevel<P> {
  readonly level: string;
  readonly whole?: P;
  readonly parts: readonly P[];
}

/** Withheld parts by level, in the order in which they come. */
export function byLevel<P extends { readonly level: string; readonly constituency?: string | undefined }>(
  withheld: readonly P[],
): readonly WithheldLevel<P>[] {
  return [...new Set(withheld.map(({ level }) => level))].map((level) => {
    const here = withheld.filter((part) => part.level === level);
    const whole = here.find(({ constituency }) => constituency === undefined || constituency === null);
    return { level, ...(whole && { whole }), parts: here.filter((part) => part !== whole) };
  });
}

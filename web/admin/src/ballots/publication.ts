/** What is published, in a sentence; and what a change of it may be. Plain rules, no page. */

export interface Policy {
  readonly turnout: string;
  readonly result: string;
  readonly breakdown: string;
  readonly cast: number;
  readonly entitled: number;
}

/** Words of the API, from strict to loose. */
export const TURNOUT = ['none', 'daily', 'live'] as const;
export const RESULT = ['none', 'headline', 'full'] as const;
/** Fewer than this disclose people: the services take no less. */
export const LEAST = 20;

/** What a breakdown may stop at in a ballot with these levels, from strict to loose. */
export function breakdowns(level = 'none', group = 'none'): readonly string[] {
  return [...new Set(['none', group, level])];
}

/** The words that are as strict as this one or stricter; all of them while the policy may still become looser. */
export function allowed(words: readonly string[], now: string, onlyStricter: boolean): readonly string[] {
  return onlyStricter ? words.slice(0, words.indexOf(now) + 1) : words;
}

/** Why these minima cannot be. */
export function minimumFault(
  text: string,
  now: number,
  onlyStricter: boolean,
): 'number' | 'least' | 'stricter' | undefined {
  if (!/^\d{1,7}$/.test(text.trim())) return 'number';
  if (Number(text) < LEAST) return 'least';
  return onlyStricter && Number(text) < now ? 'stricter' : undefined;
}

/** Whether two policies say the same. */
export function isSame(a: Policy, b: Policy): boolean {
  return (Object.keys(a) as (keyof Policy)[]).every((term) => a[term] === b[term]);
}

/** How often pages look again by themselves, in milliseconds: sooner where something moves before the person's eyes. */
export const LOOK_AGAIN = { moving: 2_000, watched: 10_000, quiet: 30_000 } as const;

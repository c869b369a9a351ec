/** What each check claims, in the command line's words: the same file. */
import properties from '../../../tools/verify/src/main/resources/org/tellers/verify/checks.properties?raw';

/** The checks in their order with what they claim. */
export const CLAIMS: ReadonlyMap<string, string> = new Map(
  properties
    .split('\n')
    .filter((line) => line.includes(' = ') && !line.startsWith('#'))
    .map((line) => line.split(' = ', 2) as [string, string]),
);

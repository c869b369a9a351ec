import { number } from '../text/numbers.ts';

/** Figures as a sentence: a numerator never stands without its denominator (rule R12). */
export function turnout(
  text: (cast: string, entitled: string, percent: string) => string,
  cast: number,
  entitled: number,
): string {
  const percent = entitled > 0 ? ((100 * cast) / entitled).toFixed(1) : '–';
  return text(number(cast), number(entitled), percent);
}

/** Figures of a turnout, as the pages show and order them. Plain rules, no page. */
import { localOf } from '../text/london.ts';

/** A share with one decimal, as the services round it; a dash where there is nothing to divide by. */
export function share(percent: number | null | undefined): string {
  return percent === undefined || percent === null ? '–' : `${percent.toFixed(1)}%`;
}

export interface Constituency {
  readonly id: string;
  readonly name: string;
  readonly entitled: number;
  /** Absent where so few members are entitled that a figure would say too much. */
  readonly cast?: number | undefined;
  readonly percent?: number | undefined;
}

/** How a list of constituencies is ordered. */
export type Order = 'name' | 'lowest';

/** The constituencies in an order; those without a figure stand last where figures count. */
export function ordered(constituencies: readonly Constituency[], order: Order): readonly Constituency[] {
  const byName = (a: Constituency, b: Constituency) => a.name.localeCompare(b.name, 'en-GB');
  if (order === 'name') return [...constituencies].sort(byName);
  const low = ({ percent }: Constituency) => percent ?? Number.POSITIVE_INFINITY;
  return [...constituencies].sort((a, b) => low(a) - low(b) || byName(a, b));
}

/** A point of the curve. */
export interface Point {
  /** Instant, ISO 8601. */
  readonly at: string;
  readonly cast: number;
}

/** The curve as columns: seconds since 1970, and votes cast. A time that two points share keeps the later one. */
export function columns(points: readonly Point[]): [seconds: number[], cast: number[]] {
  const last = new Map(points.map(({ at, cast }) => [Date.parse(at) / 1000, cast]));
  return [[...last.keys()], [...last.values()]];
}

/** The point nearest to the end of each day, London time, and the last one: the curve as a table that can be read out. */
export function byDay(points: readonly Point[]): readonly Point[] {
  const days = new Map<string, Point>();
  for (const point of points) days.set(localOf(point.at).date, point);
  return [...days.values()];
}

/** The least top of the scale that leaves room for the curve and for the lines that matter, at most all members. */
export function scaleTop(entitled: number, cast: number, lines: readonly number[]): number {
  return Math.max(1, Math.min(entitled, Math.ceil(Math.max(cast, ...lines) * 1.1)));
}

const TWO_DAYS = 2 * 24 * 60 * 60;

/** What stands under the curve at a time: the hour in a short window, the day in a long one. */
export function tick(months: readonly string[], seconds: number, span: number): string {
  const { date, time } = localOf(new Date(seconds * 1000).toISOString());
  const [, month = 1, dayOfMonth] = date.split('-').map(Number);
  const day = `${dayOfMonth} ${months[month - 1]?.slice(0, 3)}`;
  if (span > TWO_DAYS) return day;
  return time === '00:00' ? day : time;
}

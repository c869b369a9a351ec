/** London's clock and calendar as people write them down: which instants a date and a time mean. Plain rules, no page. */

/** A date and a time of day as two fields of a form hold them. */
export interface LocalTime {
  /** `2026-02-27`, or empty. */
  readonly date: string;
  /** `12:00`, or empty. */
  readonly time: string;
  /** In the hour that comes twice when summer ends: whether the second one is meant, by winter time. */
  readonly second?: boolean;
}

/** Why a date and a time name no instant. */
export type TimeFault = 'missing' | 'malformed' | 'skipped';

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

const HOUR = 3_600_000;

/** The instants that a clock in London shows as this: none in the hour that is skipped, two in the one that comes twice. */
export function instantsOf({ date, time }: LocalTime): readonly string[] {
  const asIfUtc = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(asIfUtc)) return [];
  // Summer time is an hour ahead, so its reading of the same figures is the earlier instant.
  return [asIfUtc - HOUR, asIfUtc]
    .map((at) => new Date(at))
    .filter((at) => {
      const shown = localOf(at.toISOString());
      return shown.date === date && shown.time === time;
    })
    .map((at) => `${at.toISOString().slice(0, 19)}Z`);
}

/** The one instant that is meant, or why there is none. */
export function instantOf(local: LocalTime): { readonly instant: string } | { readonly fault: TimeFault } {
  if (!local.date) return { fault: 'missing' };
  if (!/^\d{4}-\d\d-\d\d$/.test(local.date) || !/^\d\d:\d\d$/.test(local.time)) return { fault: 'malformed' };
  const instants = instantsOf(local);
  const instant = local.second ? instants.at(-1) : instants[0];
  if (instant !== undefined) return { instant };
  return { fault: exists(local) ? 'skipped' : 'malformed' };
}

/** Whether there is such a day and such a time at all; engines differ on what they make of 30 February. */
function exists({ date, time }: LocalTime): boolean {
  const at = Date.parse(`${date}T${time}:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(`${date}T${time}`);
}

/** Whether a clock in London shows this time twice on that day. */
export function comesTwice(local: LocalTime): boolean {
  return instantsOf(local).length === 2;
}

/** An instant as London's clock and calendar show it. */
export function localOf(instant: string): LocalTime {
  const parts = Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const local = { date: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
  const twice = isSecond(instant, local);
  return twice ? { ...local, second: true } : local;
}

function isSecond(instant: string, { date, time }: LocalTime): boolean {
  // Only in winter time do the figures equal those of UTC; an hour earlier they were shown in summer time.
  const at = new Date(instant).getTime();
  if (Math.abs(Date.parse(`${date}T${time}:00Z`) - at) >= 60_000) return false;
  const before = Object.fromEntries(format.formatToParts(new Date(at - HOUR)).map(({ type, value }) => [type, value]));
  return `${before.hour}:${before.minute}` === time;
}

/** The day that it is in London, such as `2026-02-27`. */
export function today(): string {
  return localOf(new Date().toISOString()).date;
}

/** The day that many days later by the calendar. */
export function daysLater(date: string, days: number): string {
  const at = new Date(`${date}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

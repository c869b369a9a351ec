/** Instants from what a person types: always London's clock, whatever the device's zone. */

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

/** What London's clock shows, as a field for date and time has it: 2026-02-13T14:00. */
export function londonClock(instant: Date): string {
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/**
 * The instant at which London's clock shows this; undefined when it never does, as in the hour that spring leaves out.
 * Of the hour that autumn repeats, the first.
 */
export function londonInstant(clock: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(clock)) return undefined;
  const asIfUtc = Date.parse(`${clock}:00Z`);
  if (Number.isNaN(asIfUtc)) return undefined;
  return [1, 0]
    .map((hoursAhead) => new Date(asIfUtc - hoursAhead * HOUR))
    .find((instant) => londonClock(instant) === clock)
    ?.toISOString();
}

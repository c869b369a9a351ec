/** Dates and times as unions print them: always British time, whatever the device's zone. */

/** The parts of an instant in Europe/London. */
export interface LondonTime {
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly day: number;
  /** 0 is January. */
  readonly month: number;
  readonly year: number;
  readonly hour: number;
  readonly minute: number;
  /** `GMT` or `BST`. */
  readonly zone: string;
}

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  timeZoneName: 'short',
});

/** Splits an instant into the parts that a clock and a calendar in London show. */
export function londonTime(instant: Date): LondonTime {
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const [year, month, day] = [Number(parts.year), Number(parts.month) - 1, Number(parts.day)];
  return {
    weekday: new Date(Date.UTC(year, month, day)).getUTCDay(),
    day,
    month,
    year,
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    zone: parts.timeZoneName ?? '',
  };
}

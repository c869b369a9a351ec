/** Dates and times as unions print them: always British time, whatever the device's zone, in both languages. */

/** Names of one language; browsers know no Welsh ones. */
export interface Calendar {
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  readonly noon: string;
  readonly midnight: string;
  /** Of its own: "noon on Friday 27 February 2026", "Friday 27 February 2026, 17:00". */
  readonly moment: (time: string, date: string) => string;
  /** In a sentence: "at noon on Friday 27 February 2026". */
  readonly when: (time: string, date: string) => string;
}

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** An instant as London's clocks and calendars show it. */
export function moment(calendar: Calendar, instant: string): string {
  return calendar.moment(...clockAndDate(calendar, instant));
}

/** The same as part of a sentence. */
export function when(calendar: Calendar, instant: string): string {
  return calendar.when(...clockAndDate(calendar, instant));
}

/** A day of the calendar, such as `2026-09-01`, in words. */
export function day(calendar: Calendar, date: string): string {
  const [, words] = clockAndDate(calendar, `${date}T12:00:00Z`);
  return words;
}

function clockAndDate(calendar: Calendar, instant: string): [time: string, date: string] {
  const parts = Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const [year, month, day] = [Number(parts.year), Number(parts.month) - 1, Number(parts.day)];
  const weekday = calendar.weekdays[new Date(Date.UTC(year, month, day)).getUTCDay()];
  const clock = `${parts.hour}:${parts.minute}`;
  const time = clock === '12:00' ? calendar.noon : clock === '00:00' ? calendar.midnight : clock;
  return [time, `${weekday} ${day} ${calendar.months[month]} ${year}`];
}

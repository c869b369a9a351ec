/** The catalogue in use. English today; the page's language decides when there is another. */
import { londonTime } from './dates.ts';
import { en } from './text/en.ts';

export const text = en;

/** "noon on Friday 27 February 2026". */
export const when = (instant: string) => text.dateTime(londonTime(new Date(instant)));

/** "Friday 27 February 2026 at 11:42 GMT". */
export const exactly = (instant: Date) => text.dateTimeZone(londonTime(instant));

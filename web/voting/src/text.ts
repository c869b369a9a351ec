/** The catalogue of the way of a vote in the page's language. English comes with the app, Welsh when it is read. */
import { londonTime } from './dates.ts';
import { en, type Text } from './text/en.ts';

export let text: Text = en;

/** Whether the page is in Welsh now. */
export const isWelsh = () => document.documentElement.lang === 'cy';

/** What stands before every address in the page's language. */
export const base = () => (isWelsh() ? '/cy' : '');

/** Takes the catalogue of the language that the page has now; where the Welsh one cannot be fetched, people can vote in English. */
export async function takeLanguage(): Promise<void> {
  text = isWelsh()
    ? await import('./text/cy.ts').then(
        ({ cy }) => cy,
        () => en,
      )
    : en;
}

/** "noon on Friday 27 February 2026". */
export const when = (instant: string) => text.dateTime(londonTime(new Date(instant)));

/** "Friday 27 February 2026 at 11:42 GMT". */
export const exactly = (instant: Date) => text.dateTimeZone(londonTime(instant));

/** The catalogue of members' own pages, in the page's language. */
import { londonTime } from '../dates.ts';
import { cyMember } from '../text/cy-member.ts';
import { enMember, type MemberText } from '../text/en-member.ts';

export let words: MemberText = inPageLanguage();

/** Takes the catalogue of the language that the page has now. */
export function changeWords(): void {
  words = inPageLanguage();
}

/** "noon on Friday 27 February 2026". */
export const when = (instant: string) => words.dateTime(londonTime(new Date(instant)));

function inPageLanguage(): MemberText {
  return document.documentElement.lang === 'cy' ? cyMember : enMember;
}

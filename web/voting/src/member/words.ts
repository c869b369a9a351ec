/** The catalogue of members' own pages, in the page's language. */
import { londonTime } from '../dates.ts';
import { cyMember } from '../text/cy-member.ts';
import { enMember, type MemberText } from '../text/en-member.ts';

export const words: MemberText = document.documentElement.lang === 'cy' ? cyMember : enMember;

/** "noon on Friday 27 February 2026". */
export const when = (instant: string) => words.dateTime(londonTime(new Date(instant)));

/** Dates and times in Welsh, as unions print them. */
import type { LondonTime } from '../dates.ts';

const days = ['Sul', 'Llun', 'Mawrth', 'Mercher', 'Iau', 'Gwener', 'Sadwrn'];
const months = [
  'Ionawr',
  'Chwefror',
  'Mawrth',
  'Ebrill',
  'Mai',
  'Mehefin',
  'Gorffennaf',
  'Awst',
  'Medi',
  'Hydref',
  'Tachwedd',
  'Rhagfyr',
];
const EVENING = 18;

/** "dydd Gwener 27 Chwefror 2026". */
export function day({ weekday, day, month, year }: LondonTime): string {
  return `dydd ${days[weekday]} ${day} ${months[month]} ${year}`;
}

/** "hanner dydd ddydd Gwener 27 Chwefror 2026", "5.30 y prynhawn ddydd Llun …". */
export function dateTime(time: LondonTime): string {
  const date = day(time);
  const { hour, minute } = time;
  if (minute === 0 && hour === 0) return `hanner nos ar ddechrau ${date}`;
  if (minute === 0 && hour === 12) return `hanner dydd d${date}`;
  const figures = `${hour % 12 || 12}${minute === 0 ? '' : `.${String(minute).padStart(2, '0')}`}`;
  const part = hour < 12 ? 'y bore' : hour < EVENING ? 'y prynhawn' : 'yr hwyr';
  return `${figures} ${part} d${date}`;
}

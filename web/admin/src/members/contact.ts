/** A correction of how a member is reached: plain rules. */
import type { components } from '../api/generated/membership.ts';

type Wish = components['schemas']['ContactWish'];
type Member = components['schemas']['Member'];

/** What can be corrected, in the order of the form. */
export const FIELDS = [
  'preferredEmailType',
  'personalEmail',
  'workEmail',
  'mobile',
  'address1',
  'address2',
  'town',
  'postcode',
  'language',
] as const satisfies readonly (keyof Wish & keyof Member)[];

export type Field = (typeof FIELDS)[number];
export type Contact = Readonly<Record<Field, string>>;

/** A member's contact data as a form has it: what is not known is empty. */
export function contactOf(member: Member): Contact {
  return Object.fromEntries(FIELDS.map((field) => [field, member[field] ?? ''])) as Contact;
}

/** What of it is to be otherwise; only that is sent, so that nothing is put back that somebody else has changed. */
export function differences(before: Contact, after: Contact): Partial<Record<Field, string>> {
  const changed = FIELDS.filter((field) => before[field].trim() !== after[field].trim());
  return Object.fromEntries(changed.map((field) => [field, after[field].trim()]));
}

/** The fields of a correction that somebody else has changed since the form was opened. */
export function overtaken(opened: Contact, now: Contact, wished: Partial<Record<Field, string>>): readonly Field[] {
  return FIELDS.filter((field) => field in wished && opened[field] !== now[field] && now[field] !== wished[field]);
}

/** Which address is written to, as the services choose it; none when there is no address. */
export function addressInForce({ preferredEmailType, personalEmail, workEmail }: Member): 'personal' | 'work' | 'none' {
  if (preferredEmailType === 'work' && workEmail) return 'work';
  if (personalEmail) return 'personal';
  return workEmail ? 'work' : 'none';
}

/** A member's name as it is read aloud. */
export function nameOf({ title, firstName, lastName }: Member): string {
  return [title, firstName, lastName].filter(Boolean).join(' ');
}

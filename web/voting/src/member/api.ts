/** What members do for themselves, as membership and notification see it. Nothing of it stands in an address. */
import { call, type Outcome } from '../api.ts';

/** What the union has of a member. A value that is missing is none. */
export interface OwnContact {
  readonly membershipNumber: string;
  readonly name: string;
  readonly preferredEmailType?: string;
  readonly personalEmail?: string;
  readonly workEmail?: string;
  readonly mobile?: string;
  readonly address1?: string;
  readonly address2?: string;
  readonly town?: string;
  readonly postcode?: string;
  readonly language: string;
  /** New email addresses that wait for their confirmation; fields by their stable names (`personal-email`). */
  readonly waiting: readonly { readonly field: string; readonly address: string; readonly until: string }[];
  /** Whether changes go through the union. */
  readonly locked: boolean;
  /** Whom to ask, with how to reach them. */
  readonly helpLine: string;
}

export const CONTACT_FIELDS = [
  'personalEmail',
  'workEmail',
  'preferredEmailType',
  'mobile',
  'address1',
  'address2',
  'town',
  'postcode',
  'language',
] as const;

export type ContactField = (typeof CONTACT_FIELDS)[number];

/** What is to be otherwise: an empty text removes what there is. */
export type ContactWish = Partial<Record<ContactField, string>>;

/** What came of it, by stable names of the fields (`personal-email`). */
export interface ContactChanged {
  readonly changed: readonly string[];
  readonly toConfirm: readonly string[];
}

export interface MemberApi {
  /** Asks for the voting email of a ballot once more, or of every open one; the answer says nothing. */
  sendAgain(ballot: string | undefined, member: string): Promise<Outcome<unknown>>;
  /** Asks for a link; the answer says only how long one is good. */
  askForLink(member: string): Promise<Outcome<{ readonly linkMinutes: number }>>;
  see(token: string): Promise<Outcome<OwnContact>>;
  change(token: string, contact: ContactWish): Promise<Outcome<ContactChanged>>;
  confirm(token: string, yes: boolean): Promise<Outcome<ContactChanged>>;
  undo(token: string, yes: boolean): Promise<Outcome<ContactChanged>>;
}

const SELF_SERVICE = 'membership/self-service';

const post = <T>(path: string, body: object): Promise<Outcome<T>> =>
  call<T>(path, (answer) => answer.json(), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** The services behind the page's own origin. */
export const memberApi: MemberApi = {
  sendAgain: (ballot, member) => post(`notification/${ballot ? `ballots/${ballot}/` : ''}send-again`, { member }),
  askForLink: (member) => post(`${SELF_SERVICE}/links`, { member }),
  see: (token) => post(`${SELF_SERVICE}/details`, { token }),
  change: (token, contact) => post(`${SELF_SERVICE}/changes`, { token, contact }),
  confirm: (token, yes) => post(`${SELF_SERVICE}/confirmations`, { token, choice: yes ? 'confirm' : 'decline' }),
  undo: (token, yes) => post(`${SELF_SERVICE}/undoings`, { token, choice: yes ? 'undo' : 'keep' }),
};

/** Whether a text can be the token of a link. */
export function isToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** What of the member's data was typed otherwise than it is; spaces around do not count. */
export function wishOf(seen: OwnContact, typed: ContactWish): ContactWish {
  return Object.fromEntries(
    CONTACT_FIELDS.flatMap((field) => {
      const value = typed[field]?.trim();
      return value === undefined || value === (seen[field] ?? '') ? [] : [[field, value]];
    }),
  );
}

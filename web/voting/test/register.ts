/** The register's self-service and the resending of codes, kept in memory, as the pages of members meet them. */
import { randomBytes } from 'node:crypto';
import type { ContactWish, OwnContact } from '../src/member/api.ts';

/** What a link is for. */
export type Purpose = 'change' | 'confirm' | 'undo';

/** What may go wrong with the next request; `lost` is after it was fulfilled. */
export type RegisterMishap = 'too-many-requests' | 'register-busy' | 'self-service-rests' | 'changed-since' | 'lost';

export interface Answer {
  readonly status: number;
  readonly value: unknown;
  readonly retryAfter?: number;
  /** Whether the connection breaks off within the answer. */
  readonly lost?: boolean;
}

/** Whom members ask. */
export const HELP_LINE = 'membership team, 020 7946 0400';

const NAMES: Readonly<Record<string, string>> = {
  preferredEmailType: 'preferred-email',
  personalEmail: 'personal-email',
  workEmail: 'work-email',
  mobile: 'mobile',
  language: 'language',
};

export class TestRegister {
  /** Changeable: what the union has of the one member. */
  contact: OwnContact = {
    membershipNumber: '0012345',
    name: 'Annwen Hillforth',
    preferredEmailType: 'personal',
    personalEmail: 'annwen@home.example',
    mobile: '07700 900001',
    address1: '1 Heol y Bryn',
    town: 'Aberystwyth',
    postcode: 'SY23 1AA',
    language: 'en',
    waiting: [],
    locked: false,
    helpLine: HELP_LINE,
  };
  /** Everything that changed or sent something. */
  readonly done: object[] = [];
  /** What happens to the next requests, in this order. */
  readonly mishaps: RegisterMishap[] = [];
  readonly #tokens = new Map<string, Purpose>();

  /** A new link's token. */
  token(purpose: Purpose): string {
    const token = randomBytes(32).toString('base64url');
    this.#tokens.set(token, purpose);
    return token;
  }

  /** Whether a token is still good. */
  knows(token: string): boolean {
    return this.#tokens.has(token);
  }

  /** Answers a request of self-service. */
  selfService(what: string, body: string): Answer {
    const { member, token, contact, choice } = JSON.parse(body) as Record<string, string> & { contact: ContactWish };
    const mishap = this.mishaps.shift();
    if (mishap === 'too-many-requests') return { ...refusal(429, mishap), retryAfter: 5 };
    if (mishap === 'register-busy') return refusal(503, mishap);
    if (mishap && mishap !== 'lost') return refusal(409, mishap, { helpLine: HELP_LINE });
    const lost = mishap === 'lost';
    if (what === 'links') {
      this.done.push({ asked: member });
      return { status: 202, value: { linkMinutes: 30 }, lost };
    }
    const purpose = { details: 'change', changes: 'change', confirmations: 'confirm', undoings: 'undo' }[what];
    if (this.#tokens.get(String(token)) !== purpose) return refusal(404, 'link-not-valid');
    if (what === 'details') return { status: 200, value: this.contact, lost };
    if (what === 'changes') return { ...this.#change(String(token), contact), lost };
    const [yes, no] = what === 'undoings' ? ['undo', 'keep'] : ['confirm', 'decline'];
    if (choice !== yes && choice !== no) return refusal(400, 'choice-missing', { field: 'choice' });
    this.#tokens.delete(String(token));
    this.done.push({ choice });
    return { status: 200, value: { changed: choice === yes ? ['personal-email'] : [], toConfirm: [] }, lost };
  }

  /** Takes a request to have a code once more, of one ballot or of every open one. */
  sendAgain(ballot: string | undefined, body: string): Answer {
    const mishap = this.mishaps.shift();
    this.done.push({ ballot, again: (JSON.parse(body) as { member: string }).member });
    return { status: 202, value: { state: 'taken' }, lost: mishap === 'lost' };
  }

  #change(token: string, wish: ContactWish): Answer {
    for (const field of ['personalEmail', 'workEmail'] as const)
      if (wish[field] && !wish[field].includes('@')) return refusal(400, 'not-an-email-address', { field });
    if (wish.personalEmail === '' && !wish.workEmail)
      return refusal(400, 'no-address-left', { field: 'personalEmail' });
    if (wish.preferredEmailType === 'work' && !(wish.workEmail ?? this.contact.workEmail))
      return refusal(400, 'preferred-address-missing', { field: 'preferredEmailType' });
    const names = [...new Set(Object.keys(wish).map((field) => NAMES[field] ?? 'postal-address'))];
    const isNew = (name: string) => /^(personal|work)-email$/.test(name);
    this.#tokens.delete(token);
    this.done.push({ contact: wish });
    return {
      status: 200,
      value: { changed: names.filter((name) => !isNew(name)), toConfirm: names.filter(isNew) },
    };
  }
}

function refusal(status: number, code: string, more: { field?: string; helpLine?: string } = {}): Answer {
  return { status, value: { type: `urn:tellers:problem:${code}`, title: code, status, ...more } };
}

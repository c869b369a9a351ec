/** The voting service as the page sees it. No call carries the private code. */

/** A ballot as the public sees it. */
export interface Ballot {
  readonly uuid: string;
  readonly name: string;
  readonly state: 'preparing' | 'ready' | 'open' | 'closed' | 'cancelled';
  readonly opensAt: string;
  readonly closesAt: string;
  /** φ, the fingerprint of the election. */
  readonly fingerprint: string;
  readonly union?: string;
  readonly helpLine?: string;
}

/** A refusal or a failure. */
export interface Failure {
  readonly ok: false;
  /**
   * The code of the problem, `network` when no answer came, or `unexpected` when something other than the voting
   * service answered: after either of these nobody knows what became of a request.
   */
  readonly code: string;
  /** Seconds to wait, when the service said so. */
  readonly retryAfter?: number;
  /** The field of what was sent that is wrong, when the service named it. */
  readonly field?: string;
  /** Whom to ask, when the service named them. */
  readonly helpLine?: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

export interface Api {
  ballot(uuid: string): Promise<Outcome<Ballot>>;
  election(uuid: string): Promise<Outcome<Uint8Array>>;
  /** The exact bytes of charter.json. */
  charter(uuid: string): Promise<Outcome<Uint8Array<ArrayBuffer>>>;
  credential(uuid: string, publicCredential: string): Promise<Outcome<string>>;
  /** Sends a ballot; the value is the tracker that the box answered with. */
  cast(uuid: string, ballot: string): Promise<Outcome<string>>;
  /** Whether a ballot with this tracker is in the box. */
  recorded(uuid: string, tracker: string): Promise<Outcome<boolean>>;
}

const TIMEOUT_MS = 30_000;
const PROBLEM = 'urn:tellers:problem:';

const request = <T>(path: string, read: (answer: Response) => Promise<T>, init?: RequestInit) =>
  call(`voting/ballots/${path}`, read, init);

/** Asks a service of the page's own origin; nothing tells it who asks but what is sent. */
export async function call<T>(
  path: string,
  read: (answer: Response) => Promise<T>,
  init?: RequestInit,
): Promise<Outcome<T>> {
  try {
    const answer = await fetch(`/api/${path}`, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.ok ? { ok: true, value: await read(answer) } : await failure(answer);
  } catch {
    return { ok: false, code: 'network' };
  }
}

async function failure(answer: Response): Promise<Failure> {
  const seconds = Number(answer.headers.get('retry-after'));
  const problem = (await answer.json().catch(() => undefined)) as
    | { type?: unknown; field?: unknown; helpLine?: unknown }
    | undefined;
  const type = String(problem?.type ?? '');
  return {
    ok: false,
    code: type.startsWith(PROBLEM) ? type.slice(PROBLEM.length) : 'unexpected',
    ...(seconds > 0 ? { retryAfter: seconds } : {}),
    ...(typeof problem?.field === 'string' ? { field: problem.field } : {}),
    ...(typeof problem?.helpLine === 'string' ? { helpLine: problem.helpLine } : {}),
  };
}

const json = (answer: Response) => answer.json();
const bytes = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

/** The service behind the page's own origin. */
export const api: Api = {
  ballot: (uuid) => request<Ballot>(uuid, json),
  election: (uuid) => request(`${uuid}/election`, bytes),
  charter: (uuid) => request(`${uuid}/charter`, bytes),
  credential: (uuid, publicCredential) =>
    request(`${uuid}/credentials/${publicCredential}`, async (answer) => String((await answer.json()).state)),
  cast: (uuid, ballot) =>
    request(`${uuid}/box`, async (answer) => String((await answer.json()).tracker), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: ballot,
    }),
  async recorded(uuid, tracker) {
    const urlSafe = tracker.replaceAll('+', '-').replaceAll('/', '_');
    const answer = await request(`${uuid}/trackers/${urlSafe}`, async () => true);
    return !answer.ok && answer.code === 'tracker-not-found' ? { ok: true, value: false } : answer;
  },
};

/** A text in English, and in Welsh where there is one. */
export interface Bilingual {
  readonly en: string;
  readonly cy?: string;
}

/** What everybody may know of a ballot, from its approval on. */
export interface Notice {
  readonly uuid: string;
  readonly state: string;
  readonly union: string;
  readonly name: Bilingual;
  readonly authority: Bilingual;
  readonly questions: readonly { readonly question: Bilingual; readonly answers: readonly Bilingual[] }[];
  readonly opensAt: string;
  readonly closesAt: string;
  /** Who joins the union at this instant or later gets no vote; open while it is still to come. */
  readonly joinToVote: { readonly before: string; readonly open: boolean };
  readonly publication: { readonly turnout: string; readonly result: string; readonly breakdown: string };
  readonly policyChanges: readonly { readonly at: string; readonly reason: string }[];
  readonly extensions: readonly {
    readonly announcedAt: string;
    readonly previousClosesAt: string;
    readonly closesAt: string;
    readonly reason: string;
  }[];
  readonly helpLine: string;
  readonly faq: readonly { readonly question: Bilingual; readonly answer: Bilingual }[];
  readonly meetings: readonly {
    readonly id: string;
    readonly cancelled: boolean;
    readonly meeting: {
      readonly title: Bilingual;
      readonly startsAt: string;
      readonly endsAt: string;
      readonly place?: Bilingual;
      readonly url?: string;
    };
  }[];
}

/** The tracker in groups of five, to compare by eye or to copy by hand. */
export function grouped(tracker: string): string {
  return tracker.replace(/.{5}(?=.)/g, '$& ');
}

/** Whether a text can be a ballot's identifier. */
export function isBallotId(text: string): boolean {
  return /^[1-9A-HJ-NP-Za-km-z]{14,64}$/.test(text);
}

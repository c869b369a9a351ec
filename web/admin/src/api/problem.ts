/** One thing that is wrong with what was sent, and where. */
export interface FieldFault {
  /** Path of the field as it was sent, such as `questions[0].answers[2]`. */
  readonly field: string;
  /** The stable name, such as `text-missing`. */
  readonly code: string;
  /** What is wrong, in English. */
  readonly detail: string;
}

/** What a service said no to: an RFC 9457 problem document, or no answer at all. */
export class Problem extends Error {
  /** The stable name, such as `ballot-not-open`; `no-connection` where nothing answered. */
  readonly code: string;
  /** HTTP status; 0 where nothing answered. */
  readonly status: number;
  /** Every fault of what was sent, where the service lists them. */
  readonly faults: readonly FieldFault[];

  constructor(code: string, status: number, detail: string, faults: readonly FieldFault[] = []) {
    super(detail);
    this.code = code;
    this.status = status;
    this.faults = faults;
  }
}

/** What was asked for; null where the service has no such thing. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (e) {
    if (e instanceof Problem && e.status === 404) return null;
    throw e;
  }
}

/** The problem in an answer that is not a success. */
export async function problemOf(response: Response): Promise<Problem> {
  try {
    const { type, detail, violations } = (await response.clone().json()) as {
      type?: string;
      detail?: string;
      violations?: readonly FieldFault[];
    };
    const code = /^urn:tellers:problem:(.+)$/.exec(type ?? '')?.[1];
    return new Problem(code ?? 'unexpected', response.status, detail ?? '', violations ?? []);
  } catch {
    return new Problem('unexpected', response.status, '');
  }
}

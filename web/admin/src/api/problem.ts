/** What a service said no to: an RFC 9457 problem document, or no answer at all. */
export class Problem extends Error {
  /** The stable name, such as `ballot-not-open`; `no-connection` where nothing answered. */
  readonly code: string;
  /** HTTP status; 0 where nothing answered. */
  readonly status: number;

  constructor(code: string, status: number, detail: string) {
    super(detail);
    this.code = code;
    this.status = status;
  }
}

/** The problem in an answer that is not a success. */
export async function problemOf(response: Response): Promise<Problem> {
  try {
    const { type, detail } = (await response.clone().json()) as { type?: string; detail?: string };
    const code = /^urn:tellers:problem:(.+)$/.exec(type ?? '')?.[1];
    return new Problem(code ?? 'unexpected', response.status, detail ?? '');
  } catch {
    return new Problem('unexpected', response.status, '');
  }
}

/** `cast`: a voter without a browser, many times over; for smoke runs and load. */
import { writeFileSync } from 'node:fs';
import { createBallot, deriveCredential, type Election, type PlainAnswer, readElection, warmUp } from '../src/index.ts';
import { CommandError, options, readChoices, readLines, reason, run, UsageError } from './command.ts';

const USAGE = `usage:
  cast --origin http://HOST:PORT --ballot UUID --credentials FILE --choices FILE [--concurrency N] --out FILE
      votes line i of --choices (or its only line) with line i of --credentials; N votes at a time, default 1.
      Writes one JSON line per vote: line, status (0 when no answer came), ms, and tracker or problem.
      Exit code 1 when a vote got no answer or a receipt for another ballot; refusals are answers.
`;

/** What became of one vote. Never holds the credential. */
interface Outcome {
  /** The line of the credential, from 1. */
  readonly line: number;
  /** The HTTP status, 0 when no answer came. */
  readonly status: number;
  /** Time from the request for the election to the answer about the ballot, in milliseconds. */
  readonly ms: number;
  readonly tracker?: string;
  /** The type of the problem. */
  readonly problem?: string;
}

/** The problem of an accepted ballot whose receipt does not name it. */
const WRONG_RECEIPT = 'the receipt is not the tracker of the ballot';

/** How long one request may take. */
const TIMEOUT_MS = 60_000;

await run('cast', USAGE, async (args) => {
  const given = options(args, ['origin', 'ballot', 'credentials', 'choices', 'out'], ['concurrency']);
  const concurrency = Number(given.concurrency ?? 1);
  if (!Number.isInteger(concurrency) || concurrency < 1) throw new UsageError('--concurrency is not a number from 1');
  const codes = readLines(given.credentials);
  const choices = readChoices(given.choices);
  if (choices.length !== 1 && choices.length !== codes.length)
    throw new CommandError(`there are ${codes.length} credentials but ${choices.length} lines of choices`);
  const base = `${given.origin.replace(/\/$/, '')}/api/voting/ballots/${encodeURIComponent(given.ballot)}`;

  const outcomes: Outcome[] = [];
  let next = 0;
  const started = performance.now();
  const worker = async () => {
    while (next < codes.length) {
      const i = next++;
      outcomes[i] = await vote(base, i + 1, codes[i] as string, (choices[i] ?? choices[0]) as PlainAnswer[]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, codes.length) }, worker));
  const seconds = (performance.now() - started) / 1000;

  writeFileSync(given.out, outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''));
  const accepted = outcomes.filter(({ tracker }) => tracker !== undefined).length;
  const unanswered = outcomes.filter(({ status }) => status === 0).length;
  const wrong = outcomes.filter(({ problem }) => problem === WRONG_RECEIPT).length;
  const refused = outcomes.length - accepted - unanswered - wrong;
  process.stderr.write(
    `${accepted} accepted, ${refused} refused, ${unanswered} without an answer, ${wrong} with a wrong receipt ` +
      `in ${seconds.toFixed(1)} s\n`,
  );
  if (unanswered + wrong > 0) process.exitCode = 1;
});

async function vote(base: string, line: number, code: string, answers: readonly PlainAnswer[]): Promise<Outcome> {
  const started = performance.now();
  const outcome = (status: number, rest: Partial<Outcome>): Outcome => ({
    line,
    status,
    ms: Math.round(performance.now() - started),
    ...rest,
  });
  try {
    const page = await request(`${base}/election`);
    if (page.status !== 200) return outcome(page.status, { problem: await problem(page) });
    const election = known(new Uint8Array(await page.arrayBuffer()));
    const { text, tracker } = createBallot(election, deriveCredential(election.uuid, code), answers);
    const answer = await request(`${base}/box`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    });
    if (answer.status !== 201) return outcome(answer.status, { problem: await problem(answer) });
    const receipt = ((await answer.json()) as { tracker?: unknown }).tracker;
    return outcome(201, receipt === tracker ? { tracker } : { problem: WRONG_RECEIPT });
  } catch (e) {
    return outcome(0, { problem: reason(e instanceof Error && e.cause ? e.cause : e) });
  }
}

function request(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
}

async function problem(answer: Response): Promise<string> {
  try {
    const { type, title } = (await answer.json()) as { type?: unknown; title?: unknown };
    return String(type ?? title ?? answer.statusText);
  } catch {
    return answer.statusText;
  }
}

let election: { readonly bytes: string; readonly parsed: Election } | undefined;

/** Parses an election once: every vote fetches it, as a voter's browser does, but the bytes are always the same. */
function known(bytes: Uint8Array): Election {
  const text = Buffer.from(bytes).toString('latin1');
  if (election?.bytes !== text) {
    election = { bytes: text, parsed: readElection(bytes) };
    warmUp(election.parsed);
  }
  return election.parsed;
}

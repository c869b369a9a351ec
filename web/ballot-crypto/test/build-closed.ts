/** Builds a whole closed ballot with all its additions, ready for the trustees to decrypt. */
import { type Batch, commitment, logHead, logStart, type Opening } from '../src/additions/credential-log.ts';
import { decisionsStart } from '../src/additions/decisions.ts';
import { applyRule, type Count } from '../src/additions/disclosure.ts';
import { sign } from '../src/additions/signature.ts';
import { combine, computeTally, type VerifiedBallot, verifyBallot, writeResult, writeTally } from '../src/audit.ts';
import { encodePoint, G, sha256Hex, times } from '../src/group.ts';
import { deriveCredential, type Election } from '../src/index.ts';
import { canonical } from '../src/json.ts';
import { checkDecryption, checkTask, decryptTask, type TaskInput } from '../src/trustee.ts';
import {
  type BuiltElection,
  buildElection,
  buildThresholdElection,
  type Ceremony,
  code,
  entriesOf,
  holdCeremony,
  type Parts,
  pack,
  runElection,
} from './build.ts';

/** Who is entitled, and what those who vote choose: the option's index. */
export const ELECTORATE: Readonly<Record<string, { entitled: number; votes: readonly number[] }>> = {
  'region/north/branch/leeds': { entitled: 4, votes: [1, 1, 2] },
  'region/north/branch/york': { entitled: 3, votes: [0, 1] },
  'region/south/branch/hastings': { entitled: 3, votes: [1] },
  'region/south/branch/kent': { entitled: 5, votes: [2, 1, 2] },
};

export const QUESTION = { question: 'Strike?', answers: ['Yes', 'No'], min: 1, max: 1, blank: true };

/** What is needed of a key ceremony. */
export type Held = Pick<Ceremony, 'seeds' | 'inputs' | 'outputs' | 'shares' | 'parameters'>;

/** A ballot that has closed. */
export interface ClosedBallot {
  readonly built: BuiltElection;
  readonly ceremony: Held;
  readonly logKey: bigint;
  readonly charter: string;
  /** The archive's parts at the close. */
  readonly parts: Parts;
  readonly batches: readonly Batch[];
  readonly openings: readonly Opening[];
  readonly decisions: readonly { entry: string; hash: string; signature?: unknown }[];
  /** The plan as a value, and its text. */
  readonly plan: Readonly<Record<string, unknown>> & { readonly cells: readonly PlannedJson[] };
  readonly input: TaskInput;
}

export interface PlannedJson {
  readonly id: string;
  readonly level: string;
  readonly name: string;
  readonly constituencies: readonly string[];
  readonly cast: number;
  readonly entitled: number;
}

/** The ceremony of a ballot whose key one scrutineer holds: none. */
export const NO_CEREMONY: Held = { seeds: [], inputs: [], outputs: [], shares: [], parameters: '' };

/** Builds it: a member of Leeds got a replaced code, and the log has three batches. */
export async function buildClosedBallot(
  options: { readonly breakdown?: string; readonly revoting?: boolean; readonly ceremony?: Held } = {},
): Promise<ClosedBallot> {
  const ceremony = options.ceremony ?? (await holdCeremony(3, 2));
  const isSingle = ceremony === NO_CEREMONY;
  const logKey = 123456789n;
  const charter = canonical({
    version: 1,
    ballot: '6KtJmwugEAEpW8',
    union: 'A union',
    name: 'Test',
    authority: 'a motion',
    opensAt: '2026-02-13T12:00:00Z',
    closesAt: '2026-02-27T12:00:00Z',
    revoting: options.revoting ?? false,
    publication: { turnout: 'live', result: 'full', breakdown: options.breakdown ?? 'branch' },
    minima: { cast: 2, entitled: 3 },
    constituencyLevel: 'branch',
    constituencyGroupLevel: 'region',
    reserve: { percent: 20, minimum: 2 },
    keyHolders: isSingle ? { threshold: 1, holders: 1 } : { threshold: 2, holders: 3 },
    helpLine: 'help@union.example',
    logKey: encodePoint(times(G, logKey)),
  });
  const description = `a motion\n\nCharter SHA-256: ${sha256Hex(charter)}`;
  const built = isSingle
    ? buildElection([QUESTION], 2, description)
    : buildThresholdElection([QUESTION], ceremony, description);
  const { uuid, fingerprint } = built.election;

  // Members in order of their constituencies; the code of that number is theirs.
  const members = Object.entries(ELECTORATE).flatMap(([constituency, { entitled, votes }]) =>
    Array.from({ length: entitled }, (_, i) => ({ constituency, choice: votes[i] })),
  );
  const votes = members.flatMap(({ choice }, by) =>
    choice === undefined ? [] : [{ by, vote: [[0, 1, 2].map((option) => (option === choice ? 1 : 0))] }],
  );
  const replaced = members.length;
  const parts = runElection({ ...built, keys: [] }, votes, members.length + 4);
  const publicOf = (n: number) => deriveCredential(uuid, code(n)).publicCredential;
  const openingOf = (n: number, constituency: string) => ({
    credential: publicOf(n),
    constituency,
    nonce: sha256Hex(`nonce ${n}`),
  });
  const { batches, openings } = writeLog(fingerprint, [
    {
      activated: [
        ...members.slice(1).map(({ constituency }, i) => openingOf(i + 1, constituency)),
        openingOf(replaced, 'region/north/branch/leeds'),
      ],
      revoked: [],
    },
    { activated: [openingOf(0, 'region/north/branch/leeds')], revoked: [publicOf(replaced)] },
    { activated: [], revoked: [] },
  ]);

  const counts = new Map<string, Count>(
    Object.entries(ELECTORATE).map(([id, { entitled, votes: cast }]) => [id, { entitled, cast: cast.length }]),
  );
  const minima = { cast: 2, entitled: 3 };
  const levels = { none: [], region: ['region'], branch: ['region', 'branch'] }[options.breakdown ?? 'branch'] ?? [];
  const { cells, withheld } = applyRule(counts, minima, levels);
  const plan = {
    version: 1,
    ballot: uuid,
    fingerprint,
    head: closingHead(parts),
    credentialLogHead: batches.at(-1)?.head,
    minima,
    cells: cells.map(({ level, constituencies, cast, entitled }, i) => {
      const name = constituencies.length > 1 ? level : (constituencies[0] as string);
      return { id: String(i), level, name, constituencies, cast, entitled };
    }),
    withheld,
  };

  const decisions: { entry: string; hash: string; signature?: unknown }[] = [];
  for (const [i, what] of ['approved', 'keyed', 'opened', 'closed'].entries()) {
    const previous = decisions.at(-1)?.hash ?? decisionsStart(uuid);
    const entry = canonical({ number: i + 1, previous, at: `2026-02-1${i}T12:00:00Z`, who: 'officer', what, to: what });
    const hash = sha256Hex(entry);
    decisions.push({ entry, hash, ...(i > 0 && { signature: sign('decision', hash, logKey) }) });
  }
  const unwritten = { built, ceremony, logKey, charter, parts, batches, openings, decisions, plan };
  return { ...unwritten, input: write(unwritten) };
}

/** The hash of the archive's EncryptedTally event. */
export function closingHead(parts: Parts): string {
  const event = entriesOf(parts).find(({ text }) => text.includes('"type":"EncryptedTally"'));
  return sha256Hex(event?.text as string);
}

/** The log of these batches, and all openings sorted. */
export function writeLog(
  fingerprint: string,
  changes: readonly { activated: readonly Opening[]; revoked: readonly string[] }[],
): { batches: Batch[]; openings: Opening[] } {
  let head = logStart(fingerprint);
  const batches = changes.map(({ activated, revoked }) => {
    const lists = {
      activated: activated.map(({ credential }) => credential).sort(),
      revoked: [...revoked].sort(),
      commitments: activated.map((opening) => commitment(fingerprint, opening)).sort(),
    };
    head = logHead(head, lists);
    return { ...lists, head };
  });
  const openings = changes.flatMap(({ activated }) => activated);
  return { batches, openings: openings.sort((a, b) => (a.credential < b.credential ? -1 : 1)) };
}

const verified = new Map<string, VerifiedBallot>();

/** Verifies a ballot unless the same one was found valid before. */
export function verifyOnce(election: Election, text: string): VerifiedBallot {
  const known = verified.get(text) ?? verifyBallot(election, text);
  verified.set(text, known);
  return known;
}

/** The sums of the plan's cells, as the voting service forms them. */
export function sumsOf({
  built,
  parts,
  plan,
  openings,
}: Omit<ClosedBallot, 'input'>): { cell: string; encryptedTally: string }[] {
  const where = new Map(openings.map(({ credential, constituency }) => [credential, constituency]));
  const ballots = parts.ballots.map((text) => verifyOnce(built.election, text));
  return plan.cells.map(({ id, constituencies }) => {
    const inCell = ballots.filter(({ credential }) => constituencies.includes(where.get(credential) as string));
    return { cell: id, encryptedTally: writeTally(computeTally(built.election, inCell)) };
  });
}

/** What the services serve of it; parts may be given otherwise, as a service that lies would. */
export function write(
  count: Omit<ClosedBallot, 'input'>,
  lies: { sums?: { cell: string; encryptedTally: string }[]; task?: object; tellers?: object; signer?: bigint } = {},
): TaskInput {
  const { built, charter, parts, batches, openings, decisions, plan } = count;
  const text = canonical(plan);
  const planHash = sha256Hex(text);
  const signature = sign('plan', planHash, lies.signer ?? (built.keys[0]?.privateKey as bigint));
  return {
    archive: pack(entriesOf(parts)),
    additions: canonical({
      version: 1,
      ballot: built.election.uuid,
      charter,
      credentialLog: batches,
      plan: { text, signature },
      decisions,
      ...lies.tellers,
    }),
    openings: canonical({ openings }),
    task: canonical({
      planHash,
      plan: text,
      signature: canonical(signature),
      head: closingHead(parts),
      cells: lies.sums ?? sumsOf(count),
      owners: (count.ceremony === NO_CEREMONY ? [1, 2] : [1, 2, 3, 4]).map((owner) => ({
        owner,
        name: `Trustee ${owner}`,
        decrypted: owner === 1,
      })),
      threshold: count.ceremony === NO_CEREMONY ? 1 : 2,
      ...lies.task,
    }),
  };
}

/** A ballot that was counted and declared. */
export interface DeclaredBallot {
  readonly archive: Uint8Array;
  /** tellers.json as the public gets it, and with the audit pack. */
  readonly additions: string;
  readonly auditPack: string;
  /** What the trustees who decrypted sent, by owner. */
  readonly decryptions: ReadonlyMap<number, string>;
}

/** Counts and declares a closed ballot with these trustees. */
export async function declare(closed: ClosedBallot, owners: readonly number[]): Promise<DeclaredBallot> {
  const task = await checkTask(closed.input);
  const { trustees } = task.archive;
  const decryptions = new Map<number, string>();
  for (const own of closed.built.keys.filter(({ owner }) => owners.includes(owner)))
    decryptions.set(own.owner, await decryptTask(task, own));
  const sent = [...decryptions].map(([owner, text]) => ({
    ...JSON.parse(text),
    owner,
    checked: checkDecryption(task, text).factors,
  }));
  const counts = task.cells.map(({ tally, cast }, i) => {
    const factors = sent.map(({ owner, checked }) => ({ owner, factors: checked[i] }));
    return combine(tally, trustees, factors, cast) as number[][];
  });
  const parts = {
    ...closed.parts,
    decryptions: sent.map(({ owner, payload }) => ({ owner, text: canonical(payload) })),
    result: writeResult(counts[0] as number[][]),
  };
  const listed = task.archive.credentials.size;
  const active = task.log.active.size;
  const revoked = task.log.revoked.size;
  const audit = {
    openings: closed.openings,
    cells: task.cells.map(({ id, tally }, i) => ({
      cell: id,
      encryptedTally: JSON.parse(writeTally(tally)),
      decryptions: sent.map(({ owner, payload, cells }) => ({
        owner,
        factors: i === 0 ? payload.decryption_factors : cells[i].factors,
        proofs: cells[i].proofs,
      })),
      result: counts[i],
    })),
    reconciliation: {
      rollVersions: [
        { version: 1, entitled: active - 1 },
        { version: 2, entitled: active },
      ],
      entitled: active,
      listed,
      active,
      revoked,
      reserve: listed - active - revoked,
      used: task.archive.numTallied,
    },
  };
  const closing = JSON.parse(closed.input.additions as string);
  const { decisions, ...before } = closing;
  const strongProofs = sent.map(({ owner, cells }) => ({ owner, proofs: cells[0].proofs }));
  const additions = { ...before, strongProofs, decisions };
  return {
    archive: pack(entriesOf(parts)),
    additions: canonical(additions),
    auditPack: canonical({ ...additions, audit }),
    decryptions,
  };
}

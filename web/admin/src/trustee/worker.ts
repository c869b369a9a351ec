/** The trustee's worker: the only place where the key is, from the moment it is made or opened. */
import { generateTrusteeKey, readTrusteeGroups } from '@tellers/ballot-crypto/audit';
import { confirm, generateSeed, makeCertificate, makePolynomial, seatKeys } from '@tellers/ballot-crypto/ceremony';
import { openKeyFile, readKeyFile, type TrusteeMaterial, writeKeyFile } from '@tellers/ballot-crypto/keyfile';
import { inWorkers } from '@tellers/ballot-crypto/parallel';
import {
  type CheckedTask,
  checkTask,
  decryptTask,
  ownKey,
  rehearse,
  type Secret,
} from '@tellers/ballot-crypto/trustee';
import verifierUrl from '@tellers/ballot-crypto/verify-worker?worker&url';
import { trustedScript } from './trusted-script.ts';
import type { Answer, Call, Checked, CheckInput, Operations, Place, Progress, Stage } from './worker-messages.ts';
import { STAGES } from './worker-messages.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A ballot box is checked by as many workers as there are processors, but one that stays free for the person. */
const THREADS = Math.max(1, Math.min(8, navigator.hardwareConcurrency - 1));

class Fault extends Error {
  readonly fault: string;

  constructor(fault: string, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** The key, while one is open. */
let open: TrusteeMaterial | undefined;
let task: CheckedTask | undefined;

function held(): TrusteeMaterial {
  if (open === undefined) throw new Fault('no-key', 'no key is open');
  return open;
}

function seat() {
  const { secret } = held();
  if (secret.kind !== 'seat') throw new Fault('other-place', 'the key is not of a seat');
  return seatKeys(secret.seed);
}

function newKey(place: Place | undefined): TrusteeMaterial {
  if (place) {
    const seed = generateSeed();
    return { secret: { kind: 'seat', seed }, published: makeCertificate(seatKeys(seed), place) };
  }
  const { privateKey, publicKey } = generateTrusteeKey();
  return { secret: { kind: 'single', privateKey }, published: publicKey };
}

/** The key that tells one place from another. */
function tellingKey(kind: Secret['kind'], published: string): string {
  if (kind === 'single') return (JSON.parse(published) as { public_key: string }).public_key;
  const { message } = JSON.parse(published) as { message: string };
  return (JSON.parse(message) as { verification: string }).verification;
}

type Answers = {
  readonly [Name in keyof Operations]: (
    ...args: Parameters<Operations[Name]>
  ) => ReturnType<Operations[Name]> | Promise<ReturnType<Operations[Name]>>;
};

const operations: Answers = {
  async make(ballot, passphrase, place) {
    const text = await writeKeyFile(newKey(place), passphrase);
    return { name: `tellers-key-${ballot}.json`, text, fingerprint: readKeyFile(text).fingerprint };
  },
  async open(text, passphrase, { kind, published }) {
    const file = readKeyFile(text);
    const secret = await openKeyFile(file, passphrase);
    if (
      secret.kind !== kind ||
      (published !== undefined && tellingKey(kind, published) !== tellingKey(kind, file.published))
    )
      throw new Fault('other-place', 'the key is of another place or ballot');
    open = { secret, published: file.published };
    return { fingerprint: file.fingerprint };
  },
  forget() {
    open = undefined;
  },
  publicKey: () => held().published,
  certificate: (place) => makeCertificate(seat(), place),
  polynomial: (certificates) => makePolynomial(seat(), certificates),
  async confirmation(certificates, input) {
    return (await confirm(seat(), certificates, input)).output;
  },
  async rehearsal({ task, trustees, input }) {
    return rehearse(task, await ownKey(held().secret, readTrusteeGroups(bytes(trustees)), input));
  },
  async decrypt(input) {
    if (!task) throw new Fault('no-task', 'nothing has been checked yet');
    return decryptTask(task, await ownKey(held().secret, task.archive.trustees, input));
  },
};

async function check(input: CheckInput, tell: (progress: Progress) => void): Promise<Checked> {
  task = undefined;
  const checked = await checkTask(
    { ...input, archive: new Uint8Array(input.archive) },
    {
      verifier: inWorkers(THREADS, () => new Worker(trustedScript(verifierUrl), { type: 'module' })),
      progress: (step, done, total) => {
        if (STAGES.includes(step as Stage)) tell({ stage: step as Stage, done, total });
      },
    },
  );
  task = checked;
  return {
    head: checked.plan.head,
    ballots: checked.archive.ballots.length,
    cells: checked.plan.cells.map(({ id, name, cast, entitled }) => ({ id, name, cast, entitled })),
  };
}

function answer(message: Answer): void {
  self.postMessage(message);
}

self.onmessage = async ({ data: { id, name, args } }: MessageEvent<Call>) => {
  try {
    const value =
      name === 'check'
        ? await check(args[0] as CheckInput, (progress) => answer({ id, progress }))
        : await (operations[name as keyof Operations] as (...args: readonly unknown[]) => unknown)(...args);
    answer({ id, value });
  } catch (e) {
    const fault = (e as { fault?: string }).fault ?? 'internal';
    answer({ id, fault, message: e instanceof Error ? e.message : String(e) });
  }
};

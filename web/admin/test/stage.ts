/**
 * One ballot for the trustee's pages: its ceremony is held for real, two of three trustees by this program, and its
 * count is that of a real closed box. Answers have the services' shapes (contracts/openapi).
 */
import { readElection } from '@tellers/ballot-crypto';
import {
  readTrustees,
  trusteeKeys,
  verifyPartialDecryption,
  verifyTrusteePublicKey,
  writeTally,
} from '@tellers/ballot-crypto/audit';
import {
  checkCertificate,
  checkOutput,
  checkPolynomial,
  confirm,
  generateSeed,
  makeCertificate,
  makeInputs,
  makePolynomial,
  seatKeys,
  thresholdParameters,
} from '@tellers/ballot-crypto/ceremony';
import { checkDecryption, checkTask, rehearsalTally, type TaskInput } from '@tellers/ballot-crypto/trustee';
import { buildThresholdElection, type Ceremony, holdCeremony } from '../../ballot-crypto/test/build.ts';
import { buildClosedBallot, type ClosedBallot, NO_CEREMONY, QUESTION } from '../../ballot-crypto/test/build-closed.ts';

const UUID = '6KtJmwugEAEpW8';
const SIZE = 3;
const THRESHOLD = 2;
const NONCE = 'ab'.repeat(32);

/** What a service answers: a text with a status, or a problem. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

export const ok = (value: unknown, status = 200): Reply => ({ status, body: JSON.stringify(value) });
export const problem = (status: number, code: string, detail: string): Reply => ({
  status,
  body: JSON.stringify({ type: `urn:tellers:problem:${code}`, title: code, status, detail }),
});

interface Seat {
  name?: string;
  headquarters?: boolean;
  certificate?: string;
  polynomial?: string;
  output?: string;
  rehearsed?: boolean;
}

/** The stage, as tests move it. */
export interface Stage {
  readonly uuid: string;
  /** Changeable: the state of the ballot. */
  state: string;
  readonly seats: readonly Seat[];
  /** Shares that were handed in for the count, by trustee. */
  readonly shares: ReadonlyMap<number, string>;
  /** The other two take their places and do what is due, once. */
  othersAct(): Promise<void>;
  /** Changeable: what the services serve to be counted; a lie when a test wants one. */
  input: TaskInput;
  /** What would be counted if nobody lied. */
  readonly closed: ClosedBox;
  answer(method: string, path: string, body: string): Promise<Reply> | Reply;
}

/** A closed box with the ceremony that its key came from. */
export interface ClosedBox extends ClosedBallot {
  readonly ceremony: Ceremony;
}

/** A closed box whose key one scrutineer holds. */
export async function closedBoxOfOne(): Promise<ClosedBox> {
  const ceremony = { ...NO_CEREMONY, certificates: [], polynomials: [] };
  return { ...(await buildClosedBallot({ ceremony: NO_CEREMONY })), ceremony };
}

let box: Promise<ClosedBox> | undefined;

/** A closed box, the same for all stages: nothing in it changes. */
export function closedBox(): Promise<ClosedBox> {
  box ??= holdCeremony(SIZE, THRESHOLD).then(async (ceremony) => ({
    ...(await buildClosedBallot({ ceremony })),
    ceremony,
  }));
  return box;
}

/**
 * A ballot whose key is still to be made.
 *
 * @param box what there is to count once it is closed, where a test gets that far
 */
export function newStage(box?: ClosedBox): Stage {
  const seats: Seat[] = Array.from({ length: SIZE }, () => ({}));
  const seeds = [undefined, generateSeed(), generateSeed()];
  let input = box?.input;
  const closed = (): ClosedBox => {
    if (!box) throw new Error('this stage was made without a closed box');
    return box;
  };
  const isSingle = box?.ceremony.certificates.length === 0;
  let registered: { name: string; publicKey: unknown } | undefined;
  const scrutineersKey = () => {
    const key = registered ?? (stage.state === 'closed' && isSingle ? keyOfBox() : undefined);
    return key && { owner: 2, ...key, publicKey: JSON.stringify(key.publicKey), registeredBy: 'scrutineer' };
  };
  const keyOfBox = () => ({ name: 'Siân Scrutineer', publicKey: JSON.parse(closed().built.trustees)[1][1] });
  const shares = new Map<number, string>();
  let built: ReturnType<typeof buildThresholdElection> | undefined;

  const all = <K extends keyof Seat>(part: K) => seats.map((seat) => seat[part]) as NonNullable<Seat[K]>[];
  const has = (part: keyof Seat) => seats.every((seat) => seat[part] !== undefined);

  const phase = () =>
    !has('certificate')
      ? 'certificates'
      : !has('polynomial')
        ? 'polynomials'
        : !has('output')
          ? 'confirmations'
          : 'done';

  function keyed() {
    if (built || !has('output')) return;
    const parameters = thresholdParameters(all('certificate'), all('polynomial'), all('output'));
    built = buildThresholdElection([QUESTION], { parameters, shares: [] });
    stage.state = 'keyed';
  }

  async function actAs(index: number, seed: string) {
    const seat = seats[index] as Seat;
    const keys = seatKeys(seed);
    seat.name ??= ['', 'Tegan Trustee', 'Tomos Trustee'][index] as string;
    if (!seat.certificate)
      seat.certificate = makeCertificate(keys, { size: SIZE, threshold: THRESHOLD, index: index + 1 });
    else if (phase() === 'polynomials') seat.polynomial ??= await makePolynomial(keys, all('certificate'));
    else if (phase() === 'confirmations') {
      const input = makeInputs(all('certificate'), all('polynomial'))[index] as string;
      seat.output ??= (await confirm(keys, all('certificate'), input)).output;
    }
    keyed();
  }

  const ceremony = () => ({
    threshold: THRESHOLD,
    holders: SIZE,
    phase: phase(),
    seats: seats.map((seat, i) => ({
      seat: i + 1,
      ...(seat.name && { name: seat.name }),
      headquarters: seat.headquarters ?? false,
      done: {
        certificate: seat.certificate !== undefined,
        polynomial: seat.polynomial !== undefined,
        confirmation: seat.output !== undefined,
        rehearsal: seat.rehearsed === true,
      },
    })),
    ...(seats[0]?.name && { mine: 1 }),
    ...(has('certificate') && { certificates: all('certificate') }),
  });

  /** The ceremony that the closed box's key came from. */
  const ceremonyOfBox = () => ({
    threshold: THRESHOLD,
    holders: SIZE,
    phase: 'done',
    seats: ['Tariq', 'Tegan', 'Tomos'].map((name, i) => ({
      seat: i + 1,
      name: `${name} Trustee`,
      headquarters: false,
      done: { certificate: true, polynomial: true, confirmation: true, rehearsal: true },
    })),
    mine: 1,
    certificates: closed().ceremony.certificates,
  });

  let markMail: { email: string; language: string } | undefined;
  let boardIsBehind = true;
  const text = (body: string): Reply => ({ status: 200, body });
  const electionText = () => new TextDecoder().decode(built?.bytes);

  function rehearsal(): Reply {
    if (!built) return problem(409, 'not-keyed', 'The keys are not in place yet.');
    const tally = rehearsalTally(electionText(), publicKeyOf(built.trustees), NONCE);
    return ok({ owner: 2, election: electionText(), nonce: NONCE, encryptedTally: writeTally(tally) });
  }

  function rehearse(body: string): Reply {
    const { owner, payload } = JSON.parse(body) as { owner: number; payload: unknown };
    const election = readElection(built?.bytes as Uint8Array);
    const key = trusteeKeys(readTrustees(built?.trustees as string, election))[owner - 1];
    const tally = rehearsalTally(electionText(), publicKeyOf(built?.trustees as string), NONCE);
    verifyPartialDecryption(election, tally, owner, key as never, JSON.stringify(payload));
    (seats[0] as Seat).rehearsed = true;
    return ok({});
  }

  const stage: Stage = {
    uuid: UUID,
    state: 'approved',
    seats,
    shares,
    get closed() {
      return closed();
    },
    get input() {
      return input ?? closed().input;
    },
    set input(other) {
      input = other;
    },
    async othersAct() {
      for (const [index, seed] of seeds.entries()) if (seed) await actAs(index, seed);
    },
    async answer(method, path, body) {
      const json = <T>() => JSON.parse(body) as T;
      const mine = seats[0] as Seat;
      switch (`${method} ${path}`) {
        case 'GET ballot':
          return ok({
            uuid: UUID,
            state: stage.state,
            revision: 2,
            name: 'Workloads ballot 2026',
            union: 'Napo',
            authority: 'NEC motion 12, 4 December 2025',
            questions: [{ ...QUESTION, question: 'Are you prepared to take part in strike action?' }],
            opensAt: '2026-02-13T12:00:00Z',
            closesAt: '2026-02-27T12:00:00Z',
            publication: { turnout: 'live', result: 'full', breakdown: 'branch' },
            minima: { cast: 20, entitled: 20 },
            revoting: false,
            trustees: [scrutineersKey()].flatMap((one) =>
              one ? [{ ...one, registeredAt: '2026-02-10T09:30:00Z' }] : [],
            ),
            next: { what: 'The three trustees make their keys', who: 'trustee' },
            warnings: stage.state === 'keyed' ? ['Only 1 of 3 trustees has rehearsed'] : [],
            ...(built && { fingerprint: built.election.fingerprint }),
            ...(stage.state === 'closed' && { entitled: 15, cast: 9, head: JSON.parse(String(stage.input.task)).head }),
          });
        case 'GET versions':
          return ok([]);
        case 'POST trustees':
          registered = json<NonNullable<typeof registered>>();
          verifyTrusteePublicKey(JSON.stringify(registered.publicKey));
          return ok({}, 201);
        case 'GET ceremony':
          if (isSingle) return problem(409, 'single-trustee', 'One scrutineer holds the key.');
          return ok(stage.state === 'closed' ? ceremonyOfBox() : ceremony());
        case 'POST ceremony/seat':
          if (mine.name) return problem(409, 'seat-taken', 'You have a place already.');
          mine.name = json<{ name: string }>().name;
          return ok(ceremony());
        case 'POST ceremony/replacement': {
          const freed = json<{ seat: number }>().seat - 1;
          seats.forEach(({ name }, i) => {
            seats[i] = i === freed || !name ? {} : { name };
          });
          return ok(ceremony());
        }
        case 'POST ceremony/certificate':
          checkCertificate(json<{ cert: string }>().cert);
          mine.certificate = json<{ cert: string }>().cert;
          return ok(ceremony());
        case 'POST ceremony/polynomial':
          checkPolynomial(all('certificate'), 1, json<{ polynomial: string }>().polynomial);
          mine.polynomial = json<{ polynomial: string }>().polynomial;
          return ok(ceremony());
        case 'GET ceremony/input':
          return stage.state === 'closed'
            ? ok({ vinput: closed().ceremony.inputs[0] })
            : ok({ vinput: makeInputs(all('certificate'), all('polynomial'))[0] });
        case 'POST ceremony/confirmation':
          checkOutput(all('certificate'), all('polynomial'), 1, json<{ voutput: string }>().voutput);
          mine.output = json<{ voutput: string }>().voutput;
          keyed();
          return ok(ceremony());
        case 'GET ceremony/rehearsal':
          return rehearsal();
        case 'POST ceremony/rehearsal':
          return rehearse(body);
        case 'GET election':
          return text(electionText());
        case 'GET trustees':
          // As in life: the public board hears of the keys a moment after the ceremony's own service.
          if (boardIsBehind) {
            boardIsBehind = false;
            return problem(404, 'ballot-not-found', 'There is no ballot with this uuid.');
          }
          return text(built?.trustees ?? '');
        case 'GET head-notices/mine':
          return markMail ? ok(markMail) : problem(404, 'head-notice-not-found', 'You have not asked for it.');
        case 'DELETE head-notices/mine':
          markMail = undefined;
          return { status: 204, body: '' };
        case 'PUT head-notices/mine':
          markMail = json<{ email: string; language: string }>();
          return ok(markMail);
        case 'GET additions':
        case 'GET openings':
          return text(String(stage.input[path as 'additions']));
        case 'GET decryption-task': {
          const task = JSON.parse(String(stage.input.task));
          const owners = task.owners.map((one: { owner: number }) => ({
            ...one,
            name: ['The system', isSingle ? 'Siân Scrutineer' : 'Tariq Trustee', 'Tegan Trustee', 'Tomos Trustee'][
              one.owner - 1
            ],
            decrypted: one.owner === 1 || shares.has(one.owner),
          }));
          return ok({ ...task, owners });
        }
        case 'POST partial-decryptions': {
          const { owner } = checkDecryption(await checkTask(closed().input), body);
          shares.set(owner, body);
          return ok({}, 201);
        }
        default:
          return problem(404, 'not-found', 'There is nothing here.');
      }
    },
  };
  return stage;
}

/** The verification key of the first seat, in hexadecimal. */
function publicKeyOf(trustees: string): string {
  const groups = JSON.parse(trustees) as [string, { verification_keys: { public_key: string }[] }][];
  return groups[1]?.[1].verification_keys[0]?.public_key as string;
}

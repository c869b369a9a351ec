/**
 * `trustee`: a trustee's key, made and used on the trustee's own machine: alone or as a seat of a key ceremony.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import {
  type ArchiveOptions,
  type CheckedArchive,
  checkArchive,
  generateTrusteeKey,
  partialDecryption,
  readTrusteeGroups,
} from '../src/audit.ts';
import { confirm, generateSeed, makeCertificate, makePolynomial, type SeatKeys, seatKeys } from '../src/ceremony.ts';
import { checkTask, decryptTask, ownKey, rehearse } from '../src/trustee.ts';
import { CommandError, type Options, options, readJsonBytes, readLines, run, UsageError } from './command.ts';
import { loadKey, saveKey } from './keyfile.ts';
import { inThreads } from './threads.ts';

const USAGE = `usage:
  trustee keygen      --out KEYFILE
      makes the key of a trustee who is needed alone, and prints the public key, with its proof of knowledge
  trustee certificate --size N --threshold T --seat I --out KEYFILE
      makes the key of seat I of N in a key ceremony, of whom T decrypt, and prints the seat's certificate
  trustee polynomial  --key KEYFILE --certificates FILE
      checks the certificates of all seats, one a line, and prints the seat's polynomial
  trustee confirm     --key KEYFILE --certificates FILE --input FILE
      checks the input that the server made for the seat, and prints the seat's output
  trustee rehearse    --key KEYFILE --trustees FILE [--input FILE] --rehearsal FILE --out FILE
      decrypts a rehearsal, which must hide nothing, and writes what is to be sent back
  trustee check       --archive FILE.bel [--head HASH] [--single-vote yes] [--threads N]
      checks the whole archive and prints what it holds as JSON
  trustee decrypt     --key KEYFILE [--input FILE] --archive FILE.bel [--head HASH] [--single-vote yes] [--threads N]
                      --out FILE
      checks the whole archive, then decrypts the total and writes the partial decryption as JSON
  trustee decrypt     --key KEYFILE [--input FILE] --archive FILE.bel [--head HASH] [--threads N]
                      --task FILE --additions FILE --openings FILE --out FILE
      checks the archive, the additions and every sum of the task, then decrypts them and writes what is to be sent
passphrase of a KEYFILE: --passphrase-file FILE (its first line), or TRUSTEE_PASSPHRASE, or asked at the terminal
other options:
  --head         the event hash that was published when the box closed
  --input        a seat's input of the key ceremony, or the encrypted share of its output: its share of the key is
                 recovered from it
  --single-vote  "yes" when the ballot's charter does not allow re-voting: a second ballot is then refused
  --threads      how many threads check the ballots; as many as the machine has processors when not given
`;

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  keygen,
  certificate,
  polynomial,
  confirm: confirmSeat,
  rehearse: rehearseDecryption,
  check,
  decrypt,
};

await run('trustee', USAGE, async ([name, ...args]) => {
  if (name === undefined) throw new UsageError('a command is missing');
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`there is no command ${name}`);
  return command(args);
});

async function keygen(args: readonly string[]): Promise<void> {
  const given = options(args, ['out'], ['passphrase-file']);
  const { privateKey, publicKey } = generateTrusteeKey();
  await saveKey(given.out, { secret: { kind: 'single', privateKey }, published: publicKey }, given['passphrase-file']);
  process.stdout.write(`${publicKey}\n`);
}

async function certificate(args: readonly string[]): Promise<void> {
  const given = options(args, ['size', 'threshold', 'seat', 'out'], ['passphrase-file']);
  const [size, threshold, index] = (['size', 'threshold', 'seat'] as const).map((name) => count(given[name], name));
  const seed = generateSeed();
  const published = makeCertificate(seatKeys(seed), { size, threshold, index } as never);
  await saveKey(given.out, { secret: { kind: 'seat', seed }, published }, given['passphrase-file']);
  process.stdout.write(`${published}\n`);
}

async function polynomial(args: readonly string[]): Promise<void> {
  const given = options(args, ['key', 'certificates'], ['passphrase-file']);
  const keys = await seat(given.key, given['passphrase-file']);
  process.stdout.write(`${await makePolynomial(keys, readLines(given.certificates))}\n`);
}

async function confirmSeat(args: readonly string[]): Promise<void> {
  const given = options(args, ['key', 'certificates', 'input'], ['passphrase-file']);
  const keys = await seat(given.key, given['passphrase-file']);
  const { output } = await confirm(keys, readLines(given.certificates), readText(given.input));
  process.stdout.write(`${output}\n`);
}

async function seat(file: string, passphraseFile: string | undefined): Promise<SeatKeys> {
  const secret = await loadKey(file, passphraseFile);
  if (secret.kind === 'single') throw new CommandError(`wrong-key: ${file} is not the key of a seat`);
  return seatKeys(secret.seed);
}

async function rehearseDecryption(args: readonly string[]): Promise<void> {
  const given = options(args, ['key', 'trustees', 'rehearsal', 'out'], ['input', 'passphrase-file']);
  const secret = await loadKey(given.key, given['passphrase-file']);
  const own = await ownKey(secret, readTrusteeGroups(readJsonBytes(given.trustees)), optionalText(given.input));
  write(given.out, rehearse(readText(given.rehearsal), own));
  process.stderr.write(`rehearsal of trustee ${own.owner} written to ${given.out}\n`);
}

async function check(args: readonly string[]): Promise<void> {
  const given = options(args, ['archive'], ['head', 'single-vote', 'threads']);
  const { election, ballots, numTallied, credentials, decryptions, result, head } = await readArchive(given);
  const { uuid, fingerprint } = election;
  const listed = credentials.size;
  const decrypted = decryptions.map(({ owner }) => owner);
  const summary = { uuid, fingerprint, listed, ballots: ballots.length, num_tallied: numTallied, decrypted, head };
  process.stdout.write(`${JSON.stringify({ ...summary, ...(result && { result }) })}\n`);
}

async function decrypt(args: readonly string[]): Promise<void> {
  const given = options(
    args,
    ['key', 'archive', 'out'],
    ['passphrase-file', 'input', 'head', 'single-vote', 'threads', 'task', 'additions', 'openings'],
  );
  const { task, additions, openings } = given;
  if (task === undefined && additions === undefined && openings === undefined) return decryptTotal(given);
  if (task === undefined || additions === undefined || openings === undefined)
    throw new UsageError('--task, --additions and --openings need each other');
  if (given['single-vote'] !== undefined) throw new UsageError('--single-vote: with --task the charter says it');
  return decryptCells({ ...given, task, additions, openings });
}

type Decrypt<R extends string = never> = Options<
  'key' | 'archive' | 'out' | R,
  'passphrase-file' | 'input' | 'head' | 'single-vote' | 'threads'
>;

async function decryptTotal(given: Decrypt): Promise<void> {
  const secret = await loadKey(given.key, given['passphrase-file']);
  const archive = await readArchive(given);
  const { election, tally, trustees } = archive;
  if (!tally) throw new CommandError('the box is not closed: the archive has no encrypted tally');
  const own = await ownKey(secret, trustees, optionalText(given.input));
  describe(archive, given.head);
  write(given.out, partialDecryption(election, tally, own.privateKey));
  process.stderr.write(`partial decryption of trustee ${own.owner} written to ${given.out}\n`);
}

async function decryptCells(given: Decrypt<'task' | 'additions' | 'openings'>): Promise<void> {
  const secret = await loadKey(given.key, given['passphrase-file']);
  const files = {
    archive: readFileSync(given.archive),
    additions: readJsonBytes(given.additions),
    openings: readJsonBytes(given.openings),
    task: readJsonBytes(given.task),
  };
  const checked = await checkTask(files, archiveOptions(given));
  const own = await ownKey(secret, checked.archive.trustees, optionalText(given.input));
  describe(checked.archive, given.head);
  write(given.out, await decryptTask(checked, own));
  process.stderr.write(`decryption of ${checked.cells.length} cells by trustee ${own.owner} written to ${given.out}\n`);
}

function describe({ ballots, numTallied, head }: CheckedArchive, published: string | undefined): void {
  process.stderr.write(
    `archive holds: ${ballots.length} ballots, ${numTallied} count, head ${head}` +
      `${published === undefined ? ' (not compared with a published one)' : ''}\n`,
  );
}

type Given = Options<'archive', 'head' | 'single-vote' | 'threads'>;

async function readArchive(given: Given): Promise<CheckedArchive> {
  const singleVote = given['single-vote'] ?? 'no';
  if (singleVote !== 'yes' && singleVote !== 'no') throw new UsageError('--single-vote is "yes" or "no"');
  return checkArchive(readFileSync(given.archive), { ...archiveOptions(given), singleVote: singleVote === 'yes' });
}

function archiveOptions(given: Given): ArchiveOptions {
  if (given.head !== undefined && !/^[0-9a-f]{64}$/.test(given.head))
    throw new UsageError('--head is not 64 lower-case hexadecimal digits');
  const threads = count(given.threads ?? String(availableParallelism()), 'threads');
  return {
    ...(given.head === undefined ? {} : { head: given.head }),
    ...(threads > 1 && { verifier: inThreads(threads) }),
    progress: (step, done, total) => {
      if (step === 'ballots' && (done % 100 === 0 || done === total))
        process.stderr.write(`checked ${done} of ${total} ballots\n`);
    },
  };
}

function count(text: string, name: string): number {
  if (!/^[1-9][0-9]{0,5}$/.test(text)) throw new UsageError(`--${name} is not a number from 1`);
  return Number(text);
}

function readText(file: string): string {
  return new TextDecoder().decode(readJsonBytes(file));
}

function optionalText(file: string | undefined): string | undefined {
  return file === undefined ? undefined : readText(file);
}

function write(file: string, text: string): void {
  writeFileSync(file, `${text}\n`, { flag: 'wx' });
}

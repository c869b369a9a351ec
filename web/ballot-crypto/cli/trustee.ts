/** `trustee keygen`, `check` and `decrypt`: a scrutineer's key, made and used on the scrutineer's own machine. */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type CheckedArchive, checkArchive, generateTrusteeKey, partialDecryption, trusteeKeys } from '../src/audit.ts';
import { G, times } from '../src/group.ts';
import { CommandError, type Options, options, run, UsageError } from './command.ts';
import { readKeyFile, readPassphrase, writeKeyFile } from './keyfile.ts';
import { inThreads } from './threads.ts';

const USAGE = `usage:
  trustee keygen  --out FILE [--passphrase-file FILE]
      makes a private key in FILE and prints the public key, with its proof of knowledge, as JSON
  trustee check   --archive FILE.bel [--head HASH] [--single-vote yes] [--threads N]
      checks the whole archive and prints what it holds as JSON
  trustee decrypt --key FILE [--passphrase-file FILE] --archive FILE.bel [--head HASH] [--single-vote yes]
                  [--threads N] --out FILE
      checks the whole archive, then decrypts the total and writes the partial decryption as JSON
options of check and decrypt:
  --head         the event hash that was published when the box closed
  --single-vote  "yes" when the ballot's charter does not allow re-voting: a second ballot is then refused
  --threads      how many threads check the ballots; as many as the machine has processors when not given
`;

await run('trustee', USAGE, async ([command, ...args]) => {
  if (command === 'keygen') return keygen(args);
  if (command === 'check') return check(args);
  if (command === 'decrypt') return decrypt(args);
  throw new UsageError(command ? `there is no command ${command}` : 'a command is missing');
});

async function keygen(args: readonly string[]): Promise<void> {
  const given = options(args, ['out'], ['passphrase-file']);
  const key = generateTrusteeKey();
  await writeKeyFile(given.out, key, readPassphrase(given['passphrase-file']));
  process.stderr.write(`private key written to ${given.out}; keep it, and a copy, until the result is declared\n`);
  process.stdout.write(`${key.publicKey}\n`);
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
  const given = options(args, ['key', 'archive', 'out'], ['passphrase-file', 'head', 'single-vote', 'threads']);
  const privateKey = await readKeyFile(given.key, readPassphrase(given['passphrase-file']));
  const { election, tally, ballots, numTallied, trustees, head } = await readArchive(given);
  if (!tally) throw new CommandError('the box is not closed: the archive has no encrypted tally');
  const publicKey = times(G, privateKey);
  const owner = 1 + trusteeKeys(trustees).findIndex((key) => key.equals(publicKey));
  if (owner === 0) throw new CommandError('wrong-key: this key is not a trustee key of the archived election');
  process.stderr.write(
    `archive holds: ${ballots.length} ballots, ${numTallied} count, head ${head}` +
      `${given.head === undefined ? ' (not compared with a published one)' : ''}\n`,
  );
  writeFileSync(given.out, `${partialDecryption(election, tally, privateKey)}\n`, { flag: 'wx' });
  process.stderr.write(`partial decryption of trustee ${owner} written to ${given.out}\n`);
}

/** Checks the archive as the options say, with progress on standard error. */
function readArchive(given: Options<'archive', 'head' | 'single-vote' | 'threads'>): Promise<CheckedArchive> {
  const singleVote = given['single-vote'] ?? 'no';
  if (singleVote !== 'yes' && singleVote !== 'no') throw new UsageError('--single-vote is "yes" or "no"');
  if (given.head !== undefined && !/^[0-9a-f]{64}$/.test(given.head))
    throw new UsageError('--head is not 64 lower-case hexadecimal digits');
  const threads = Number(given.threads ?? availableParallelism());
  if (!Number.isInteger(threads) || threads < 1) throw new UsageError('--threads is not a number from 1');
  return checkArchive(readFileSync(given.archive), {
    ...(given.head === undefined ? {} : { head: given.head }),
    singleVote: singleVote === 'yes',
    ...(threads > 1 && { verifier: inThreads(threads) }),
    progress: (step, checked, total) => {
      if (step === 'ballots' && (checked % 100 === 0 || checked === total))
        process.stderr.write(`checked ${checked} of ${total} ballots\n`);
    },
  });
}

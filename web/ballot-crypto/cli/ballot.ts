/** `ballot make` and `ballot verify`: ballots to and from other implementations of the protocol. */
import { verifyBallot } from '../src/audit.ts';
import { createBallot, deriveCredential, readElection } from '../src/index.ts';
import { CommandError, options, readChoices, readJsonBytes, readLines, reason, run, UsageError } from './command.ts';

const USAGE = `usage:
  ballot make   --election FILE --credentials FILE --choices FILE
      prints one ballot a line: line i of --credentials votes line i of --choices, which is a JSON array with one
      array of 0 and 1 per question (preceded by one for "blank" where allowed), such as [[1,0,0]]
  ballot verify --election FILE --ballots FILE
      checks the ballot in each line, whether or not its credential is listed, and prints its tracker, or "refused"
      with the reason; exit code 1 when one is refused
`;

await run('ballot', USAGE, async ([command, ...args]) => {
  if (command === 'make') return make(args);
  if (command === 'verify') return verify(args);
  throw new UsageError(command ? `there is no command ${command}` : 'a command is missing');
});

function make(args: readonly string[]): void {
  const given = options(args, ['election', 'credentials', 'choices']);
  const election = readElection(readJsonBytes(given.election));
  const credentials = readLines(given.credentials);
  const choices = readChoices(given.choices);
  if (credentials.length !== choices.length)
    throw new CommandError(`there are ${credentials.length} credentials but ${choices.length} lines of choices`);
  credentials.forEach((code, i) => {
    const credential = deriveCredential(election.uuid, code);
    process.stdout.write(`${createBallot(election, credential, choices[i] ?? []).text}\n`);
  });
}

function verify(args: readonly string[]): void {
  const given = options(args, ['election', 'ballots']);
  const election = readElection(readJsonBytes(given.election));
  for (const text of readLines(given.ballots)) {
    try {
      process.stdout.write(`${verifyBallot(election, text).tracker}\n`);
    } catch (e) {
      process.stdout.write(`refused ${reason(e)}\n`);
      process.exitCode = 1;
    }
  }
}

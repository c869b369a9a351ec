/** `ballot`: makes ballots and prints them, for other implementations to check. */
import { createBallot, deriveCredential, readElection } from '../src/index.ts';
import { CommandError, options, readChoices, readJsonBytes, readLines, run } from './command.ts';

const USAGE = `usage:
  ballot --election FILE --credentials FILE --choices FILE
      prints one ballot a line: line i of --credentials votes line i of --choices, which is a JSON array with one
      array of 0 and 1 per question (preceded by one for "blank" where allowed), such as [[1,0,0]]
`;

await run('ballot', USAGE, async (args) => {
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
});

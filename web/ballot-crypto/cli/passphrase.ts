/** Where a passphrase comes from: a file, the environment, or a person at the terminal. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CommandError } from './command.ts';

/** The environment variable that may hold the passphrase. */
export const VARIABLE = 'TRUSTEE_PASSPHRASE';

/** The passphrase for a key file that exists, or undefined when nobody can be asked. */
export async function givenPassphrase(file: string | undefined): Promise<string | undefined> {
  return provided(file) ?? (process.stdin.isTTY ? ask('Passphrase: ') : undefined);
}

/** The passphrase for a new key file; a person is asked twice. Undefined when nobody can be asked. */
export async function newPassphrase(file: string | undefined): Promise<string | undefined> {
  const passphrase = provided(file);
  if (passphrase !== undefined || !process.stdin.isTTY) return passphrase;
  const first = await ask('New passphrase: ');
  if (first === '') throw new CommandError('a key needs a passphrase');
  if (first !== (await ask('The same again: '))) throw new CommandError('the two passphrases differ; nothing was made');
  return first;
}

function provided(file: string | undefined): string | undefined {
  if (file === undefined) return process.env[VARIABLE] || undefined;
  const passphrase = readFileSync(file, 'utf8').split(/\r?\n/, 1)[0] ?? '';
  if (passphrase === '') throw new CommandError(`${file} holds no passphrase in its first line`);
  return passphrase;
}

/** Asks at the terminal; what is typed is not shown. */
async function ask(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  const stop = new AbortController();
  terminal.on('SIGINT', () => stop.abort());
  try {
    return await terminal.question('', { signal: stop.signal });
  } catch {
    throw new CommandError('no passphrase was given');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

/** What the command lines share: options, one-line errors, exit codes. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type PlainAnswer, ProtocolError } from '../src/index.ts';

/** A wrong call: exit code 2, and the usage is printed. */
export class UsageError extends Error {}

/** A refusal to go on that is not a rule of the protocol: exit code 1. */
export class CommandError extends Error {}

/** Options by name; those in `required` are always there. */
export type Options<R extends string, O extends string> = { [K in R]: string } & { [K in O]?: string };

/**
 * Reads `--name value` options.
 *
 * @throws UsageError for an unknown, repeated or missing one
 */
export function options<R extends string, O extends string = never>(
  args: readonly string[],
  required: readonly R[],
  optional: readonly O[] = [],
): Options<R, O> {
  const known = [...required, ...optional];
  let values: Record<string, unknown>;
  try {
    values = parseArgs({
      args: [...args],
      options: Object.fromEntries(known.map((name) => [name, { type: 'string', multiple: true }] as const)),
    }).values;
  } catch (e) {
    throw new UsageError((e as Error).message.split('\n')[0]);
  }
  for (const name of required) if (!values[name]) throw new UsageError(`--${name} is missing`);
  return Object.fromEntries(
    Object.entries(values).map(([name, given]) => {
      const [value, ...more] = given as string[];
      if (more.length > 0) throw new UsageError(`--${name} is given twice`);
      return [name, value];
    }),
  ) as Options<R, O>;
}

/**
 * Runs a command. What was asked for goes to standard output, everything else to standard error; exit code 1 with a
 * one-line reason for a refusal, 2 for a wrong call.
 */
export async function run(
  name: string,
  usage: string,
  command: (args: readonly string[]) => Promise<void>,
): Promise<void> {
  try {
    await command(process.argv.slice(2));
  } catch (e) {
    if (e instanceof UsageError) {
      process.stderr.write(`${name}: ${e.message}\n${usage}`);
      process.exitCode = 2;
    } else {
      process.stderr.write(`${name}: ${reason(e)}\n`);
      process.exitCode = 1;
    }
  }
}

/** One line that says what is wrong. */
export function reason(e: unknown): string {
  if (e instanceof ProtocolError) return `${e.fault}: ${e.message}`;
  return (e instanceof Error ? e.message : String(e)).split('\n')[0] ?? 'failed';
}

/** The lines of a text file, without empty ones at the end. */
export function readLines(file: string): string[] {
  return readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
}

/** The plain answers in a file of choices, one JSON array a line. */
export function readChoices(file: string): PlainAnswer[][] {
  return readLines(file).map((line, i) => {
    try {
      return JSON.parse(line);
    } catch {
      throw new CommandError(`${file}, line ${i + 1} is not JSON`);
    }
  });
}

/** The bytes of a JSON file, without a line feed at the end, which editors add and the protocol does not hash. */
export function readJsonBytes(file: string): Uint8Array {
  const bytes = readFileSync(file);
  return bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes;
}

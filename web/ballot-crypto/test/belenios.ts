import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './vectors.ts';

/** Debian's releases that have a belenios-tool: 3.0, and 3.3.0. */
export type Suite = 'trixie' | 'sid';

/** Runs the repository's belenios-tool in a directory; throws with its standard error when it refuses. */
export function beleniosTool(args: readonly string[], cwd: string, suite: Suite = 'trixie', input = ''): string {
  const env = { ...process.env, BELENIOS_SUITE: suite };
  return execFileSync(join(root, 'tools/belenios-tool'), args, { cwd, encoding: 'utf8', stdio: 'pipe', env, input });
}

/** Whether that belenios-tool runs here; the first time it is downloaded. */
export function hasBeleniosTool(suite: Suite): boolean {
  try {
    return beleniosTool(['--version'], tmpdir(), suite) !== '';
  } catch (e) {
    process.stderr.write(`belenios-tool of ${suite} cannot be installed here, its tests are skipped: ${e}\n`);
    return false;
  }
}

/** Lets belenios-tool judge one ballot of the election in an archive; throws when it is invalid. */
export function verifyBallotWithBelenios(archive: Uint8Array, uuid: string, ballot: string): void {
  const dir = mkdtempSync(join(tmpdir(), 'tellers-ballot-'));
  try {
    writeFileSync(join(dir, `${uuid}.bel`), archive);
    writeFileSync(join(dir, 'ballot.json'), ballot);
    beleniosTool(['election', 'verify-ballot', '--ballot', 'ballot.json'], dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

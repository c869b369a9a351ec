import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Election, readElection } from '../src/index.ts';

/** The repository's root. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The vectors made with belenios-tool. */
export const vectorNames = ['one-question', 'three-questions', 'threshold'] as const;

export type VectorName = (typeof vectorNames)[number];

export interface Vector {
  readonly path: string;
  readonly electionBytes: Uint8Array;
  readonly election: Election;
  readonly privateCredentials: readonly string[];
  readonly votes: readonly number[][][];
  readonly ballots: readonly string[];
  readonly trackers: readonly string[];
  readonly archive: Uint8Array;
}

/** Reads a vector. Its election.json ends with a line feed that is not part of the hashed bytes. */
export function vector(name: VectorName): Vector {
  const path = `${root}/vectors/${name}`;
  const lines = (file: string) => readFileSync(`${path}/${file}`, 'utf8').split('\n').filter(Boolean);
  const electionBytes = new TextEncoder().encode(readFileSync(`${path}/election.json`, 'utf8').replace(/\n$/, ''));
  return {
    path,
    electionBytes,
    election: readElection(electionBytes),
    privateCredentials: lines('private_credentials.txt'),
    votes: lines('votes.txt').map((line) => JSON.parse(line)),
    ballots: readdirSync(`${path}/ballots`)
      .sort()
      .map((file) => readFileSync(`${path}/ballots/${file}`, 'utf8').replace(/\n$/, '')),
    trackers: lines('trackers.txt'),
    archive: readFileSync(`${path}/archive.bel`),
  };
}

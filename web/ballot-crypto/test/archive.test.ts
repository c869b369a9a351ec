import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkArchive } from '../src/audit.ts';
import { vector, vectorNames } from './vectors.ts';

describe('the vectors made with belenios-tool', () => {
  it.each(vectorNames)('%s: the whole archive holds and gives the archived result', { timeout: 60_000 }, (name) => {
    const { archive, path, trackers, votes } = vector(name);
    const checked = checkArchive(archive);
    expect(checked.result).toEqual(JSON.parse(readFileSync(`${path}/result.json`, 'utf8')).result);
    expect(checked.ballots.map(({ tracker }) => tracker).sort()).toEqual([...trackers].sort());
    expect(checked.numTallied).toBe(votes.length);
  });
});

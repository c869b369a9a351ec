/** Drafts as the ballot service keeps them. */
import { queryOptions } from '@tanstack/react-query';
import { ballotApi, dataOf } from '../api/client.ts';
import type { components } from '../api/generated/ballot.ts';
import { Problem } from '../api/problem.ts';

type Ballot = components['schemas']['Ballot'];
type Draft = components['schemas']['BallotDraft'];

/** Somebody else saved a draft after it was opened here. */
export class Overtaken extends Error {
  readonly theirs: Ballot;

  constructor(theirs: Ballot) {
    super('overtaken');
    this.theirs = theirs;
  }
}

export async function createDraft(body: Draft): Promise<Ballot> {
  return dataOf(await ballotApi.POST('/api/ballot/ballots', { body }));
}

/**
 * Writes a draft anew.
 *
 * @param revision the one that was changed here
 * @throws Overtaken with the latest, if there is a later one; nothing is written then
 */
export async function changeDraft(uuid: string, body: Draft, revision: number): Promise<Ballot> {
  const path = { uuid };
  try {
    return dataOf(await ballotApi.PUT('/api/ballot/ballots/{uuid}', { params: { path, query: { revision } }, body }));
  } catch (e) {
    if (!(e instanceof Problem) || e.code !== 'draft-changed') throw e;
    throw new Overtaken(dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}', { params: { path } })));
  }
}

/** Who wrote the draft, and when: the versions that are kept, the latest first. */
export const versions = (uuid: string, revision: number) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'versions', revision],
    queryFn: async () =>
      dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}/versions', { params: { path: { uuid } } })),
  });

/** The draft as one version had it, which never changes. */
export const version = (uuid: string, revision: number) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'version', revision],
    queryFn: async () =>
      dataOf(
        await ballotApi.GET('/api/ballot/ballots/{uuid}/versions/{revision}', { params: { path: { uuid, revision } } }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

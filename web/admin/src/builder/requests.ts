/** Drafts as the ballot service keeps them. */
import { queryOptions } from '@tanstack/react-query';
import { ballotApi, dataOf } from '../api/client.ts';
import type { components } from '../api/generated/ballot.ts';

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
 * Writes a draft anew. The service takes the latest as the only one, so somebody else's version is looked for first.
 *
 * @param seen the revision that was opened here; none to write over whatever is there
 */
export async function changeDraft(uuid: string, body: Draft, seen: number | undefined): Promise<Ballot> {
  const of = { params: { path: { uuid } } };
  const now = dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}', of));
  if (seen !== undefined && now.revision !== seen) throw new Overtaken(now);
  return dataOf(await ballotApi.PUT('/api/ballot/ballots/{uuid}', { ...of, body }));
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

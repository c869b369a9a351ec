/** What the pages ask of the ballot service. */
import { queryOptions } from '@tanstack/react-query';
import { ballotApi, dataOf } from '../api/client.ts';

/** All ballots; a union has few of them. */
export const ballots = queryOptions({
  queryKey: ['ballots'],
  queryFn: async () =>
    dataOf(await ballotApi.GET('/api/ballot/ballots', { params: { query: { limit: 200 } } })).items ?? [],
});

/** One ballot as its overview shows it. */
export const ballot = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid],
    queryFn: async () => dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}', { params: { path: { uuid } } })),
  });

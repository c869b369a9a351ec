/** What the pages of the register ask of the service that keeps it. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, membershipApi } from '../api/client.ts';
import type { components } from '../api/generated/membership.ts';
import { Problem, problemOf } from '../api/problem.ts';
import type { Confirmation, Run } from './run.ts';
import { lookAgainAfter } from './run.ts';

type Schemas = components['schemas'];

export type Mode = Schemas['ImportMode'];
export type Total = Schemas['ImportTotal'];
export type PlaceKind = 'branches' | 'delivery-units';

const of = (id: string) => ({ params: { path: { id } } });

/** The contract calls every field of an answer optional; those of a run are always there. */
export const read = (view: Schemas['Import']) => view as Run;

/** Every file that was handed in, the latest first. */
export const runs = infiniteQueryOptions({
  queryKey: ['register', 'runs'],
  queryFn: async ({ pageParam }) => {
    const query = { limit: 20, ...(pageParam !== '' && { after: pageParam }) };
    const { items = [], next } = dataOf(await membershipApi.GET('/api/membership/imports', { params: { query } }));
    return { items: items.map(read), next };
  },
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
});

/** One file, watched while it goes on by itself. */
export const run = (id: string) =>
  queryOptions({
    queryKey: ['register', 'runs', id],
    queryFn: async () => read(dataOf(await membershipApi.GET('/api/membership/imports/{id}', of(id)))),
    refetchInterval: ({ state }) => lookAgainAfter(state.data?.state),
  });

/** What a file means for each section, branch, employer and region; found anew whenever the file is read anew. */
export const totals = (id: string) =>
  queryOptions({
    queryKey: ['register', 'runs', id, 'totals'],
    queryFn: async () => dataOf(await membershipApi.GET('/api/membership/imports/{id}/totals', of(id))).items ?? [],
    staleTime: 0,
    gcTime: 0,
  });

/** Whether the register has anybody in it. */
export const anybody = queryOptions({
  queryKey: ['register', 'anybody'],
  queryFn: async () => {
    const one = await membershipApi.POST('/api/membership/members/search', { body: { unreachable: false, limit: 1 } });
    return (dataOf(one).items ?? []).length > 0;
  },
});

/** The branches or delivery units that the register's rows may name. */
export const places = (kind: PlaceKind) =>
  queryOptions({
    queryKey: ['register', 'places', kind],
    queryFn: async () =>
      dataOf(await membershipApi.GET('/api/membership/places/{kind}', { params: { path: { kind } } })).items ?? [],
  });

/** Says which column of a file is which; the file is then read with it. */
export async function mapColumns(id: string, columns: readonly Schemas['SaidColumn'][]): Promise<Run> {
  const body = { columns: [...columns] };
  return read(dataOf(await membershipApi.PUT('/api/membership/imports/{id}/columns', { ...of(id), body })));
}

export async function confirm(id: string, body: Confirmation): Promise<Run> {
  return read(dataOf(await membershipApi.POST('/api/membership/imports/{id}/confirmation', { ...of(id), body })));
}

export async function undo(id: string): Promise<Run> {
  return read(dataOf(await membershipApi.POST('/api/membership/imports/{id}/undo', of(id))));
}

/** Puts a list in the place of the one before. */
export async function replacePlaces(kind: PlaceKind, csv: string): Promise<Schemas['Replaced']> {
  return dataOf(
    await membershipApi.PUT('/api/membership/places/{kind}', {
      params: { path: { kind } },
      body: csv,
      bodySerializer: (text) => text,
      headers: { 'Content-Type': 'text/csv' },
    }),
  );
}

/**
 * Hands in a register file as it is on the disk.
 *
 * @param progress told the bytes that have gone so far; `fetch` cannot tell, so this is an older kind of request
 */
export function handIn(file: Blob, mode: Mode, progress: (sent: number, total: number) => void): Promise<Run> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/membership/imports?mode=${mode}`);
    request.setRequestHeader('Tellers-Request', '1');
    request.setRequestHeader('Content-Type', 'text/csv');
    request.upload.onprogress = ({ loaded, total }) => progress(loaded, total);
    request.onerror = () => failed(new Problem('no-connection', 0, ''));
    request.onload = () => {
      const { status, responseText } = request;
      if (status === 202) done(read(JSON.parse(responseText) as Schemas['Import']));
      else problemOf(new Response(responseText, { status })).then(failed);
    };
    request.send(file);
  });
}

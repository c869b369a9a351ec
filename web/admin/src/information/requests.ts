/** Questions with answers, and meetings, as the ballot service keeps them. */
import { queryOptions } from '@tanstack/react-query';
import { ballotApi, dataOf } from '../api/client.ts';
import type { components } from '../api/generated/ballot.ts';

export type Faq = components['schemas']['Faq'];
export type Meeting = components['schemas']['Meeting'];
export type MeetingText = components['schemas']['MeetingText'];
export type Bilingual = components['schemas']['BilingualText'];

const of = (uuid: string) => ({ params: { path: { uuid } } });

/** The questions and answers as they stand. */
export const faq = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'faq'],
    queryFn: async () => dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}/faq', of(uuid))),
  });

/** Every meeting as it stands, those called off among them. */
export const meetings = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'meetings'],
    queryFn: async () => dataOf(await ballotApi.GET('/api/ballot/ballots/{uuid}/meetings', of(uuid))),
  });

export async function writeFaq(uuid: string, body: components['schemas']['FaqText']): Promise<Faq> {
  return dataOf(await ballotApi.PUT('/api/ballot/ballots/{uuid}/faq', { ...of(uuid), body }));
}

/** @param meeting the meeting to write anew; none to add one */
export async function writeMeeting(uuid: string, body: MeetingText, meeting?: string): Promise<void> {
  if (meeting === undefined) await ballotApi.POST('/api/ballot/ballots/{uuid}/meetings', { ...of(uuid), body });
  else
    await ballotApi.PUT('/api/ballot/ballots/{uuid}/meetings/{meeting}', {
      params: { path: { uuid, meeting } },
      body,
    });
}

export async function callOff(uuid: string, meeting: string): Promise<void> {
  await ballotApi.DELETE('/api/ballot/ballots/{uuid}/meetings/{meeting}', { params: { path: { uuid, meeting } } });
}

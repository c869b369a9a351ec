/** What the turnout page asks of the reporting service. */
import { queryOptions } from '@tanstack/react-query';
import { dataOf, reportingApi } from '../api/client.ts';
import type { components } from '../api/generated/reporting.ts';
import type { Constituency, Point } from './figures.ts';

const of = (uuid: string) => ({ params: { path: { uuid } } });

/** A share of the members entitled that the law asks of a statutory ballot. */
export interface Threshold {
  readonly rule: string;
  readonly percent: number;
  readonly needed: number;
  readonly met: boolean;
  readonly repealAnnounced: boolean;
}

export interface Figures {
  readonly entitled: number;
  readonly cast: number;
  readonly percent: number | undefined;
  readonly asAt: string;
  readonly points: readonly Point[];
  readonly thresholds: readonly Threshold[];
}

/** Why there are no figures. */
export type Withheld = 'roll-not-frozen' | 'under-minimum';

export interface Series {
  readonly opensAt: string;
  readonly closesAt: string;
  /** What members see. */
  readonly publication: 'none' | 'daily' | 'live' | undefined;
  readonly figures: Figures | Withheld;
}

/** The turnout over time. */
export const series = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'turnout'],
    queryFn: async () => read(dataOf(await reportingApi.GET('/api/reporting/ballots/{uuid}/turnout/series', of(uuid)))),
  });

/** The contract calls every field of an answer optional; here they are those that a turnout with figures always has. */
function read(answer: components['schemas']['TurnoutSeries']): Series {
  const { opensAt = '', closesAt = '', publication, withheld, entitled = 0, cast = 0, percent, asAt = '' } = answer;
  return {
    opensAt,
    closesAt,
    publication: publication as Series['publication'],
    figures: (withheld as Withheld | undefined) ?? {
      entitled,
      cast,
      percent,
      asAt,
      points: (answer.points ?? []).map(({ at = '', cast = 0 }) => ({ at, cast })),
      thresholds: (answer.thresholds ?? []).map((found) => ({
        rule: found.rule ?? '',
        percent: found.percent ?? 0,
        needed: found.measure?.needed ?? 0,
        met: found.measure?.met === true,
        repealAnnounced: found.repealAnnounced === true,
      })),
    },
  };
}

/** The turnout by constituency. */
export const constituencies = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'turnout', 'constituencies'],
    queryFn: async (): Promise<readonly Constituency[]> =>
      dataOf(await reportingApi.GET('/api/reporting/ballots/{uuid}/turnout/constituencies', of(uuid))).map(
        ({ constituency = '', name = '', entitled = 0, cast, percent }) => ({
          id: constituency,
          name,
          entitled,
          cast,
          percent,
        }),
      ),
  });

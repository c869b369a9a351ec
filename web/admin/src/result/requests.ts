/** What the page of count and result asks of the services. */
import { queryOptions } from '@tanstack/react-query';
import { dataOf, reportingApi } from '../api/client.ts';
import type { components } from '../api/generated/reporting.ts';
import { Problem, problemOf } from '../api/problem.ts';
import { counting as countingQuery } from '../ballots/queries.ts';
import type { CountState, Owner } from './decisions.ts';

type Schemas = components['schemas'];
const of = (uuid: string) => ({ params: { path: { uuid } } });
const keyOf = (uuid: string, ...rest: string[]) => ['ballots', uuid, ...rest];

/** The count as the service writes it. */
export type CountingDocument = Schemas['Progress'];

export interface Refusal {
  readonly name: string;
  readonly sentBy: string;
  readonly cell: string;
  readonly place: string;
  readonly fault: string;
  readonly at: string;
}

/** How far the count is; no figures. */
export interface Progress {
  readonly state: CountState;
  /** The service's own words, for what only it can know. */
  readonly nextStep: string;
  readonly needed: number;
  readonly missing: number;
  readonly owners: readonly Owner[];
  readonly refusals: readonly Refusal[];
}

function readProgress(answer: Schemas['Progress']): Progress {
  return {
    state: answer.state ?? 'open',
    nextStep: answer.nextStep ?? '',
    needed: answer.threshold ?? 0,
    missing: answer.missing ?? 0,
    owners: (answer.owners ?? []).map((owner) => ({
      owner: owner.owner ?? 0,
      name: owner.name ?? '',
      platform: owner.platform === true,
      decrypted: owner.decrypted === true,
      refused: owner.refused === true,
      lost: owner.lost === true,
    })),
    refusals: (answer.refusals ?? []).map(({ name, sentBy, cell, place, fault, at }) => ({
      name: name ?? '',
      sentBy: sentBy ?? '',
      cell: cell ?? '',
      place: place ?? '',
      fault: fault ?? '',
      at: at ?? '',
    })),
  };
}

export const counting = (uuid: string) =>
  queryOptions({
    ...countingQuery(uuid),
    select: readProgress,
  });

/** Reports a key as lost. */
export async function reportLost(uuid: string, owner: number, reason: string): Promise<void> {
  await reportingApi.POST('/api/reporting/ballots/{uuid}/lost-keys', { ...of(uuid), body: { owner, reason } });
}

/** Where the result stands, for everybody. */
export interface Standing {
  readonly state: 'not-decided' | 'proposed' | 'declared' | 'withheld';
  readonly decidedAt?: string | undefined;
  readonly reason?: string | undefined;
  readonly reviewOn?: string | undefined;
}

export const standing = (uuid: string) =>
  queryOptions({
    queryKey: keyOf(uuid, 'declaration'),
    queryFn: async (): Promise<Standing> => {
      const { state, decidedAt, reason, reviewOn } = dataOf(
        await reportingApi.GET('/api/reporting/ballots/{uuid}/declaration', of(uuid)),
      );
      return { state: state as Standing['state'], decidedAt, reason, reviewOn };
    },
  });

/** What waits for a second person. */
export interface Proposal {
  readonly id: string;
  readonly decision: 'declare' | 'withhold';
  readonly reason?: string | undefined;
  readonly reviewOn?: string | undefined;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly mine: boolean;
}

/** The open proposal, for those who decide; null when there is none. */
export const proposal = (uuid: string) =>
  queryOptions({
    queryKey: keyOf(uuid, 'declaration', 'proposal'),
    queryFn: async (): Promise<Proposal | null> => {
      try {
        const { id, decision, reason, reviewOn, proposedBy, proposedAt, mine } = dataOf(
          await reportingApi.GET('/api/reporting/ballots/{uuid}/declaration/proposal', of(uuid)),
        );
        return {
          id: id ?? '',
          decision: decision ?? 'withhold',
          reason,
          reviewOn,
          proposedBy: proposedBy ?? '',
          proposedAt: proposedAt ?? '',
          mine: mine === true,
        };
      } catch (e) {
        if (e instanceof Problem && e.code === 'no-proposal') return null;
        throw e;
      }
    },
  });

export interface View {
  readonly viewer: string;
  readonly viewedAt: string;
}

const readViews = (views: Schemas['View'][] | undefined): readonly View[] =>
  (views ?? []).map(({ viewer, viewedAt }) => ({ viewer: viewer ?? '', viewedAt: viewedAt ?? '' }));

/** Who has looked at figures that were not declared. */
export const views = (uuid: string) =>
  queryOptions({
    queryKey: keyOf(uuid, 'declaration', 'views'),
    queryFn: async () =>
      readViews(dataOf(await reportingApi.GET('/api/reporting/ballots/{uuid}/declaration/views', of(uuid)))),
  });

export interface Option {
  readonly option: string;
  readonly votes: number;
  readonly percent?: number | undefined;
}

export interface Question {
  readonly question: string;
  readonly options: readonly Option[];
  readonly blank: number;
  /** What percentages divide by: votes cast that answered the question. */
  readonly answered: number;
}

export interface Cell {
  readonly id: string;
  readonly name: string;
  readonly entitled: number;
  readonly cast: number;
  readonly percent?: number | undefined;
  readonly questions: readonly Question[];
}

export interface WithheldPart {
  readonly level: string;
  readonly constituency?: string | undefined;
  readonly reason: string;
}

export interface Result {
  readonly entitled: number;
  readonly cast: number;
  readonly percent?: number | undefined;
  readonly questions: readonly Question[];
  readonly breakdown: readonly { readonly level: string; readonly cells: readonly Cell[] }[];
  readonly withheld: readonly WithheldPart[];
}

const readQuestions = (questions: Schemas['QuestionResult'][] | undefined): readonly Question[] =>
  (questions ?? []).map(({ question = '', options = [], blank = 0, percentBaseCount = 0 }) => ({
    question,
    options: options.map(({ option = '', votes = 0, percent }) => ({ option, votes, percent })),
    blank,
    answered: percentBaseCount,
  }));

function readResult(answer: Schemas['DeclaredResult']): Result {
  return {
    entitled: answer.entitled ?? 0,
    cast: answer.cast ?? 0,
    percent: answer.turnoutPercent,
    questions: readQuestions(answer.questions),
    breakdown: (answer.breakdown ?? []).map(({ level = '', cells = [] }) => ({
      level,
      cells: cells.map(({ cell = '', name = '', entitled = 0, cast = 0, turnoutPercent, questions }) => ({
        id: cell,
        name,
        entitled,
        cast,
        percent: turnoutPercent,
        questions: readQuestions(questions),
      })),
    })),
    withheld: (answer.withheld ?? []).map(({ level = '', constituency, reason = '' }) => ({
      level,
      constituency,
      reason,
    })),
  };
}

/** The declared result. */
export const result = (uuid: string) =>
  queryOptions({
    queryKey: keyOf(uuid, 'result'),
    queryFn: async () => readResult(dataOf(await reportingApi.GET('/api/reporting/ballots/{uuid}/result', of(uuid)))),
  });

export interface Preview {
  readonly result: Result;
  readonly disagreements: readonly string[];
  readonly views: readonly View[];
}

/** Opens the sealed figures. Every call is recorded, so nothing but a person's wish may cause one. */
export async function preview(uuid: string): Promise<Preview> {
  const answer = dataOf(await reportingApi.GET('/api/reporting/ballots/{uuid}/declaration/preview', of(uuid)));
  return {
    result: readResult(answer.result ?? {}),
    disagreements: answer.disagreements ?? [],
    views: readViews(answer.views),
  };
}

export async function propose(uuid: string, body: Schemas['Proposal']): Promise<void> {
  await reportingApi.POST('/api/reporting/ballots/{uuid}/declaration', { ...of(uuid), body });
}

/** Confirms the proposal that was read, and no other. */
export async function confirm(uuid: string, id: string): Promise<void> {
  await reportingApi.POST('/api/reporting/ballots/{uuid}/declaration/confirmation', {
    params: { path: { uuid }, query: { proposal: id } },
  });
}

/** The report of a declared ballot, as far as the page shows more of it than the result. */
export interface Report {
  readonly agreements: readonly {
    readonly rule: string;
    readonly question?: number | undefined;
    readonly figure: number;
    readonly least: number;
    readonly most: number;
  }[];
  readonly thresholds: readonly {
    readonly rule: string;
    readonly kind: string;
    readonly question?: number | undefined;
    readonly share: number;
    readonly reached: number;
    readonly of: number;
    readonly needed: number;
    readonly met: boolean;
    readonly repealAnnounced: boolean;
    readonly conditional: boolean;
  }[];
}

export const report = (uuid: string) =>
  queryOptions({
    queryKey: keyOf(uuid, 'report'),
    queryFn: async (): Promise<Report> => {
      const answer = dataOf(
        await reportingApi.GET('/api/reporting/ballots/{uuid}/report', {
          ...of(uuid),
          headers: { Accept: 'application/json' },
        }),
      ) as Schemas['Report'];
      return {
        agreements: (answer.reconciliation ?? []).map(({ rule = '', question, figure = 0, least = 0, most = 0 }) => ({
          rule,
          question: question ?? undefined,
          figure,
          least,
          most,
        })),
        // Rules that only say a number, as of months, measure nothing: they stand in the report.
        thresholds: (answer.thresholds ?? []).flatMap(({ measure, ...rule }) =>
          measure
            ? {
                rule: rule.rule ?? '',
                kind: rule.kind ?? '',
                question: rule.question ?? undefined,
                share: rule.percent ?? 0,
                reached: measure.reached ?? 0,
                of: measure.of ?? 0,
                needed: measure.needed ?? 0,
                met: measure.met === true,
                repealAnnounced: rule.repealAnnounced === true,
                conditional: rule.condition !== undefined && rule.condition !== null,
              }
            : [],
        ),
      };
    },
  });

/** The address of the report as a web page. */
export const reportAddress = (uuid: string, language: string) =>
  `/api/reporting/ballots/${uuid}/report?language=${language}`;

/** The report as a printed page, and as its exact JSON. */
export async function reportFile(uuid: string, language: string, type: 'application/pdf' | 'application/json') {
  let response: Response;
  try {
    response = await fetch(reportAddress(uuid, language), { headers: { 'Tellers-Request': '1', Accept: type } });
  } catch {
    throw new Problem('no-connection', 0, '');
  }
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}

export interface Signatures {
  /** Of the report as it is now. */
  readonly sha256: string;
  readonly given: readonly {
    readonly role: string;
    readonly name: string;
    readonly statement?: string | undefined;
    readonly signedAt: string;
    readonly sha256: string;
  }[];
}

export const signatures = (uuid: string) =>
  queryOptions({
    queryKey: keyOf(uuid, 'report', 'signatures'),
    queryFn: async (): Promise<Signatures> => {
      const answer = dataOf(
        await reportingApi.GET('/api/reporting/ballots/{uuid}/report/signatures', of(uuid)),
      ) as unknown as Schemas['SignatureList'];
      return {
        sha256: answer.sha256 ?? '',
        given: (answer.signatures ?? []).map(({ role, name, statement, signedAt, sha256, person }) => ({
          role: role ?? '',
          name: name ?? person ?? '',
          statement,
          signedAt: signedAt ?? '',
          sha256: sha256 ?? '',
        })),
      };
    },
  });

export async function sign(uuid: string, name: string, statement: string, sha256: string): Promise<void> {
  await reportingApi.POST('/api/reporting/ballots/{uuid}/report/signatures', {
    ...of(uuid),
    body: { sha256, ...(name && { name }), ...(statement && { statement }) },
  });
}

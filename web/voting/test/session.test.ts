import type { BallotWorker } from '@tellers/ballot-crypto/client';
import { BallotWorkerError } from '@tellers/ballot-crypto/client';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api, Ballot, Outcome } from '../src/api.ts';
import { Session } from '../src/session.ts';
import { threeQuestions } from './election.ts';

const CODE = 'AAAAA-BBBBBB-CCCCC-DDDDDD';
const ballot: Ballot = {
  uuid: '6KtJmwugEAEpW8',
  name: 'Ballot',
  state: 'open',
  opensAt: '2026-01-26T12:00:00Z',
  closesAt: '2026-02-27T12:00:00Z',
  fingerprint: 'phi',
};
const electionBytes = new TextEncoder().encode(JSON.stringify({ questions: threeQuestions }));
const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });
const refused = (code: string, retryAfter?: number) => ({
  ok: false as const,
  code,
  ...(retryAfter && { retryAfter }),
});

let api: { [K in keyof Api]: ReturnType<typeof vi.fn<Api[K]>> };
let worker: { [K in keyof BallotWorker]: ReturnType<typeof vi.fn<BallotWorker[K]>> };
let startWorker: ReturnType<typeof vi.fn<() => BallotWorker>>;
let pauses: number[];
let online: boolean;
let session: Session;

beforeEach(() => {
  api = {
    ballot: vi.fn<Api['ballot']>(async () => ok(ballot)),
    election: vi.fn<Api['election']>(async () => ok(electionBytes)),
    charter: vi.fn<Api['charter']>(async () => ok(new Uint8Array())),
    credential: vi.fn<Api['credential']>(async () => ok('active')),
    cast: vi.fn<Api['cast']>(async () => ok('TRACKER')),
    recorded: vi.fn<Api['recorded']>(async () => ok(false)),
  };
  worker = {
    prepare: vi.fn<BallotWorker['prepare']>(async () => ({ publicCredential: 'public', fingerprint: 'phi' })),
    encrypt: vi.fn<BallotWorker['encrypt']>(async () => ({ ballot: 'BALLOT', tracker: 'TRACKER' })),
    close: vi.fn<BallotWorker['close']>(),
  };
  startWorker = vi.fn(() => worker);
  pauses = [];
  online = true;
  session = new Session(ballot.uuid, CODE, {
    api,
    startWorker,
    online: () => online,
    now: () => new Date('2026-02-01T10:00:00Z'),
    pause: async (seconds) => void pauses.push(seconds),
  });
});

/** To the page that says "You have not voted yet". */
async function toReview(): Promise<void> {
  await session.start();
  await session.enter();
  session.choose(0);
  session.next();
  session.choose(1);
  session.next();
  session.chooseBlank();
  session.next();
  expect(session.state.page).toEqual({ at: 'review' });
}

describe('a vote', () => {
  it('goes from code to receipt, and then nothing of it is left in the page', async () => {
    await toReview();
    await session.submit();
    expect(session.state.page).toMatchObject({ at: 'received', tracker: 'TRACKER' });
    expect(worker.encrypt).toHaveBeenCalledWith([
      [0, 1, 0],
      [0, 1],
      [0, 0, 0, 0],
    ]);
    expect(worker.close).toHaveBeenCalled();
    expect(session.state).toMatchObject({ code: '', choices: [], questions: [] });
  });

  it('is submitted once, however often the button is pressed', async () => {
    await toReview();
    await Promise.all([session.submit(), session.submit(), session.submit()]);
    expect(api.cast).toHaveBeenCalledTimes(1);
  });

  it('needs a choice in every question, also when a step is skipped', async () => {
    await session.start();
    await session.enter();
    session.next();
    expect(session.state.page).toMatchObject({ at: 'question', index: 0, fault: 'nothing' });
    session.goTo('review');
    expect(session.state.page).toMatchObject({ at: 'question', index: 0 });
    await session.submit();
    expect(api.cast).not.toHaveBeenCalled();
  });

  it('returns straight to the review after a change', async () => {
    await toReview();
    session.change(0);
    session.choose(1);
    session.next();
    expect(session.state.page).toEqual({ at: 'review' });
    expect(session.state.choices[0]).toEqual([1]);
  });
});

describe('a code', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['too short', 'form'],
    [`${CODE}X`, 'form'],
  ])('"%s" is refused before anything is asked', async (typed, fault) => {
    await session.start();
    session.typeCode(typed);
    await session.enter();
    expect(session.state.page).toMatchObject({ at: 'code', fault });
    expect(worker.prepare).not.toHaveBeenCalled();
  });

  it('is taken from a whole link that was pasted', async () => {
    session.typeCode(`https://vote.example/v/x#${CODE}`);
    await session.enter();
    expect(worker.prepare).toHaveBeenCalledWith(electionBytes, CODE);
  });

  it.each([
    ['used', 'used'],
    ['revoked', 'replaced'],
    ['reserve', 'not-recognised'],
  ] as const)('that is %s leads to the page "%s"', async (state, why) => {
    api.credential.mockResolvedValue(ok(state));
    await session.enter();
    expect(session.state.page).toEqual({ at: 'stop', why });
  });

  it('that was changed must be checked again before any question is shown', async () => {
    await toReview();
    session.goTo('code');
    session.typeCode('11111-111111-11111-111111');
    expect(session.goTo('review')).toBe(false);
    expect(session.state.page).toEqual({ at: 'code' });
  });

  it('is tried with a new worker when the first was lost', async () => {
    worker.prepare.mockRejectedValueOnce(new BallotWorkerError('internal', 'lost'));
    await session.enter();
    expect(startWorker).toHaveBeenCalledTimes(2);
    expect(session.state.page).toEqual({ at: 'question', index: 0 });
  });

  it('opens no question of an election that is not the ballot’s', async () => {
    worker.prepare.mockResolvedValue({ publicCredential: 'public', fingerprint: 'other' });
    await session.enter();
    expect(session.state.page).toEqual({ at: 'stop', why: 'trouble' });
  });
});

describe('the state of the ballot', () => {
  it.each([
    ['preparing', 'not-open'],
    ['ready', 'not-open'],
    ['closed', 'closed'],
    ['cancelled', 'cancelled'],
  ] as const)('%s leads to the page "%s"', async (state, why) => {
    api.ballot.mockResolvedValue(ok({ ...ballot, state }));
    await session.start();
    expect(session.state.page).toEqual({ at: 'stop', why });
  });

  it.each([
    ['active', 'closed-unused'],
    ['used', 'used'],
  ] as const)('closed: a code that is %s is told so (M13)', async (credential, why) => {
    api.ballot.mockResolvedValue(ok({ ...ballot, state: 'closed' }));
    api.credential.mockResolvedValue(ok(credential));
    await session.start();
    session.anotherCode();
    await session.enter();
    expect(session.state.page).toEqual({ at: 'stop', why });
  });

  it('that cannot be asked for is trouble, and can be asked for again', async () => {
    api.ballot.mockResolvedValueOnce(refused('network'));
    await session.start();
    expect(session.state.page).toEqual({ at: 'stop', why: 'trouble' });
    await session.retry();
    expect(session.state.page).toEqual({ at: 'code' });
  });
});

describe('sending', () => {
  it('without an answer leaves it open whether the vote arrived, and the same bytes are sent again', async () => {
    await toReview();
    api.cast.mockResolvedValueOnce(refused('network'));
    await session.submit();
    expect(session.state.page).toEqual({ at: 'unsure' });
    expect(session.goTo('review')).toBe(false);
    await session.check();
    expect(session.state.page).toEqual({ at: 'unsent', why: 'missing' });
    expect(session.mayChange()).toBe(false);
    await session.submit();
    expect(worker.encrypt).toHaveBeenCalledTimes(1);
    expect(session.state.page).toMatchObject({ at: 'received' });
  });

  it('without an answer to the check either stays unsure', async () => {
    await toReview();
    api.cast.mockResolvedValueOnce(refused('unexpected'));
    api.recorded.mockResolvedValueOnce(refused('network'));
    await session.submit();
    await session.check();
    expect(session.state.page).toEqual({ at: 'unsure', asked: true });
  });

  it('with a receipt of another ballot is not taken for success', async () => {
    await toReview();
    api.cast.mockResolvedValueOnce(ok('OTHER'));
    await session.submit();
    expect(session.state.page).toEqual({ at: 'unsure' });
  });

  it('to a busy box is repeated when the box asks, five times at most', async () => {
    await toReview();
    api.cast.mockResolvedValue(refused('busy', 3));
    await session.submit();
    expect(pauses).toEqual([3, 3, 3, 3]);
    expect(session.state.page).toEqual({ at: 'unsent', why: 'busy' });
    expect(session.mayChange()).toBe(true);
    expect(session.goTo('review')).toBe(true);
  });

  it('does not begin when the device has no network', async () => {
    await toReview();
    online = false;
    await session.submit();
    expect(session.state.page).toEqual({ at: 'unsent', why: 'offline' });
    expect(api.cast).not.toHaveBeenCalled();
  });

  it('to a box that closed meanwhile is too late', async () => {
    await toReview();
    api.cast.mockResolvedValueOnce(refused('ballot-closed'));
    await session.submit();
    expect(session.state.page).toEqual({ at: 'stop', why: 'closed-unsent' });
  });

  it('again to a box that closed meanwhile is no fault if the first sending was in time', async () => {
    await toReview();
    api.cast.mockResolvedValueOnce(refused('network')).mockResolvedValueOnce(refused('ballot-closed'));
    await session.submit();
    await session.check();
    api.recorded.mockResolvedValueOnce(ok(true));
    await session.submit();
    expect(session.state.page).toMatchObject({ at: 'received' });
  });

  it.each([
    ['already-recorded', { at: 'stop', why: 'used' }],
    ['credential-revoked', { at: 'stop', why: 'replaced' }],
    ['credential-not-active', { at: 'stop', why: 'not-recognised' }],
    ['too-many-attempts', { at: 'unsent', why: 'too-many' }],
    ['proof-invalid', { at: 'unsent', why: 'refused' }],
  ])('that is refused as %s leads to its page', async (code, page) => {
    await toReview();
    api.cast.mockResolvedValueOnce(refused(code));
    await session.submit();
    expect(session.state.page).toEqual(page);
  });

  it('after a changed answer encrypts anew', async () => {
    await toReview();
    api.cast.mockResolvedValueOnce(refused('too-many-attempts'));
    await session.submit();
    session.goTo('review');
    session.change(0);
    session.choose(1);
    session.next();
    await session.submit();
    expect(worker.encrypt).toHaveBeenCalledTimes(2);
  });
});

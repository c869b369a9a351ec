/** One voter's way through the voting app: which page is shown, and what each action does. Knows no screen. */
import { type BallotWorker, BallotWorkerError, type Encrypted } from '@tellers/ballot-crypto/client';
import { normaliseCredential } from '@tellers/ballot-crypto/credential-form';
import type { Api, Ballot, Failure } from './api.ts';
import { type Choice, type ChoiceFault, faultOf, isSingle, type Question, toggle, toPlain } from './choices.ts';
import type { Paper } from './paper.ts';

/** Pages that end the way, each with its own explanation. */
export type Stop =
  | 'unknown-ballot'
  | 'not-open'
  | 'cancelled'
  | 'replaced'
  | 'not-recognised'
  | 'used'
  | 'closed'
  | 'closed-unused'
  | 'closed-unsent'
  | 'trouble';

/** Why a vote was certainly not received. */
export type Unsent = 'offline' | 'missing' | 'busy' | 'too-many' | 'refused';

export type Page =
  | { readonly at: 'code'; readonly fault?: 'empty' | 'form'; readonly busy?: boolean }
  | { readonly at: 'question'; readonly index: number; readonly fault?: ChoiceFault }
  | { readonly at: 'review' }
  /** `wait` is set while a busy box asked to be tried again, in seconds. */
  | { readonly at: 'sending'; readonly wait?: number }
  | { readonly at: 'unsent'; readonly why: Unsent }
  /** The vote may have arrived; `asked` after a check that got no answer either. */
  | { readonly at: 'unsure'; readonly asked?: boolean; readonly busy?: boolean }
  | { readonly at: 'received'; readonly tracker: string; readonly when: Date }
  | { readonly at: 'stop'; readonly why: Stop };

export interface State {
  readonly page: Page;
  readonly ballot?: Ballot;
  readonly code: string;
  /** Whether the code came with the link and is as it came. */
  readonly prefilled: boolean;
  readonly questions: readonly Question[];
  /** The paper in Welsh, once it was read for a page in Welsh. */
  readonly paper?: Paper;
  /** One per question. */
  readonly choices: readonly Choice[];
  /** Whether choosing "blank" or an answer took other choices away, to be announced. */
  readonly cleared: boolean;
}

/** What a session needs from its surroundings. */
export interface Surroundings {
  readonly api: Api;
  /** Starts the cryptography. */
  startWorker(): BallotWorker;
  /** False only when the device itself knows that it has no network. */
  online(): boolean;
  now(): Date;
  pause(seconds: number): Promise<void>;
}

/** How often a busy box is tried again by itself. */
const BUSY_TRIES = 5;
const LONGEST_WAIT_S = 20;

const REFUSALS: Readonly<Record<string, Stop>> = {
  'ballot-not-found': 'unknown-ballot',
  'ballot-not-open': 'not-open',
  'credential-not-listed': 'not-recognised',
  'credential-not-active': 'not-recognised',
  'credential-revoked': 'replaced',
  'already-recorded': 'used',
};

export class Session {
  state: State;
  readonly #listeners: (() => void)[] = [];
  #worker: BallotWorker | undefined;
  #election: Uint8Array | undefined;
  /** The encrypted vote: the same bytes are sent again and again until their fate is known. */
  #sealed: Encrypted | undefined;
  #mayHaveArrived = false;
  #changing = false;
  /** Whether the code typed was found good for voting. */
  #admitted = false;
  #again: () => Promise<void> = () => this.start();

  readonly uuid: string;
  readonly #around: Surroundings;

  constructor(uuid: string, code: string, around: Surroundings) {
    this.uuid = uuid;
    this.#around = around;
    this.state = { page: { at: 'code' }, code, prefilled: code !== '', questions: [], choices: [], cleared: false };
  }

  /** Calls back after every change of state. */
  subscribe(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Asks what the ballot is and whether it is open. */
  async start(): Promise<void> {
    this.#again = () => this.start();
    const answer = await this.#around.api.ballot(this.uuid);
    if (!answer.ok) return this.#stopFor(answer);
    this.#set({ ballot: answer.value });
    if (answer.value.state === 'open') {
      if (this.state.page.at !== 'code') this.#show({ at: 'code' });
    } else if (answer.value.state === 'closed') this.#stop('closed');
    else if (answer.value.state === 'cancelled') this.#stop('cancelled');
    else {
      await this.#readQuestions();
      this.#stop('not-open');
    }
  }

  /** Takes the paper in Welsh. */
  translate(paper: Paper): void {
    this.#set({ paper });
  }

  /** What the ballot is called in a language. */
  called(language: string): string | undefined {
    const { ballot, paper } = this.state;
    return language === 'cy' && paper ? paper.name : ballot?.name;
  }

  /** A question in the words of a language; where there are none, in its own. */
  worded(index: number, language: string): Question & { readonly lang?: 'en' } {
    const question = this.state.questions[index] as Question;
    const words = this.state.paper?.questions[index];
    if (language === 'en') return question;
    return words ? { ...question, ...words } : { ...question, lang: 'en' };
  }

  /** Loads and starts the cryptography ahead of its use. */
  warm(): void {
    this.#worker ??= this.#around.startWorker();
  }

  typeCode(code: string): void {
    this.#admitted = false;
    this.#set({ code, prefilled: false });
  }

  /** The voter pressed Continue: checks the code, and goes to the first question if it may vote. */
  async enter(): Promise<void> {
    const { page, code } = this.state;
    if (page.at === 'code' && page.busy) return;
    const typed = code.includes('#') ? code.slice(code.lastIndexOf('#') + 1) : code;
    let credential: string;
    try {
      credential = normaliseCredential(typed);
    } catch {
      return this.#show({ at: 'code', fault: typed.trim() === '' ? 'empty' : 'form' });
    }
    this.#show({ at: 'code', busy: true });
    this.#again = () => this.enter();

    const ballot = await this.#around.api.ballot(this.uuid);
    if (!ballot.ok) return this.#stopFor(ballot);
    this.#set({ ballot: ballot.value });
    const { state } = ballot.value;
    if (state === 'cancelled') return this.#stop('cancelled');
    if (state !== 'open' && state !== 'closed') return this.#stop('not-open');
    const failed = await this.#readQuestions();
    if (failed) return this.#stopFor(failed);

    let publicCredential: string;
    try {
      const prepared = await this.#prepare(this.#election as Uint8Array, credential);
      if (prepared.fingerprint !== ballot.value.fingerprint) return this.#stop('trouble');
      publicCredential = prepared.publicCredential;
    } catch {
      return this.#stop('trouble');
    }
    const listed = await this.#around.api.credential(this.uuid, publicCredential);
    if (!listed.ok) return this.#stopFor(listed);
    if (listed.value === 'used') return this.#stop('used');
    if (listed.value === 'revoked') return this.#stop('replaced');
    if (listed.value !== 'active') return this.#stop('not-recognised');
    if (state === 'closed') return this.#stop('closed-unused');
    this.#admitted = true;
    this.#show({ at: 'question', index: 0 });
  }

  /** The voter touched an answer of the question shown. */
  choose(answer: number): void {
    const { page } = this.state;
    if (page.at !== 'question') return;
    const question = this.state.questions[page.index] as Question;
    const before = this.state.choices[page.index] as Choice;
    this.#put(page.index, toggle(question, before, answer), before === 'blank' && !isSingle(question));
  }

  /** The voter touched "Leave this question blank". */
  chooseBlank(): void {
    const { page } = this.state;
    if (page.at !== 'question') return;
    const question = this.state.questions[page.index] as Question;
    const before = this.state.choices[page.index] as Choice;
    const off = before === 'blank' && !isSingle(question);
    this.#put(page.index, off ? [] : 'blank', !off && before.length > 0 && !isSingle(question));
  }

  /** Next page: only with a choice that stands. */
  next(): void {
    const { page, questions, choices } = this.state;
    if (page.at !== 'question') return;
    const fault = faultOf(questions[page.index] as Question, choices[page.index] as Choice);
    if (fault) {
      this.#show({ at: 'question', index: page.index, fault });
      return;
    }
    const straightBack = this.#changing;
    this.#changing = false;
    const next = straightBack ? this.#firstUnanswered() : page.index + 1;
    this.#show(next < questions.length ? { at: 'question', index: next } : { at: 'review' });
  }

  /** The voter wants to change one answer and then return to the review. */
  change(index: number): void {
    if (this.state.page.at !== 'review') return;
    this.#changing = true;
    this.#show({ at: 'question', index });
  }

  /**
   * Shows an earlier page again, for the browser's back and forward buttons and the page's own Back.
   *
   * @return false when the way is closed: a vote is on its way or was received
   */
  goTo(step: string): boolean {
    const { page, questions } = this.state;
    const fixed = page.at === 'sending' || page.at === 'unsure' || page.at === 'received';
    if (fixed || this.#mayHaveArrived || page.at === 'stop') return false;
    if (page.at === 'code' && page.busy) return false;
    if (step === 'code') {
      this.#show({ at: 'code' });
      return true;
    }
    // Without a code that was checked there is nothing beyond the first page, e.g. after a reload.
    if (!this.#admitted) return false;
    const wanted = step === 'review' ? questions.length : Number(step.slice(1));
    const index = Math.min(wanted, this.#firstUnanswered());
    this.#changing = false;
    this.#show(index < questions.length ? { at: 'question', index } : { at: 'review' });
    return true;
  }

  /** Whether the answers may still be changed: not while a vote with them may be in the box. */
  mayChange(): boolean {
    return !this.#mayHaveArrived;
  }

  /** Submit my vote. */
  async submit(): Promise<void> {
    if (this.state.page.at !== 'review' && this.state.page.at !== 'unsent') return;
    const { questions, choices } = this.state;
    if (questions.length === 0 || this.#firstUnanswered() < questions.length) return;
    this.#show({ at: 'sending' });
    this.#again = async () => this.#show({ at: 'review' });
    try {
      this.#sealed ??= await (this.#worker as BallotWorker).encrypt(
        questions.map((question, i) => toPlain(question, choices[i] as Choice)),
      );
    } catch {
      return this.#stop('trouble');
    }
    await this.#send(this.#sealed);
  }

  /** Asks whether the vote arrived whose sending got no answer. */
  async check(): Promise<void> {
    const { page } = this.state;
    const sealed = this.#sealed;
    if (page.at !== 'unsure' || page.busy || !sealed) return;
    this.#show({ at: 'unsure', busy: true });
    const answer = await this.#around.api.recorded(this.uuid, sealed.tracker);
    if (!answer.ok) return this.#show({ at: 'unsure', asked: true });
    if (answer.value) return this.#received(sealed.tracker);
    this.#show({ at: 'unsent', why: 'missing' });
  }

  /** Tries again what failed. */
  async retry(): Promise<void> {
    await this.#again();
  }

  /** To the page where a code is typed, from a page that ended the way. */
  anotherCode(code = this.state.code): void {
    const { page, ballot } = this.state;
    if (page.at === 'stop' || page.at === 'code') this.typeCode(code);
    const asks = ballot?.state === 'open' || ballot?.state === 'closed';
    if (page.at === 'stop' && asks) this.#show({ at: 'code' });
  }

  async #send(sealed: Encrypted): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      if (!this.#around.online() && !this.#mayHaveArrived) return this.#show({ at: 'unsent', why: 'offline' });
      const answer = await this.#around.api.cast(this.uuid, sealed.ballot);
      if (answer.ok) {
        // Another tracker than ours means that this is not the answer to our ballot.
        if (answer.value === sealed.tracker) return this.#received(answer.value);
        return this.#unsure();
      }
      if (answer.code === 'network' || answer.code === 'unexpected') return this.#unsure();
      if (answer.code === 'ballot-closed') return this.#closedMeanwhile(sealed);
      if (answer.code === 'too-many-attempts') return this.#show({ at: 'unsent', why: 'too-many' });
      if (answer.code !== 'busy') {
        const stop = REFUSALS[answer.code];
        return stop ? this.#stop(stop) : this.#show({ at: 'unsent', why: 'refused' });
      }
      if (attempt === BUSY_TRIES) return this.#show({ at: 'unsent', why: 'busy' });
      const wait = Math.min(answer.retryAfter ?? 2, LONGEST_WAIT_S);
      this.#show({ at: 'sending', wait });
      await this.#around.pause(wait);
      this.#show({ at: 'sending' });
    }
  }

  #unsure(): void {
    this.#mayHaveArrived = true;
    this.#show({ at: 'unsure' });
  }

  /** The box is closed; an earlier sending of the same bytes may have been in time. */
  async #closedMeanwhile(sealed: Encrypted): Promise<void> {
    if (!this.#mayHaveArrived) return this.#stop('closed-unsent');
    const answer = await this.#around.api.recorded(this.uuid, sealed.tracker);
    if (!answer.ok) return this.#unsure();
    if (answer.value) this.#received(sealed.tracker);
    else this.#stop('closed-unsent');
  }

  /** Nothing that could tell the choices or the code outlives this moment. */
  #received(tracker: string): void {
    this.#forget();
    this.#set({ code: '', questions: [], choices: [] });
    this.#show({ at: 'received', tracker, when: this.#around.now() });
  }

  #forget(): void {
    this.#worker?.close();
    this.#worker = undefined;
    this.#sealed = undefined;
    this.#mayHaveArrived = false;
  }

  /** Reads the questions once; the failure, if any. */
  async #readQuestions(): Promise<Failure | undefined> {
    if (this.#election) return undefined;
    const answer = await this.#around.api.election(this.uuid);
    if (!answer.ok) return answer;
    const { questions } = JSON.parse(new TextDecoder().decode(answer.value)) as { questions: Question[] };
    this.#election = answer.value;
    this.#set({
      questions: questions.map((question) => ({ ...question, blank: question.blank ?? false })),
      choices: questions.map(() => []),
    });
    return undefined;
  }

  /** Prepares the cryptography, once more from scratch if the worker itself was lost (a bad network, say). */
  async #prepare(election: Uint8Array, credential: string) {
    this.#sealed = undefined;
    this.warm();
    try {
      return await (this.#worker as BallotWorker).prepare(election, credential);
    } catch (e) {
      if (!(e instanceof BallotWorkerError) || e.fault !== 'internal') throw e;
      this.#worker?.close();
      this.#worker = this.#around.startWorker();
      return await this.#worker.prepare(election, credential);
    }
  }

  #firstUnanswered(): number {
    const { questions, choices } = this.state;
    const open = questions.findIndex((question, i) => faultOf(question, choices[i] as Choice) !== undefined);
    return open < 0 ? questions.length : open;
  }

  #put(index: number, choice: Choice, cleared: boolean): void {
    this.#sealed = undefined;
    const choices = this.state.choices.map((old, i) => (i === index ? choice : old));
    this.#set({ choices, cleared, page: { at: 'question', index } });
  }

  #stopFor({ code }: Failure): void {
    this.#stop(REFUSALS[code] ?? 'trouble');
  }

  #stop(why: Stop): void {
    if (why === 'used' || why === 'closed-unsent' || why === 'replaced') this.#forget();
    this.#show({ at: 'stop', why });
  }

  #show(page: Page): void {
    this.#set({ page, cleared: false });
  }

  #set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** The name of a page's step in the browser's history; pages without one replace the step before them. */
export function stepOf(page: Page): string | undefined {
  if (page.at === 'code' || page.at === 'review') return page.at;
  return page.at === 'question' ? `q${page.index}` : undefined;
}

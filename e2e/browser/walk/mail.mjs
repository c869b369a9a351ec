// The members' mailboxes: what the catcher of the stack has taken.
import { Fault } from './stage.mjs';

const LOOK_AGAIN_MS = 500;

export class Mailbox {
  #page;

  /** @param page where the catcher shows the mails */
  constructor(page) {
    this.#page = page;
  }

  async mails() {
    const answer = await fetch(`${this.#page}/email`);
    return (await answer.json()).map(({ to, subject, text, html, headers }) => ({
      to: to[0].address,
      subject,
      text,
      html,
      headers,
    }));
  }

  /** The mails to an address, as soon as there are so many. */
  awaitCount(address, least, seconds = 120) {
    return this.#awaitMails(
      ({ to }) => to === address,
      (found) => found.length >= least,
      `${least} mails to ${address}`,
      seconds,
    );
  }

  /** All mails that fit, as soon as there are so many. */
  awaitAll(fits, least, what, seconds = 120) {
    return this.#awaitMails(fits, (found) => found.length >= least, what, seconds);
  }

  async #awaitMails(fits, enough, what, seconds) {
    const end = Date.now() + 1000 * seconds;
    for (;;) {
      const found = (await this.mails()).filter(fits);
      if (enough(found)) return found;
      if (Date.now() > end) throw new Fault(`there are ${found.length} after ${seconds} s instead of ${what}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }
}

/** The personal link of a ballot in a mail's plain text. */
export function votingLink({ text }, uuid) {
  return new RegExp(`https?://\\S+/v/${uuid}#[-1-9A-HJ-NP-Za-km-z]+`).exec(text)?.[0];
}

/**
 * `<ballot-turnout ballot="…" lang="cy">`: how many have voted. What stands inside it in the page, such as a link, is
 * shown until there is an answer, and below the answer after that.
 */

/** What reporting says in one language (TurnoutWidget.java). */
interface Said {
  readonly state: string;
  readonly figure: string;
  readonly percent?: number;
  readonly mark?: number;
  readonly markText?: string;
  readonly window?: string;
  readonly updated?: string;
  readonly stale?: string;
}

const MINUTE = 60_000;

const STYLE = `:host{display:block}p{margin:0}p+p{margin-top:.25em}
[part~=figure]{font-weight:700}
[part~=bar]{position:relative;height:var(--turnout-height,.75em);margin:.5em 0;border:1px solid var(--turnout-line,currentColor);background:var(--turnout-track,none)}
[part~=fill]{height:100%;background:var(--turnout-fill,currentColor)}
[part~=mark]{position:absolute;top:-.25em;bottom:-.25em;width:3px;margin-left:-2px;background:var(--turnout-mark,currentColor);outline:1px solid Canvas}
[part~=note]{font-size:.875em}
@media(forced-colors:active){[part~=fill],[part~=mark]{forced-color-adjust:none;background:CanvasText}}`;

/**
 * Makes the element known to the page.
 *
 * @param origin where the turnout is asked for; empty for the page's own origin
 */
export function defineTurnout(origin: string): void {
  if (customElements.get('ballot-turnout')) return;
  // No style element: a page may forbid them.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);

  class BallotTurnout extends HTMLElement {
    static readonly observedAttributes = ['ballot', 'lang'];
    #timer: ReturnType<typeof setInterval> | undefined;
    #turn = 0;
    #last: Said | undefined;

    connectedCallback() {
      this.#timer = setInterval(() => document.hidden || this.#ask(), MINUTE);
      this.#ask();
    }

    disconnectedCallback() {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }

    attributeChangedCallback() {
      this.#last = undefined;
      if (this.#timer) this.#ask();
    }

    async #ask() {
      const turn = ++this.#turn;
      const lang = /^cy\b/i.test(this.closest<HTMLElement>('[lang]')?.lang ?? '') ? 'cy' : 'en';
      let said: Said | undefined;
      try {
        const path = `/api/reporting/ballots/${encodeURIComponent(this.getAttribute('ballot') ?? '')}/turnout/widget`;
        const answer = await fetch(`${origin}${path}?lang=${lang}`, {
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
        });
        if (answer.ok) said = await answer.json();
      } catch {
        // No connection, or no JSON: no answer either way.
      }
      if (turn !== this.#turn) return;
      if (said) this.#show(said, lang);
      else if (this.#last) this.#show(this.#last, lang, this.#last.stale);
      this.#last = said ?? this.#last;
    }

    #show({ state, figure, percent, mark, markText, window, updated }: Said, lang: string, stale?: string) {
      const part = (name: string, text?: string, ...children: Node[]) => {
        const element = document.createElement(text ? 'p' : 'div');
        element.part.value = name;
        element.append(text ?? '', ...children);
        return element;
      };
      const first = part('figure', figure);
      const shown = [first];
      if (percent !== undefined) {
        const fill = part('fill');
        fill.style.width = `${percent}%`;
        const bar = part('bar', '', fill);
        bar.role = 'meter';
        bar.ariaValueNow = `${percent}`;
        first.id = 'figure';
        bar.setAttribute('aria-labelledby', first.id);
        if (mark) {
          const line = part('mark');
          line.style.left = `${mark}%`;
          bar.append(line);
        }
        shown.push(bar);
      }
      const notes = { note: markText, window, 'note updated': updated, 'note stale': stale };
      for (const [name, text] of Object.entries(notes)) if (text) shown.push(part(name, text));
      const all = part(`turnout ${state}`, '', ...shown);
      all.lang = lang;
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      root.replaceChildren(all, document.createElement('slot'));
    }
  }
  customElements.define('ballot-turnout', BallotTurnout);
}

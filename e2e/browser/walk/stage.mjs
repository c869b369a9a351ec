// The stage of the walk: people in browsers of their own, whose every screen is looked at and whose every fault is kept.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startChromium } from '../../../web/testing/chromium.mjs';
import { settle } from '../../../web/testing/settle.mjs';

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };
/** A phone as narrow as pages are made for; also a window of 1280 px at 400 %. */
const NARROW = { width: 320, height: 256 };
/** How long a step of a person may take on a busy machine. */
const STEP_MS = 60_000;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Questions to which "not found" is an answer that the pages ask for: none yet, or no more. The browser calls it an error all the same. */
const NONE_YET = /status of 404 .*\/(head-notices|head-notices\/mine|platform-key|credentials|ceremony|trustees|proposal)$/;
/** What a service may say of something that it will hear of in a moment; a fault all the same if nobody asks again. */
const BEHIND = /status of (404|409) /;
/** What a picture of a guide shows of a desktop, and how tall it is at most. */
const GUIDE = { width: 900, height: 700 };
const TALLEST = 760;
/** Wide enough for what stands beside a form. */
const WINDOW = { width: 1180, height: 720 };

/** What the walk found otherwise than it must be, in one sentence. */
export class Fault extends Error {}

export class Stage {
  #browser;
  #axe = createRequire(new URL('../../../web/package.json', import.meta.url))('axe-core').source;
  /** What people met: violations of the pages' policy, errors of the console, findings of axe, what is too wide. */
  faults = { csp: [], console: [], axe: [], overflow: [] };
  /** Names of the screens looked at. */
  screens = new Set();
  /** File names of the pictures taken for the guides, with their sizes. */
  pictures = new Map();

  /** @param folder where the pictures are written */
  static async open(folder) {
    const stage = new Stage();
    stage.folder = folder;
    mkdirSync(folder, { recursive: true });
    stage.#browser = await startChromium();
    return stage;
  }

  /** Somebody with an empty browser. */
  async person(name, viewport = DESKTOP) {
    const context = await this.#browser.newContext({
      viewport,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      colorScheme: 'light',
      acceptDownloads: true,
    });
    context.setDefaultTimeout(STEP_MS);
    await context.exposeFunction('reportViolation', (what) => this.faults.csp.push(`${name}: ${what}`));
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (e) =>
        window.reportViolation(`${e.violatedDirective} ${e.blockedURI}`),
      );
    });
    const person = new Person(this, name, context, viewport);
    await person.tab();
    return person;
  }

  /** What axe says of a page as it stands. */
  async findings(page) {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(this.#axe);
    await settle(page);
    const { violations } = await page.evaluate(
      (values) => window.axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
      RULES,
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }

  /** A page asked again and was answered: the service that said no had only not heard yet of what another had done. */
  wasOnlyBehind(name, path) {
    const { faults } = this;
    faults.console = faults.console.filter(
      (text) => !(text.startsWith(`${name}: `) && BEHIND.test(text) && text.endsWith(` ${path}`)),
    );
  }

  /** Pictures of everybody's last page, for whoever looks into why the walk ended. */
  async keepLast() {
    for (const context of this.#browser.contexts())
      for (const [i, page] of context.pages().entries())
        await page
          .screenshot({
            path: join(this.folder, `last-${this.#browser.contexts().indexOf(context)}-${i}.png`),
            fullPage: true,
            timeout: 5000,
          })
          .catch(() => {});
  }

  close() {
    return this.#browser.close();
  }
}

/** Somebody with a browser. */
export class Person {
  #stage;
  #viewport;
  /** Console errors that are what this person came to see: the browser's own word on a line that is cut, say. */
  #expected = [NONE_YET];

  constructor(stage, name, context, viewport) {
    this.#stage = stage;
    this.#viewport = viewport;
    this.name = name;
    this.context = context;
  }

  /** Goes on in a new tab. */
  async tab() {
    this.page = await this.context.newPage();
    const told = (text) => {
      if (!this.#expected.some((pattern) => pattern.test(text)))
        this.#stage.faults.console.push(`${this.name}: ${text}`);
    };
    this.page.on('pageerror', (error) => told(error.message));
    this.page.on('console', (message) => {
      if (message.type() === 'error')
        told(`${message.text()} ${new URL(message.location().url || 'about:blank').pathname}`);
    });
    this.page.on('response', (response) => {
      if (response.ok() && response.request().method() === 'GET')
        this.#stage.wasOnlyBehind(this.name, new URL(response.url()).pathname);
    });
    return this.page;
  }

  /** From now on the console may say this. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  press(name, within = this.page) {
    return within.getByRole('button', { name, exact: true }).click();
  }

  follow(name, within = this.page) {
    return within.getByRole('link', { name, exact: true }).first().click();
  }

  /** Waits for the page with this first heading. */
  heading(name) {
    return this.reaches(
      this.page.getByRole('heading', { level: 1, name, exact: typeof name === 'string' }),
      `the page “${name}”`,
    );
  }

  /** Waits for a text somewhere on the page. */
  says(text) {
    return this.reaches(this.page.getByText(text).first(), `“${text}”`);
  }

  /** Waits for something, and tells what is there where it does not come. */
  async reaches(locator, what, timeout = STEP_MS) {
    await locator.waitFor({ timeout }).catch(async () => {
      const said = (
        await this.page
          .locator('main')
          .first()
          .innerText()
          .catch(() => '')
      ).replaceAll(/\s+/g, ' ');
      throw new Fault(
        `${this.name} waited for ${what} at ${new URL(this.page.url()).pathname}, where it says: ${said.slice(0, 600)}`,
      );
    });
    return locator;
  }

  /** Looks at a screen in both languages with axe, and whether it is wider than a narrow window; leaves it as it was. */
  async look(name, { languages = ['Cymraeg', 'English'] } = {}) {
    const { faults, screens, findings } = {
      faults: this.#stage.faults,
      screens: this.#stage.screens,
      findings: (page) => this.#stage.findings(page),
    };
    const screen = `${this.name}, ${name}`;
    screens.add(name);
    const inspect = async (language) => {
      faults.axe.push(...(await findings(this.page)).map((found) => `${screen} (${language}): ${found}`));
      await this.page.setViewportSize(NARROW);
      const over = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0)
        faults.overflow.push(`${screen} (${language}): ${over} px wider than a window of ${NARROW.width} px`);
      await this.page.setViewportSize(this.#viewport);
    };
    if (languages.length === 0) return inspect('en');
    for (const language of languages) {
      await this.speak(language);
      await inspect(language);
    }
  }

  /** Changes the language of the page. */
  async speak(language) {
    const other = language === 'Cymraeg' ? 'cy' : 'en';
    const onward = this.page
      .locator(`[lang="${other}"]`)
      .getByText(language, { exact: true })
      .or(this.page.locator(`[lang="${other}"]`).filter({ hasText: new RegExp(`^${language}$`) }))
      .first();
    await onward.click();
    await this.page.locator(`html[lang="${other}"]`).waitFor({ state: 'attached' });
  }

  /** A picture for the guides: the part of the page that matters, or what a small window shows. */
  async picture(name, of) {
    const { page } = this;
    if (this.#viewport.width > GUIDE.width) await page.setViewportSize(GUIDE);
    // Headquarters' page ends where its content does; its main part fills the window.
    const content = page.locator('.tellers-page');
    const whole = (await content.count()) > 0 ? content : page.locator('main');
    const box = await (of ?? whole).boundingBox();
    const scrolled = await page.evaluate(() => scrollY);
    const top = of ? box.y + scrolled : 0;
    const clip = {
      x: of ? box.x : 0,
      y: top,
      width: of ? box.width : Math.min(this.#viewport.width, GUIDE.width),
      height: Math.min(of ? box.height : box.y + scrolled + box.height, TALLEST),
    };
    await this.#keep(name, { clip, fullPage: true });
  }

  /** A picture for the guides: what a window shows of the top of the page. */
  async view(name) {
    await this.page.setViewportSize(WINDOW);
    await this.page.evaluate(() => scrollTo(0, 0));
    await this.#keep(name, {});
  }

  async #keep(name, part) {
    const { page } = this;
    const file = `${name}.png`;
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.fonts.ready);
    const bytes = await page.screenshot({ path: join(this.#stage.folder, file), animations: 'disabled', ...part });
    await page.setViewportSize(this.#viewport);
    this.#stage.pictures.set(file, bytes.length);
  }

  leave() {
    return this.context.close();
  }
}

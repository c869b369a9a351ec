// The union's own website: another origin, with a policy of its own, on which a webmaster pastes the turnout.
import { createServer } from 'node:http';
import { Fault } from './stage.mjs';

const STYLE = `body { max-width: 44rem; margin: 0 auto; padding: 0 1rem 2rem; background: #fffdf8; color: #2a2118; font: 1.0625rem/1.55 Georgia, serif; }
header { margin: 0 -1rem 1.5rem; padding: 1rem; background: #7a1f2b; color: #fff; font-size: 1.25rem; }
ballot-turnout { --turnout-fill: #7a1f2b; --turnout-track: #f4ece0; --turnout-height: 1rem; }
a { color: #7a1f2b; }
iframe { max-width: 100%; border: 0; }
`;

/** A website that trusts others with exactly what the webmaster was told to allow. */
export class Website {
  #server;
  #body = '';
  #policy = '';

  static async open() {
    const site = new Website();
    site.#server = createServer((request, response) => site.#answer(request, response));
    await new Promise((ready) => site.#server.listen(0, '127.0.0.1', ready));
    site.origin = `http://127.0.0.1:${site.#server.address().port}`;
    return site;
  }

  /** Puts what was pasted into the page. */
  publish({ element, frame, policy }) {
    this.#policy = `default-src 'none'; style-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'; ${policy.split('\n').join('; ')}`;
    const [script, markup] = element.split(/(?<=<\/script>)\s*/);
    this.#body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Our ballot on workloads</title><link rel="stylesheet" href="/style.css">${script}</head>
<body><header>Our union</header><main><h1>Our ballot on workloads</h1><p>Every member has a vote. So far:</p>${markup}
<h2>The same in a frame</h2>${frame}</main></body></html>`;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer({ url }, response) {
    if (url === '/style.css') return response.writeHead(200, { 'content-type': 'text/css' }).end(STYLE);
    if (url !== '/') return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': this.#policy });
    return response.end(this.#body);
  }
}

/** What headquarters' page gives a webmaster, as it stands there. */
export async function takeSnippets(officer) {
  const { page } = officer;
  await officer.follow('Website');
  await officer.heading('Turnout on your website');
  const code = (title) =>
    page
      .locator('section.tellers-stack')
      .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
      .locator('pre');
  await officer.reaches(code('In the page (best)'), 'what to paste');
  await officer.look('website');
  await officer.picture(
    'hq-website',
    page.locator('section.tellers-stack').filter({ has: page.getByRole('heading', { name: 'In the page (best)' }) }),
  );
  await officer.picture(
    'hq-website-policy',
    page
      .locator('section.tellers-stack')
      .filter({ has: page.getByRole('heading', { name: 'If the website has a Content Security Policy' }) }),
  );
  return {
    element: await code('In the page (best)').innerText(),
    frame: await code('In a frame').innerText(),
    policy: await code('If the website has a Content Security Policy').innerText(),
  };
}

/** Waits until everybody is told this figure: a browser that asked a moment before keeps the older one for minutes. */
export async function published({ origin, uuid }, cast) {
  const end = Date.now() + 60_000;
  for (;;) {
    const told = await (await fetch(`${origin}/api/reporting/ballots/${uuid}/turnout`)).json();
    if (told.cast === cast) return;
    if (Date.now() > end) throw new Fault(`the public turnout is ${JSON.stringify(told)}, ${cast} have voted`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** A visitor sees the figures in the page and in the frame, in the website's own look. */
export async function visit(visitor, site, figure) {
  const { page } = visitor;
  await page.goto(site.origin);
  await visitor.heading('Our ballot on workloads');
  await visitor.reaches(page.locator('ballot-turnout').getByText(figure), `the turnout “${figure}”`);
  await page.frameLocator('iframe').getByText(figure).waitFor();
  await visitor.look('union website', { languages: [] });
  await visitor.picture('webmaster-website', page.locator('main'));
}

/** What the build adds to Vite's: texts from the catalogue, the plain pages, hashes, and compressed files. */
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { cy } from '../src/text/cy.ts';
import { cyLayout } from '../src/text/cy-layout.ts';
import { cyMember } from '../src/text/cy-member.ts';
import { en } from '../src/text/en.ts';
import { enLayout } from '../src/text/en-layout.ts';
import { enMember } from '../src/text/en-member.ts';

const MAIN = /<!--main-->[\s\S]*<!--\/main-->/;
const COMPRESSED = /\.(html|js|css|svg)$/;
const TITLE = /<title>.*?<\/title>/;

/** The pages on which members help themselves. */
const MEMBER_PAGES = ['send-again', 'details', 'confirm-email', 'undo-email'] as const;

/** Every page is there in each of these. */
const LANGUAGES = [
  { language: 'en', base: '', vote: en, member: enMember, layout: enLayout },
  { language: 'cy', base: '/cy', vote: cy, member: cyMember, layout: cyLayout },
] as const;
type Language = (typeof LANGUAGES)[number];

/** The whole site: the app, the plain pages and members' own pages, in every language. */
export function site(root: string): Plugin {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  let dist = join(root, 'dist');
  let isBuild = false;
  return {
    name: 'tellers-site',
    enforce: 'pre',
    configResolved(config) {
      dist = resolve(config.root, config.build.outDir);
      isBuild = config.command === 'build';
    },
    // Vite's own helper preloads style sheets with a chunk. Ours have none, and every byte of the first view counts.
    load(id) {
      return id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined;
    },
    transformIndexHtml: {
      order: 'pre',
      // The build needs the layout once more for each language, so there the texts come in the end.
      handler: (html, { server }) => (server ? fill(html, { ...en, layout: enLayout, version }) : html),
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      handler() {
        // A server closes in the same way, and a test runner has one.
        if (isBuild) finish(root, dist, version);
      },
    },
  };
}

/** Replaces `{{a.b}}` by the text of that name; a name without a text stops the build. */
function fill(html: string, texts: object): string {
  return html.replace(/\{\{([\w.]+)\}\}/g, (whole, path: string) => {
    if (path === 'scriptHash') return whole;
    const value = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], texts);
    if (typeof value !== 'string') throw new Error(`index.html asks for the text ${path}, which the catalogue lacks`);
    return escaped(value);
  });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function finish(root: string, dist: string, version: string): void {
  const index = readFileSync(join(dist, 'index.html'), 'utf8');
  const script = /<script type="module"[^>]* src="\/([^"]+)"/.exec(index)?.[1];
  if (!script) throw new Error('the built index.html has no script');
  const bare = styleFirst(index).replace('{{scriptHash}}', sha256(readFileSync(join(dist, script))));
  for (const language of LANGUAGES) writePages(root, dist, bare, version, language);

  const files = list(dist).filter((file) => !/\.(br|gz)$|SHA256SUMS(\.sig)?$/.test(file));
  for (const file of files.filter((name) => COMPRESSED.test(name))) {
    const bytes = readFileSync(file);
    const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: quality }));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
  // What bin/check-site.mjs compares a live site with; `sha256sum --check SHA256SUMS` does so with a folder.
  const sums = Buffer.from(files.map((file) => `${sha256(readFileSync(file))}  ${relative(dist, file)}\n`).join(''));
  writeFileSync(join(dist, 'SHA256SUMS'), sums);
  const key = process.env.TELLERS_RELEASE_KEY_FILE;
  if (key) writeFileSync(join(dist, 'SHA256SUMS.sig'), signed(sums, readFileSync(key)));
}

/** The Ed25519 signature over a list of hashes, in base64, with a private key in PEM. */
export function signed(list: Uint8Array, key: string | Buffer): string {
  return `${sign(null, list, createPrivateKey(key)).toString('base64')}\n`;
}

/** Every page in a language, so that title, language and heading stand before any script runs. */
function writePages(root: string, dist: string, bare: string, version: string, language: Language): void {
  const { vote, member, layout } = language;
  const folder = join(dist, language.base);
  const write = (name: string, html: string, texts: object) =>
    writeFileSync(join(folder, name), fill(inLanguage(html, name, language), { ...vote, version, ...texts }));
  mkdirSync(folder, { recursive: true });
  write('index.html', bare, { layout });

  const pages = join(root, 'pages', language.language);
  for (const file of readdirSync(pages)) {
    const content = readFileSync(join(pages, file), 'utf8');
    const title = /<h1>(.*?)<\/h1>/.exec(content)?.[1];
    if (!title) throw new Error(`${file} has no first-level heading on one line`);
    const page = bare
      .replace(MAIN, () => `<article class="prose">\n${content}</article>`)
      .replace(TITLE, () => `<title>${title}</title>`);
    write(file, page, { layout });
  }

  for (const page of MEMBER_PAGES) {
    const title = escaped(member[page].title);
    const main = `<div id="app" data-page="${page}"><h1>${title}</h1></div>
      <p class="soft" id="getting">${escaped(layout.getting)}</p>
      <noscript>
        <div class="panel warning">
          <h1>${escaped(member.noScript)}</h1>
          <p>${escaped(member.noScriptWhy)}</p>
          <p>${escaped(member.noScriptDo)}</p>
        </div>
      </noscript>`;
    const html = bare.replace(TITLE, () => `<title>${title}</title>`).replace(MAIN, () => main);
    write(`${page}.html`, html, { layout: { ...layout, helpLineUnknown: member.helpLine } });
  }
}

/** A page with its language, its ways to other pages in that language, and the way to itself in the other. */
function inLanguage(html: string, file: string, { language, base }: Language): string {
  const other = LANGUAGES.find((one) => one.language !== language) as Language;
  const path = `${other.base}/${file === 'index.html' ? '' : file.slice(0, -'.html'.length)}`;
  const there = `href="${path}" lang="${other.language}" hreflang="${other.language}"`;
  return html
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace(/<a href="\/(?=[a-z-]*")/g, `<a href="${base}/`)
    .replace(
      /<p id="ballot"><\/p>\s*<\/div>/,
      (names) => `${names}\n          <a id="language" ${there}>${other.language === 'cy' ? 'Cymraeg' : 'English'}</a>`,
    );
}

/** The style sheet lets the page appear, so it comes before the script and does not share the line with it. */
function styleFirst(html: string): string {
  const [script = ''] = /\s*<script type="module".*?<\/script>/.exec(html) ?? [];
  return html
    .replace(script, '')
    .replace(/(<link rel="stylesheet"[^>]*>)/, `$1${script.replace('<script', '<script fetchpriority="low"')}`);
}

function list(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? list(path) : [path]));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

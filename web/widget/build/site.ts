/**
 * Builds what the gateway serves: each file in a folder named after its hash, so that an address always gives the same
 * bytes; the pages, in which the gateway fills in the ballot; and the script's address with the hash that a page of
 * another site names (subresource integrity).
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { texts } from './texts.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ADDRESS_DIGITS = 16;

/** Writes dist. */
export async function buildSite(dist = join(ROOT, 'dist')): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  const widget = await bundle('ballot-turnout');
  const names = {
    script: publish(dist, 'page.js', await bundle('page')),
    style: publish(dist, 'page.css', readFileSync(join(ROOT, 'src/page.css'), 'utf8')),
  };
  const manifest = {
    script: publish(dist, 'ballot-turnout.js', widget),
    integrity: `sha384-${createHash('sha384').update(widget).digest('base64')}`,
    titles: Object.fromEntries(texts.map(({ language, title }) => [language, title])),
  };
  mkdirSync(join(dist, 'pages'));
  for (const page of ['turnout', 'embed']) {
    const template = readFileSync(join(ROOT, `pages/${page}.html`), 'utf8');
    for (const one of texts) {
      const html = template.replace('<html lang="en">', `<html lang="${one.language}">`);
      writeFileSync(join(dist, `pages/${page}.${one.language}.html`), fill(html, { ...one, ...names }));
    }
  }
  // Last: with it the gateway knows that everything is there.
  writeFileSync(join(dist, 'widget.json'), JSON.stringify(manifest));
}

/** One script that needs no other, as every page may load it. */
async function bundle(name: string): Promise<string> {
  const built = (await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: ['es2022', 'safari16', 'chrome108', 'firefox115'],
      lib: { entry: join(ROOT, `src/${name}.ts`), formats: ['iife'], name: 'turnout', fileName: name },
    },
  })) as Rolldown.RolldownOutput[];
  const [script, ...others] = built.flatMap(({ output }) => output);
  if (script?.type !== 'chunk' || others.length > 0) throw new Error(`${name} is not a single script`);
  return script.code;
}

/** Writes a file under its address, plain and compressed, and gives the address. */
function publish(dist: string, name: string, content: string): string {
  const folder = createHash('sha256').update(content).digest('hex').slice(0, ADDRESS_DIGITS);
  const file = join(dist, 'files', folder, name);
  mkdirSync(join(dist, 'files', folder), { recursive: true });
  writeFileSync(file, content);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: quality }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  return `/widget/${folder}/${name}`;
}

/** Replaces `{{name}}` by the text of that name. */
function fill(html: string, values: Readonly<Record<string, string>>): string {
  return html.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`a page asks for the text ${name}, which there is not`);
    return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  });
}

/** What the build adds to Vite's: no fonts or backgrounds, hashes, and compressed files. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const COMPRESSED = /\.(html|js|css|svg)$/;

export function site(root: string): Plugin {
  let dist = join(root, 'dist');
  let isBuild = false;
  return {
    name: 'tellers-site',
    enforce: 'pre',
    configResolved(config) {
      dist = resolve(config.root, config.build.outDir);
      isBuild = config.command === 'build';
    },
    transform(code, id) {
      return /@patternfly\/.*\.css$/.test(id.split('?')[0] ?? '') ? plain(code) : undefined;
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      handler() {
        // A server closes in the same way, and a test runner has one.
        if (isBuild) finish(dist);
      },
    },
  };
}

/** PatternFly brings its own fonts and backgrounds; the app uses the device's fonts and plain surfaces. */
function plain(css: string): string {
  return css.replace(/@font-face\s*\{[^}]*\}/g, '').replace(/url\("\.\/assets\/[^"]*"\)/g, 'none');
}

function finish(dist: string): void {
  const files = list(dist).filter((file) => !/\.(br|gz)$|SHA256SUMS$/.test(file));
  for (const file of files.filter((name) => COMPRESSED.test(name))) {
    const bytes = readFileSync(file);
    const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: quality }));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
  // For `sha256sum --check SHA256SUMS` on what a server delivers.
  const sums = files.map((file) => `${hash(file)}  ${relative(dist, file)}\n`);
  writeFileSync(join(dist, 'SHA256SUMS'), sums.join(''));
}

function hash(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function list(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? list(path) : [path]));
}

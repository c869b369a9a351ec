// Measures the built app against its budgets: what the first page loads, and what each further page adds.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const FIRST = 300;
const FURTHER = 60;

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${dist}manifest.json`, 'utf8'));

/** The files that a chunk needs: itself, its style sheets, and what it imports. */
function filesOf(name, files = new Set()) {
  const chunk = manifest[name];
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const sheet of chunk.css ?? []) files.add(sheet);
  for (const other of chunk.imports ?? []) filesOf(other, files);
  return files;
}

const kilobytes = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(dist + file), { level: 9 }).length, 0) / 1024;

const first = filesOf('index.html');
const measured = [{ name: 'admin_first_route_gzip', value: kilobytes(first), most: FIRST }];
for (const name of manifest['index.html'].dynamicImports ?? []) {
  const added = [...filesOf(name)].filter((file) => !first.has(file));
  const page = name.replace(/^.*\/|\.tsx$/g, '').replaceAll('-', '_');
  measured.push({ name: `admin_${page}_gzip`, value: kilobytes(added), most: FURTHER });
}
// The manifest does not name workers: they are loaded when a key or a check is first needed.
const workers = readdirSync(`${dist}assets`).filter((file) => /worker.*\.js$/.test(file));
measured.push({ name: 'admin_workers_gzip', value: kilobytes(workers.map((file) => `assets/${file}`)), most: FURTHER });
for (const { name, value, most } of measured) {
  console.log(`${name} ${value.toFixed(1)} KB`);
  if (value > most) {
    console.error(`${name}: ${value.toFixed(1)} KB is over ${most} KB`);
    process.exitCode = 1;
  }
}

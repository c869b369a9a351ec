// Fails when an image holds a jar that its list of components does not name: node check-sbom.mjs <folder of the image>
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const components = JSON.parse(readFileSync(join(folder, 'program/sbom/java.cdx.json'), 'utf8')).components;
const listed = new Set(components.map(({ group, name, version }) => `${group}.${name}-${version}`));
const jars = ['libraries', 'program']
  .flatMap((layer) => ['boot', 'main'].map((part) => join(folder, layer, 'lib', part)))
  .filter(existsSync)
  .flatMap((lib) => readdirSync(lib));
// A jar may carry a classifier behind its version, as netty's native ones do.
const unlisted = jars.filter((jar) => ![...listed].some((name) => jar === `${name}.jar` || jar.startsWith(`${name}-`)));
if (jars.length === 0 || unlisted.length > 0) {
  console.error(`The list of components of ${folder} does not name ${unlisted.join(', ') || 'a single jar'}`);
  process.exit(1);
}

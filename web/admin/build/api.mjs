// Writes the types of the services' REST API from their committed documents, for the typed client.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const documents = new URL('../../../contracts/openapi/', import.meta.url);
const folder = new URL('../src/api/generated/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(documents).filter((name) => name.endsWith('.yaml'))) {
  const types = astToString(await openapiTS(new URL(file, documents)));
  writeFileSync(fileURLToPath(new URL(file.replace('.yaml', '.ts'), folder)), types);
}

// Measures the built script and the largest answer that it is tested with against their budgets.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const { script } = JSON.parse(readFileSync(path('../dist/widget.json'), 'utf8'));
const bytes = readFileSync(path(`../dist${script.replace('/widget/', '/files/')}`));
const answers = readdirSync(path('../test/answers')).map(
  (name) => readFileSync(path(`../test/answers/${name}`)).length,
);

const measured = [
  { name: 'widget_js_gzip', value: gzipSync(bytes, { level: 9 }).length, most: 1536 },
  { name: 'widget_json_bytes', value: Math.max(...answers), most: 400 },
];
for (const { name, value, most } of measured) {
  console.log(`${name} ${value} B`);
  // No answer measured is none within the budget.
  if (!(value > 0 && value <= most)) {
    console.error(`${name}: ${value} B is over ${most} B`);
    process.exitCode = 1;
  }
}

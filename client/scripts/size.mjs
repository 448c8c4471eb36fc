// Fails when the JavaScript that the first page loads is more than 250 kB gzipped; prints what it found.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const limit = 250;
const dist = new URL('../dist/', import.meta.url).pathname;
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const files = [...html.matchAll(/(?:src|href)="\.?\/([^"]+\.js)"/g)].map((m) => m[1]);
if (files.length === 0) throw new Error('dist/index.html names no script.');

let total = 0;
for (const file of files) {
  const size = gzipSync(readFileSync(join(dist, file))).length / 1000;
  total += size;
  console.log(`${file}  ${size.toFixed(1)} kB gzipped`);
}
console.log(`First load: ${total.toFixed(1)} kB of ${limit} kB JavaScript, gzipped.`);
if (total > limit) {
  console.error(`First load is over its budget of ${limit} kB.`);
  process.exit(1);
}

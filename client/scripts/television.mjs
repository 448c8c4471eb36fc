// Fails when the wall display has what Chromium 79, the least browser of a television, cannot read: newer syntax in its
// scripts, newer features in its styles. Functions that are newer come with src/shared/wire/older.ts.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import doiuse from 'doiuse';
import postcss from 'postcss';

const folder = new URL('../dist/assets/', import.meta.url).pathname;
const files = readdirSync(folder).filter((file) => file.startsWith('tv-'));
const scripts = files.filter((file) => file.endsWith('.js')).map((file) => join(folder, file));
const styles = files.filter((file) => file.endsWith('.css'));
if (scripts.length < 2 || styles.length === 0) throw new Error('dist has no wall display with its worker.');

execFileSync('npx', ['es-check', 'es2019', '--module', ...scripts], { stdio: 'inherit' });

/** What such a browser reads in part, or does without and still shows all of the wall. */
const done = new Set([
  'css-display-contents', // read by 79; what it lacks there are tables and buttons
  'css-overflow', // only the two-value form is newer
  'css-clip-path', // inset() is read
  'css-masks', // the prefixed one stands beside it
  'css-focus-visible', // the wall has one link, whose ring is the browser's own then
  'css-logical-props', // read by 79 one by one
]);
const found = [];
for (const file of styles)
  await postcss([
    doiuse({
      browsers: ['chrome 79'],
      onFeatureUsage: ({ feature, message }) => done.has(feature) || found.push(message.replace(/^.*?tv-/, 'tv-')),
    }),
  ]).process(readFileSync(join(folder, file), 'utf8'), { from: join(folder, file) });
for (const file of styles)
  for (const word of ['light-dark(', 'color-mix(', 'dvh', '1lh', '@layer', 'oklch('])
    if (readFileSync(join(folder, file), 'utf8').includes(word)) found.push(`${file}: ${word}`);
if (found.length > 0) {
  console.error(`The wall display's styles are newer than Chromium 79:\n${found.join('\n')}`);
  process.exit(1);
}
console.log(`Wall display: ${scripts.length} scripts and ${styles.length} styles are read by Chromium 79.`);

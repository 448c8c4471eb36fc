import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

// A class that its style does not have is no error of the compiler: what asks for it just looks poor.
const files = import.meta.glob<string>('./**/*.tsx', { query: '?raw', import: 'default', eager: true });

/** The text of a style, with those that it takes in. */
function textOf(path: string): string {
  const text = readFileSync(path, 'utf8');
  const others = [...text.matchAll(/@import '([^']+)'/g)].map(([, other]) => textOf(join(dirname(path), other!)));
  return [text, ...others].join('\n');
}

it('names no class that its style does not have', () => {
  let names = 0;
  const missing = Object.entries(files).flatMap(([file, text]) =>
    [...text.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)].flatMap(([, name, target]) => {
      const path = join(import.meta.dirname, dirname(file), target!);
      const style = existsSync(path) ? textOf(path) : '';
      const uses = [...text.matchAll(new RegExp(`\\b${name}\\.(?!module)(\\w+)`, 'g'))];
      names += uses.length;
      return uses.filter(([, used]) => !new RegExp(`\\.${used}\\b`).test(style)).map(([use]) => `${file}: ${use}`);
    }),
  );
  expect(missing).toEqual([]);
  expect(names).toBeGreaterThan(500);
});

/**
 * One condition on a column. They hold together (and); texts that this page cannot take apart stay as they are (`raw`).
 * `during` is a time that moves with the clock (today, last 7 days): the address keeps its name, the server is asked
 * for what it means now.
 */
export type Condition =
  | { column: string; kind: 'contains'; text: string }
  | { column: string; kind: 'in'; values: readonly (string | number | null)[] }
  | { column: string; kind: 'range'; from: string | number | null; to: string | number | null }
  | { column: string; kind: 'is'; value: boolean }
  | { column: string; kind: 'during'; span: string }
  | { column: ''; kind: 'raw'; text: string };

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const literal = (value: string | number): string => (typeof value === 'number' ? String(value) : quoted(value));

function write(condition: Condition): string {
  const { column } = condition;
  switch (condition.kind) {
    case 'contains':
      return `${column} ~ ${quoted(condition.text)}`;
    case 'is':
      return `${column} = ${condition.value ? 'yes' : 'no'}`;
    case 'raw':
      return `(${condition.text})`;
    case 'during':
      return `${column} during ${condition.span}`;
    case 'range': {
      const { from, to } = condition;
      if (from !== null && to !== null) return `${column} between ${literal(from)} and ${literal(to)}`;
      return from !== null ? `${column} >= ${literal(from)}` : `${column} <= ${literal(to ?? '')}`;
    }
    case 'in': {
      const known = condition.values.filter((value) => value !== null);
      const some = known.length > 0 ? `${column} in (${known.map(literal).join(', ')})` : null;
      if (!condition.values.includes(null)) return some ?? `${column} is empty`;
      return some ? `(${some} or ${column} is empty)` : `${column} is empty`;
    }
  }
}

/** The conditions as the address has them: the server's filter grammar (docs/api.md) and `during`. */
export const filterText = (conditions: readonly Condition[]): string => conditions.map(write).join(' and ');

const value = String.raw`(?:"(?:[^"]|"")*"|[^\s",()]+)`;
const forms: readonly [RegExp, (m: RegExpExecArray) => Condition][] = [
  [
    new RegExp(`^\\((\\w+) in \\(((?:${value}(?:, )?)+)\\) or \\1 is empty\\)$`),
    (m) => ({ column: m[1]!, kind: 'in', values: [...list(m[2]!), null] }),
  ],
  [new RegExp(`^(\\w+) in \\(((?:${value}(?:, )?)+)\\)$`), (m) => ({ column: m[1]!, kind: 'in', values: list(m[2]!) })],
  [
    new RegExp(`^(\\w+) between (${value}) and (${value})$`),
    (m) => ({ column: m[1]!, kind: 'range', from: read(m[2]!), to: read(m[3]!) }),
  ],
  [new RegExp(`^(\\w+) >= (${value})$`), (m) => ({ column: m[1]!, kind: 'range', from: read(m[2]!), to: null })],
  [new RegExp(`^(\\w+) <= (${value})$`), (m) => ({ column: m[1]!, kind: 'range', from: null, to: read(m[2]!) })],
  [new RegExp(`^(\\w+) ~ (${value})$`), (m) => ({ column: m[1]!, kind: 'contains', text: String(read(m[2]!)) })],
  [/^(\w+) = (yes|no)$/, (m) => ({ column: m[1]!, kind: 'is', value: m[2] === 'yes' })],
  [new RegExp(`^(\\w+) = (${value})$`), (m) => ({ column: m[1]!, kind: 'in', values: [read(m[2]!)] })],
  [/^(\w+) during ([\w-]+)$/, (m) => ({ column: m[1]!, kind: 'during', span: m[2]! })],
  [/^(\w+) is empty$/, (m) => ({ column: m[1]!, kind: 'in', values: [null] })],
];

function read(text: string): string | number {
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll('""', '"');
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

const list = (text: string): (string | number)[] => [...text.matchAll(new RegExp(value, 'g'))].map((m) => read(m[0]));

/** Cuts at every `and` that stands outside quotes, brackets and `between`. */
function cut(text: string): string[] {
  const terms: string[] = [];
  let depth = 0,
    inText = false,
    between = false,
    start = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (sign === '"') inText = !inText;
    if (inText) continue;
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (depth > 0) continue;
    if (text.startsWith(' between ', i)) between = true;
    if (!text.startsWith(' and ', i)) continue;
    if (between) {
      between = false;
      continue;
    }
    terms.push(text.slice(start, i));
    start = i + 5;
  }
  terms.push(text.slice(start));
  return terms.map((term) => term.trim()).filter(Boolean);
}

/** What a filter text says, condition by condition, so that a link's filter can be shown and changed. */
export function conditionsOf(text: string): Condition[] {
  return cut(text).map((term) => {
    for (const [form, make] of forms) {
      const match = form.exec(term);
      if (match) return make(match);
    }
    return { column: '', kind: 'raw', text: term.startsWith('(') && term.endsWith(')') ? term.slice(1, -1) : term };
  });
}

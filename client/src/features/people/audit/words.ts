/** One part of what was changed: what it was, and what it is. */
export interface Part {
  /** null: the change as a whole. */
  what: string | null;
  was: string | null;
  is: string | null;
}

/** How a text is shown that stands alone: an instant in the desk's time, a number by its title. */
export type Shown = (text: string) => string;

/** Not of people: they tell records apart. */
const ofRecords = new Set(['id', 'revision']);

/**
 * A change in words. Settings are kept as JSON: of two, what differs; of one, all that is set. Whatever else stands
 * there is words already.
 */
export function partsOf(before: string | null, after: string | null, shown: Shown): Part[] {
  const was = settingsIn(before),
    is = settingsIn(after);
  if ((before !== null && !was) || (after !== null && !is) || (!was && !is))
    return [{ what: null, was: before, is: after }];
  const names = new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})]);
  return [...names]
    .filter((name) => !ofRecords.has(name))
    .map((name) => ({ what: spaced(name), was: wordsOf(was?.[name], shown), is: wordsOf(is?.[name], shown) }))
    .filter((part) => part.was !== part.is);
}

type Settings = Readonly<Record<string, unknown>>;

function settingsIn(text: string | null): Settings | null {
  if (!text?.startsWith('{')) return null;
  try {
    return JSON.parse(text) as Settings;
  } catch {
    // A name may begin with a brace.
    return null;
  }
}

/** null: it is not set. */
function wordsOf(value: unknown, shown: Shown): string | null {
  if (value === null || value === undefined || value === '' || value === false) return null;
  if (value === true) return 'yes';
  if (Array.isArray(value)) {
    const all = value.map((one) => wordsOf(one, shown)).filter((one) => one !== null);
    return all.length === 0 ? null : all.join(value.some((one) => typeof one === 'object') ? '; ' : ', ');
  }
  if (typeof value !== 'object') return shown(String(value));
  const all = Object.entries(value)
    .filter(([name]) => !ofRecords.has(name))
    .map(([name, one]) => ({ name, words: wordsOf(one, shown) }))
    .filter(({ words }) => words !== null);
  return all.length === 0 ? null : all.map(({ name, words }) => `${spaced(name)} ${words}`).join(', ');
}

/** leftOut: left out. */
const spaced = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/**
 * What this browser keeps for Apollo, by key. Where the browser refuses storage or has no room, the page itself
 * remembers for as long as it is open: nothing here throws.
 */
class Kept {
  /** What the browser did not take; null = removed. */
  private readonly memory = new Map<string, string | null>();

  constructor(private readonly storage: () => Storage) {}

  /** The text of a key; null = none. */
  text(key: string): string | null {
    const own = this.memory.get(key);
    return own === undefined ? this.trying((storage) => storage.getItem(key), null) : own;
  }

  /** Keeps a text; null forgets it. */
  keepText(key: string, text: string | null): void {
    const isTaken = this.trying((storage) => {
      if (text === null) storage.removeItem(key);
      else storage.setItem(key, text);
      return true;
    }, false);
    if (isTaken) this.memory.delete(key);
    else this.memory.set(key, text);
  }

  /** The value of a key, of anybody's making: to be checked before it is used; null = none, or no JSON. */
  value(key: string): unknown {
    try {
      return JSON.parse(this.text(key) ?? 'null') as unknown;
    } catch {
      return null;
    }
  }

  keepValue(key: string, value: unknown): void {
    this.keepText(key, JSON.stringify(value));
  }

  /** The keys that begin so. */
  keys(prefix: string): string[] {
    const stored = this.trying((storage) => Object.keys(storage), []);
    return [...new Set([...stored, ...this.memory.keys()])].filter(
      (key) => key.startsWith(prefix) && this.memory.get(key) !== null,
    );
  }

  /** Refused storage throws as soon as it is named. */
  private trying<T>(action: (storage: Storage) => T, refused: T): T {
    try {
      return action(this.storage());
    } catch {
      return refused;
    }
  }
}

/** Kept by this browser, for all its tabs. */
export const browser = new Kept(() => localStorage);

/** Kept by this tab, over a reload. */
export const tab = new Kept(() => sessionStorage);

/**
 * What Chromium 79 does not have yet of what the wall display calls; where a browser has it, its own stays. The build
 * writes the newer syntax down to that browser, but not the newer functions.
 */
type Method = (this: never, ...args: never[]) => unknown;

function add(target: object, name: string, method: Method): void {
  if (!(name in target)) Object.defineProperty(target, name, { value: method, writable: true, configurable: true });
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  return this[index < 0 ? this.length + index : index];
}

add(Array.prototype, 'at', at);
add(String.prototype, 'at', at);
add(Array.prototype, 'toSorted', function toSorted<T>(this: readonly T[], compare?: (a: T, b: T) => number): T[] {
  const copy = [...this];
  // oxlint-disable-next-line unicorn/no-array-sort -- this is what makes the other one
  return copy.sort(compare);
});
add(Array.prototype, 'toReversed', function toReversed<T>(this: readonly T[]): T[] {
  return this.map((_, index) => this[this.length - 1 - index]!);
});
add(Array.prototype, 'findLast', function findLast<T>(this: readonly T[], test: (item: T, index: number) => boolean):
  T | undefined {
  for (let index = this.length - 1; index >= 0; index--) if (test(this[index]!, index)) return this[index];
  return undefined;
});
add(String.prototype, 'replaceAll', function replaceAll(this: string, search: string | RegExp, by: string): string {
  return typeof search === 'string' ? this.split(search).join(by) : this.replace(search, by);
});
add(Object, 'hasOwn', (target: object, name: PropertyKey): boolean =>
  Object.prototype.hasOwnProperty.call(target, name),
);
add(AbortSignal, 'timeout', (ms: number): AbortSignal => {
  const limit = new AbortController();
  setTimeout(() => limit.abort(), ms);
  return limit.signal;
});
add(AbortSignal, 'any', (signals: readonly AbortSignal[]): AbortSignal => {
  const first = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) first.abort();
    else signal.addEventListener('abort', () => first.abort(), { once: true });
  }
  return first.signal;
});
add(globalThis, 'queueMicrotask', (task: () => void): void => void Promise.resolve().then(task));

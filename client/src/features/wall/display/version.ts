const script = /assets\/tv-[\w-]+\.js/;

/** The script that this page runs, as its own document names it: it has another name in each version. */
export const ownScript = (): string | null =>
  [...document.scripts].map(({ src }) => script.exec(src)?.[0]).find((name) => name !== undefined) ?? null;

/** The script that Apollo serves now; null where it cannot be told, as while Apollo is away. */
export async function servedScript(): Promise<string | null> {
  try {
    const answer = await fetch('/tv', { cache: 'no-store' });
    return answer.ok ? (script.exec(await answer.text())?.[0] ?? null) : null;
  } catch {
    return null;
  }
}

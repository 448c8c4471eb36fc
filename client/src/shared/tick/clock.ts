/**
 * The server's clock as this page knows it. A message says when it was sent; the one that travelled least tells the
 * offset best, so the largest of the recent ones is kept.
 */
const recent: number[] = [];
const kept = 24;

export function learn(sentAt: number, receivedAt = Date.now()): void {
  recent.push(sentAt - receivedAt);
  if (recent.length > kept) recent.shift();
}

/** Now by the server's clock, ms. */
export function serverNow(local = Date.now()): number {
  return recent.length === 0 ? local : local + Math.max(...recent);
}

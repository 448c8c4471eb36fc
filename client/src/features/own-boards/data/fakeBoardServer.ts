import { vi } from 'vitest';
import type { BoardDocument } from './model';

/** For tests: the server's part in keeping boards, in memory; it can be away, or refuse. */
export class FakeBoardServer {
  readonly kept = new Map<string, { share: string; document: BoardDocument; revision: number }>();
  private revision = 0;
  readonly puts: string[] = [];
  /** What every request fails with: away = no answer. */
  fault: 'away' | { status: number; detail: string } | null = null;

  /** Whether saves are done without the browser hearing of it. */
  losesAnswers = false;

  constructor() {
    vi.stubGlobal(
      'fetch',
      vi.fn((path: string, more?: RequestInit) => this.answer(path, more)),
    );
  }

  put(name: string, document: BoardDocument): void {
    this.kept.set(name, { share: `${name}-link`, document, revision: ++this.revision });
  }

  private async answer(path: string, more: RequestInit = {}): Promise<Response> {
    const { pathname, searchParams } = new URL(path, 'http://localhost');
    const method = more.method ?? 'GET';
    if (this.fault === 'away') throw new TypeError('Failed to fetch');
    if (this.fault) return json(this.fault.status, { detail: this.fault.detail });
    const shared = pathname.match(/^\/api\/dashboards\/(.+)$/)?.[1];
    if (shared) {
      const found = [...this.kept].find(([, board]) => board.share === decodeURIComponent(shared));
      return found
        ? json(200, { name: found[0], share: shared, updatedAt: '', document: found[1].document })
        : json(404, { detail: 'none' });
    }
    const name = decodeURIComponent(pathname.slice('/api/me/dashboards/'.length));
    if (!name)
      return json(
        200,
        [...this.kept].map(([own, { share }]) => ({ name: own, share, updatedAt: '' })),
      );
    const board = this.kept.get(name);
    if (method === 'PUT') {
      const from = searchParams.get('from') ?? name;
      const before = this.kept.get(from),
        share = before?.share ?? `${name}-link`;
      const wanted = (more.headers as Record<string, string> | undefined)?.['if-match'],
        isNew = (more.headers as Record<string, string> | undefined)?.['if-none-match'] === '*';
      if ((wanted && wanted !== `"${before?.revision}"`) || (isNew && before))
        return json(412, { detail: isNew ? 'there is one' : 'changed' });
      this.puts.push(name);
      this.kept.delete(from);
      this.kept.set(name, {
        share,
        document: JSON.parse(String(more.body)) as BoardDocument,
        revision: ++this.revision,
      });
      if (this.losesAnswers) throw new TypeError('Failed to fetch');
      return json(200, { name, share, updatedAt: '' }, this.revision);
    }
    if (!board) return json(404, { detail: 'none' });
    if (method === 'DELETE') {
      this.kept.delete(name);
      return new Response(null, { status: 204 });
    }
    return json(200, { name, share: board.share, updatedAt: '', document: board.document }, board.revision);
  }
}

const json = (status: number, body: unknown, revision?: number): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...(revision === undefined ? {} : { etag: `"${revision}"` }) },
  });

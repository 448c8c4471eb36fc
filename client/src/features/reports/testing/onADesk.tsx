import { act, render } from '@testing-library/react';
import axe from 'axe-core';
import { beforeEach, vi } from 'vitest';
import { useWho } from '../../../shared/access/who';
import { prefer } from '../../../shared/preferences/preferences';
import { deskStore } from '../../../shared/store/desk';
import { someAgeing, someArrivals, someDurations, someRows, someSla, usualFlow } from '../../../shared/testing/reports';
import { someDefinition, someDesk } from '../../../shared/testing/support';
import type { Role } from '../../../shared/wire/people';
import FlowPage from '../flow/FlowPage';
import PatternsPage from '../patterns/PatternsPage';
import RowsPage from '../rows/RowsPage';

/** For tests: pages of reports over a server that answers as a test says. */
export const server = {
  asked: [] as URL[],
  signals: [] as { path: string; signal: AbortSignal }[],
  answers: {} as Record<string, () => Response | Promise<Response>>,
};

export const days = 'from=2026-10-27&to=2026-11-23';

/** Each test begins with a desk of which all reports are there. */
export const onADesk = (): void =>
  beforeEach(() => {
    server.asked.length = 0;
    server.signals.length = 0;
    prefer({ shortcuts: true });
    server.answers = {
      flow: () => Response.json(usualFlow()),
      arrivals: () => Response.json(someArrivals()),
      durations: () => Response.json(someDurations()),
      ageing: () => Response.json(someAgeing()),
      sla: () => Response.json(someSla()),
      rows: () => Response.json(someRows()),
    };
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (path, more) => {
      const url = new URL(String(path), 'http://apollo');
      server.asked.push(url);
      server.signals.push({ path: url.pathname, signal: more!.signal! });
      return server.answers[url.pathname.split('/').pop()!]!();
    });
    act(() => useWho.setState({ who: null }));
    deskStore.open(someDesk());
    deskStore.setCatalogue([someDefinition()]);
  });

export const as = (role: Role): void =>
  act(() =>
    useWho.setState({
      who: {
        person: null,
        signIn: null,
        desks: [{ id: 'demo', role, teams: [], assignee: null }],
        admin: false,
        network: false,
      },
    }),
  );

/** Opens a page of reports; gives the way to leave it. */
export function show(page: 'flow' | 'patterns' | 'rows', search = `?${days}`): () => void {
  history.replaceState(null, '', `/reports/${page}${search}`);
  const Page = { flow: FlowPage, patterns: PatternsPage, rows: RowsPage }[page];
  return render(
    <main>
      <h1>Desk</h1>
      <Page />
    </main>,
  ).unmount;
}

/** What axe finds. */
export const violations = async (): Promise<string[]> =>
  (await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

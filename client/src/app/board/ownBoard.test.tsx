import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usePreferences } from '../../shared/preferences/preferences';
import { useView } from '../../shared/preferences/view';
import { useLive } from '../../shared/live/live';
import { deskStore, useDesk } from '../../shared/store/desk';
import { someDefinition, someDesk, someResult } from '../../shared/testing/support';
import { BoardBar } from './BoardBar';
import { Boards } from './Boards';
import { forgetBoards } from '../../features/own-boards/data/boards';
import { FakeBoardServer } from '../../features/own-boards/data/fakeBoardServer';
import type { BoardCard, BoardDocument } from '../../features/own-boards/data/model';
import { useBoards } from '../../features/own-boards/data/state';
import { unsentNames } from '../../features/own-boards/data/unsent';

const card = (kpi: string, more: Partial<BoardCard> = {}): BoardCard => ({
  kpi,
  size: '1x1',
  chart: 'trend',
  breakdown: null,
  ...more,
});
const document_: BoardDocument = {
  version: 1,
  desk: 'demo',
  sections: [
    {
      title: 'Morning',
      cards: [card('overdue', { size: '2x2', chart: 'bars', breakdown: 'team' }), card('unassigned'), card('overdue')],
    },
    { title: 'Evening', cards: [card('gone')] },
  ],
};
const at = new Date().toISOString();
const groups = { team: { Network: 7, Desktop: 3, '(none)': 1 } };

let server: FakeBoardServer;

beforeEach(async () => {
  localStorage.clear();
  forgetBoards();
  server = new FakeBoardServer();
  server.put('Mine', document_);
  deskStore.open(someDesk({ timeZone: 'Europe/Brussels' }));
  deskStore.setCatalogue([
    someDefinition(),
    someDefinition({ id: 'unassigned', title: 'Unassigned', group: 'Backlog' }),
    someDefinition({ id: 'on-hold', title: 'On hold', group: 'Backlog' }),
  ]);
  useLive.setState({ kind: 'live', stale: [], slices: [], age: 0.4, readAt: Date.now(), returned: null });
  useView.setState({ filter: null, definition: null, shown: null });
  deskStore.apply({
    desk: 'demo',
    full: true,
    at,
    kpis: ['overdue', 'unassigned', 'on-hold'].map((kpi) =>
      someResult({ kpi, asOf: at, readAt: at, ...(kpi === 'overdue' ? { groups } : { status: 'good', value: 4 }) }),
    ),
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  history.replaceState(null, '', '/');
});

async function open(path = '/board/Mine', wanted = 'Morning'): Promise<ReturnType<typeof userEvent.setup>> {
  history.replaceState(null, '', path);
  render(
    <main>
      <h1>Harbour IT Desk</h1>
      <BoardBar />
      <Boards />
    </main>,
  );
  await screen.findByRole(/^Morning$/.test(wanted) ? 'region' : 'alert', wanted === 'Morning' ? { name: wanted } : {});
  return userEvent.setup();
}

async function openEditing(): Promise<ReturnType<typeof userEvent.setup>> {
  const user = await open();
  await user.click(screen.getByRole('button', { name: 'Edit board' }));
  await waitFor(() => expect(document.activeElement?.getAttribute('data-focus')).toBeTruthy());
  return user;
}

const grips = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-focus]')];
const names = (): string[] => grips().map((grip) => grip.getAttribute('aria-label')!);
const spoken = (): string => document.querySelector('[data-speech]')!.textContent!.trim();

const violations = async (): Promise<string[]> =>
  (
    await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false }, region: { enabled: false } },
    })
  ).violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`);

describe('an own board', () => {
  it('shows its cards in its sections, with bars by team said in words', async () => {
    await open();
    const morning = screen.getByRole('region', { name: 'Morning' });
    expect(
      within(morning).getByRole('link', {
        name: /^Overdue, 11 tickets, critical.* By team: Network 7, Desktop 3, no team 1\.$/,
      }),
    ).toBeTruthy();
    expect(within(morning).getByText('Network').nextElementSibling?.nextElementSibling?.textContent).toBe('7');
    expect(within(screen.getByRole('region', { name: 'Evening' })).getByText('gone')).toBeTruthy();
  });

  it('counts in the counts only the KPIs it shows, each once', async () => {
    await open();
    expect(screen.getByRole('button', { name: /^1 critical/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /^1 good/ })).toBeTruthy();
  });

  it('is one tab stop a section, and no element id stands twice', async () => {
    await open();
    expect(
      [...document.querySelectorAll('[data-kpi]')].filter((own) => (own as HTMLElement).tabIndex === 0),
    ).toHaveLength(1);
    const ids = [...document.querySelectorAll('[id]')].map((own) => own.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('changes a card by its menu, and takes it back', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Card Unassigned: size, chart, remove' }));
    await user.click(screen.getByRole('menuitemradio', { name: '2 × 1, wide' }));
    expect(useBoards.getState().open!.sections[0]!.cards[1]!.size).toBe('2x1');
    expect(spoken()).toBe('Unassigned: 2 by 1.');
    await user.click(screen.getAllByRole('button', { name: /Undo/ })[0]!);
    expect(useBoards.getState().open!.sections[0]!.cards[1]!.size).toBe('1x1');
  });

  it('can be what Apollo opens with, and no more', async () => {
    const user = await open();
    for (const start of ['Mine', null]) {
      await user.click(screen.getByRole('button', { name: /Board:/ }));
      const item = screen.getByRole('menuitemcheckbox', { name: 'Open at start' });
      expect(item.getAttribute('aria-checked')).toBe(String(start === null));
      expect(await violations()).toEqual([]);
      await user.click(item);
      expect(usePreferences.getState().start).toBe(start);
      await user.keyboard('{Escape}');
    }
    expect(spoken()).toBe('Apollo opens with all KPIs from now on.');
  });

  it('says so where there is none of that name', async () => {
    await open('/board/Nowhere', 'nothing');
    expect(screen.getByRole('alert').textContent).toContain('This browser keeps no board of this name.');
    expect(screen.getByRole('link', { name: 'To all KPIs' })).toBeTruthy();
  });

  it.each(['50%23 of Q1.2?', 'a#b', '100 %', 'Ligne été'])('opens by its name: %s', async (name) => {
    server.put(name, document_);
    await open(`/board/${encodeURIComponent(name)}`);
    expect(screen.getByRole('button', { name: (own) => own.replace(/^Board:\s*/, '') === name })).toBeTruthy();
  });

  it('has no accessibility violation that axe knows of', async () => {
    await open();
    expect(await violations()).toEqual([]);
  });
});

describe('a board that was changed elsewhere too', () => {
  it.each([
    ['Show theirs', 'Theirs'],
    ['Keep mine', 'Morning'],
  ])('says so, and lets the person choose: %s', async (choice, title) => {
    const user = await open();
    server.put('Mine', { ...document_, sections: [{ title: 'Theirs', cards: [card('on-hold')] }] });
    await user.click(screen.getByRole('button', { name: 'Card Unassigned: size, chart, remove' }));
    await user.click(screen.getByRole('menuitemradio', { name: '2 × 1, wide' }));
    expect((await screen.findByRole('alert', {}, { timeout: 3_000 })).textContent).toContain(
      'This board was changed elsewhere too',
    );
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: choice }));
    await screen.findByRole('region', { name: title });
    await waitFor(() =>
      expect([screen.queryByRole('alert'), server.kept.get('Mine')!.document.sections[0]!.title]).toEqual([
        null,
        title,
      ]),
    );
    expect(document.activeElement?.id).toBe('board');
  });
});

describe('arranging by keyboard', () => {
  it('goes from card to card, and begins at the first', async () => {
    const user = await openEditing();
    expect(names()).toEqual([
      'Overdue, 2 by 2, bars, place 1 of 3 in Morning',
      'Unassigned, 1 by 1, trend, place 2 of 3 in Morning',
      'Overdue, 1 by 1, trend, place 3 of 3 in Morning',
      'gone, 1 by 1, place 1 of 1 in Evening',
    ]);
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(grips()[2]);
  });

  it('picks a card up, moves it over the end of the section and puts it down', async () => {
    const user = await openEditing();
    await user.keyboard('{ArrowRight} ');
    expect(spoken()).toBe('Unassigned picked up. Arrows move it, Space puts it down, Escape puts it back.');
    for (const place of ['place 3 of 3 in Morning.', 'place 1 of 2 in Evening.']) {
      await user.keyboard('{ArrowRight}');
      expect(spoken()).toBe(place);
      await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Unassigned/));
    }
    await user.keyboard(' ');
    expect(names()[2]).toBe('Unassigned, 1 by 1, trend, place 1 of 2 in Evening');
    await waitFor(() => expect(server.kept.get('Mine')!.document.sections[1]!.cards[0]!.kpi).toBe('unassigned'), {
      timeout: 3_000,
    });
  });

  it('puts a picked card back by Escape, and a second Escape ends editing', async () => {
    const user = await openEditing();
    await user.keyboard(' {ArrowRight}');
    await waitFor(() => expect(names()[1]).toMatch(/^Overdue, 2 by 2/));
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Overdue/));
    await user.keyboard('{Escape}');
    expect(names()[0]).toMatch(/^Overdue, 2 by 2/);
    await waitFor(() => expect(document.activeElement).toBe(grips()[0]));
    await user.keyboard('{Escape}');
    expect(grips()).toEqual([]);
    expect(spoken()).toBe('Editing ended.');
    expect(server.puts).toEqual([]);
  });

  it('leaves a card where it was brought when editing ends by the button', async () => {
    const user = await openEditing();
    await user.keyboard(' {ArrowRight}');
    await user.keyboard('{Delete}+');
    expect(names()).toHaveLength(4);
    await user.click(screen.getAllByRole('button', { name: 'Done' })[0]!);
    await waitFor(
      () =>
        expect(server.kept.get('Mine')!.document.sections[0]!.cards.map((own) => own.kpi)).toEqual([
          'unassigned',
          'overdue',
          'overdue',
        ]),
      { timeout: 3_000 },
    );
    expect(server.kept.get('Mine')!.document.sections[0]!.cards[1]!.size).toBe('2x2');
  });

  it('resizes, stops at the ends, removes, and takes the removal back', async () => {
    const user = await openEditing();
    await user.keyboard('{ArrowRight}+');
    expect(spoken()).toBe('Unassigned: 2 by 1.');
    await user.keyboard('--');
    expect(spoken()).toBe('1 by 1 is the smallest.');
    await user.keyboard('{Delete}');
    expect(spoken()).toBe('Unassigned removed. Undo brings it back.');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Overdue, 1 by 1/));
    await user.keyboard('{Control>}z{/Control}');
    expect(names()).toHaveLength(4);
  });

  it('adds cards from the list of all KPIs, by part of their name', async () => {
    const user = await openEditing();
    await user.click(screen.getByRole('button', { name: /^Add card\s*to Evening$/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Add cards to Evening' });
    await user.type(within(dialog).getByLabelText('Find a KPI'), 'hold');
    await user.click(within(dialog).getByRole('button', { name: 'On hold' }));
    expect(names().at(-1)).toBe('On hold, 1 by 1, trend, place 2 of 2 in Evening');
    expect(within(dialog).getByRole('button', { name: /On hold.*on the board/ })).toBeTruthy();
  });

  it('names, moves and removes sections', async () => {
    const user = await openEditing();
    const title = screen.getByRole('textbox', { name: 'Title of Evening' });
    fireEvent.change(title, { target: { value: ' Night ' } });
    fireEvent.blur(title);
    await user.click(screen.getByRole('button', { name: 'Move Night up' }));
    expect(useBoards.getState().open!.sections.map((section) => section.title)).toEqual(['Night', 'Morning']);
    await user.click(screen.getByRole('button', { name: 'Remove Morning and its cards' }));
    expect(names()).toHaveLength(1);
  });

  it('has no accessibility violation that axe knows of', async () => {
    await openEditing();
    expect(await violations()).toEqual([]);
  });
});

describe('from all KPIs', () => {
  it('“Edit board” begins an own copy of them, which is kept with its first change', async () => {
    history.replaceState(null, '', '/');
    const user = userEvent.setup();
    render(
      <main>
        <BoardBar />
        <Boards />
      </main>,
    );
    await user.click(screen.getByRole('button', { name: 'Edit board' }));
    await waitFor(() => expect(grips()).toHaveLength(3));
    expect(decodeURIComponent(location.pathname)).toBe('/board/My board');
    expect(server.kept.has('My board')).toBe(false);
    grips()[0]!.focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(server.kept.has('My board')).toBe(true));
    expect(server.kept.get('My board')!.document.sections.map((section) => section.title)).toEqual([
      'Backlog',
      'Service level',
    ]);
    expect(Object.keys(useDesk.getState().catalogue)).toHaveLength(3);
    await user.click(screen.getAllByRole('button', { name: 'Done' })[0]!);
    expect(decodeURIComponent(location.pathname)).toBe('/board/My board');
  });

  it.each(['Done', '{Escape}'])('“Edit board” and %s without a change leave no trace', async (way) => {
    history.replaceState(null, '', '/');
    const user = userEvent.setup();
    render(
      <main>
        <BoardBar />
        <Boards />
      </main>,
    );
    await user.click(screen.getByRole('button', { name: 'Edit board' }));
    await waitFor(() => expect(grips()).toHaveLength(3));
    if (way === 'Done') await user.click(screen.getAllByRole('button', { name: way })[0]!);
    else {
      grips()[0]!.focus();
      await user.keyboard(way);
    }
    await waitFor(() => expect(location.pathname).toBe('/'));
    expect(grips()).toHaveLength(0);
    expect([server.kept.has('My board'), unsentNames()]).toEqual([false, []]);
  });

  it('keeps the first change in this browser where the server does not answer', async () => {
    history.replaceState(null, '', '/');
    const user = userEvent.setup();
    render(
      <main>
        <BoardBar />
        <Boards />
      </main>,
    );
    server.fault = 'away';
    await user.click(screen.getByRole('button', { name: 'Edit board' }));
    await waitFor(() => expect(grips()).toHaveLength(3));
    grips()[0]!.focus();
    await user.keyboard('{Delete}');
    const [notice] = await screen.findAllByText(/Not saved yet, kept in this browser. The server does not answer/);
    expect(notice!.closest('[role=status]')).toBeTruthy();
    expect([server.kept.has('My board'), unsentNames()]).toEqual([false, ['My board']]);
  });
});

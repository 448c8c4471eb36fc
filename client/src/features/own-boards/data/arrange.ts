import { useDesk } from '../../../shared/store/desk';
import { edit, undo } from './boards';
import { cardOf, changeCard, removeCard, spotOf } from './edits';
import type { BoardCard } from './model';
import { say } from './speech';
import { useBoards } from './state';

/** What a card is called. */
export function titleOf(kpi: string): string {
  const definition = useDesk.getState().catalogue[kpi];
  return definition ? definition.presentation.title : kpi;
}

const sections = () => useBoards.getState().open?.sections ?? [];

export const spokenSize = (size: BoardCard['size']): string => size.replace('x', ' by ');

/** Changes a card and says what it is now. */
export function change(key: string, more: Partial<BoardCard>): void {
  const before = cardOf(sections(), key);
  edit((all) => changeCard(all, key, more));
  const after = cardOf(sections(), key);
  if (!before || !after) return;
  const news = [
    after.size !== before.size ? spokenSize(after.size) : '',
    after.chart !== before.chart ? { trend: 'trend', bars: 'bars', none: 'no chart' }[after.chart] : '',
    after.breakdown !== before.breakdown ? `by ${after.breakdown}` : '',
  ].filter(Boolean);
  if (news.length > 0) say(`${titleOf(after.kpi)}: ${news.join(', ')}.`);
}

/** Removes a card; the focus goes to the one that takes its place. */
export function remove(key: string): void {
  const spot = spotOf(sections(), key),
    card = cardOf(sections(), key);
  if (!spot || !card) return;
  edit((all) => removeCard(all, key));
  const left = sections()[spot.section]?.cards ?? [];
  const next = left[Math.min(spot.index, left.length - 1)];
  say(`${titleOf(card.kpi)} removed. Undo brings it back.`);
  focusCard(next?.key ?? null);
}

export function undoLast(): void {
  say(undo() ? 'Undone.' : 'Nothing to undo.');
}

/** Focuses a card once it is drawn; without one, the board. */
export function focusCard(key: string | null): void {
  requestAnimationFrame(() => {
    const cell = key === null ? null : document.querySelector(`[data-cell="${CSS.escape(key)}"]`);
    (
      cell?.querySelector<HTMLElement>('[data-focus]') ??
      cell?.querySelector<HTMLElement>('[data-kpi]') ??
      document.getElementById('board')
    )?.focus();
  });
}

import { useEffect, useRef, useState } from 'react';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import { step } from '../../../shared/ui/roving';
import { change, focusCard, remove, spokenSize, titleOf, undoLast } from '../data/arrange';
import { commit, edit, preview } from '../data/boards';
import { cardOf, moveCard, sizeBeside, spotOf, stepCard, type Spot } from '../data/edits';
import { chartOf, type Placed, type Sections } from '../data/model';
import { say } from '../data/speech';
import { setEditing, useBoards } from '../data/state';
import { useDesk } from '../../../shared/store/desk';

const now = (): Sections => useBoards.getState().open!.sections;

/** "place 3 of 9 in Backlog" */
function whereText(key: string): string {
  const { section, index } = spotOf(now(), key)!;
  const own = now()[section]!;
  return `place ${index + 1} of ${own.cards.length}${own.title ? ` in ${own.title}` : `, section ${section + 1}`}`;
}

const chartWords = { trend: 'trend', bars: 'bars', none: 'no chart' };

/** A card as it is spoken while the board is arranged: "Overdue, 2 by 1, bars, place 3 of 9 in Backlog". */
export function cardName(card: Placed, section: string, index: number, count: number): string {
  const definition = useDesk.getState().catalogue[card.kpi];
  return [
    titleOf(card.kpi),
    spokenSize(card.size),
    ...(definition ? [chartWords[chartOf(card, definition)]] : []),
    `place ${index + 1} of ${count}${section ? ` in ${section}` : ''}`,
  ].join(', ');
}

interface Arranging {
  picked: string | null;
  onKeyDown: (event: React.KeyboardEvent<HTMLElement>) => void;
  drop: (key: string, spot: Spot) => void;
  letGo: () => void;
}

/** Arranging by keyboard: arrows lead from card to card, Space picks one up, and then arrows move it. */
export function useArranging(): Arranging {
  const [held, setHeld] = useState<{ key: string; before: Sections } | null>(null);

  // Ended by other means, a card stays where it was brought.
  const latest = useRef(held);
  useEffect(() => {
    latest.current = held;
    useBoards.setState({ held: held !== null });
  }, [held]);
  useEffect(
    () => () => {
      useBoards.setState({ held: false });
      if (latest.current) commit(latest.current.before);
    },
    [],
  );

  function letGo(): void {
    if (!held) return;
    commit(held.before);
    say(`${titleOf(cardOf(now(), held.key)?.kpi ?? '')} put down, ${whereText(held.key)}.`);
    setHeld(null);
  }

  function putBack(): void {
    preview(held!.before);
    say(`Put back, ${whereText(held!.key)}.`);
    focusCard(held!.key);
    setHeld(null);
  }

  function moveHeld(key: string, arrow: string, board: HTMLElement): void {
    const before = now();
    preview(
      arrow === 'ArrowLeft'
        ? stepCard(before, key, -1)
        : arrow === 'ArrowRight'
          ? stepCard(before, key, 1)
          : moveByRow(before, key, arrow, board),
    );
    say(now() === before ? 'No further.' : `${whereText(key)}.`);
    focusCard(key);
  }

  function onKeyDown(event: React.KeyboardEvent<HTMLElement>): void {
    if (event.defaultPrevented) return;
    const board = event.currentTarget;
    const key = (event.target as HTMLElement).dataset['focus'] ?? null;
    const done = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    // A card on its way is put down or back before anything else happens.
    if (held && key === held.key && !/^(Arrow.*|Escape|Enter|Tab| )$/.test(event.key)) return done();
    const card = key === null ? null : cardOf(now(), key);
    const go = (arrow: string): void | false => {
      if (!card) return false;
      if (held) return moveHeld(card.key, arrow, board);
      const cells = [...board.querySelectorAll<HTMLElement>('[data-cell]')];
      const to = step(
        arrow,
        cells.findIndex((cell) => cell.dataset['cell'] === card.key),
        cells.map((cell) => cell.getBoundingClientRect()),
      );
      if (to !== null) cells[to]!.querySelector<HTMLElement>('[data-focus]')?.focus();
    };
    const isDone = onKey(event, keys.arranging, {
      pick: () => {
        if (!card) return false;
        if (held) return letGo();
        setHeld({ key: card.key, before: now() });
        say(`${titleOf(card.kpi)} picked up. Arrows move it, Space puts it down, Escape puts it back.`);
      },
      move: go,
      ends: go,
      size: (sign) => card !== null && resize(card, sign === '-' ? -1 : 1),
      remove: () => card !== null && remove(card.key),
      undo: () => !(event.target instanceof HTMLInputElement) && undoLast(),
      leave: () => {
        if (held) return putBack();
        say('Editing ended.');
        setEditing(null);
        document.getElementById('board')?.focus({ preventScroll: true });
      },
    });
    if (isDone) event.stopPropagation();
  }

  function resize(card: Placed, by: 1 | -1): void {
    const size = sizeBeside(card.size, by);
    if (size === card.size) say(`${spokenSize(size)} is the ${by === 1 ? 'largest' : 'smallest'}.`);
    else change(card.key, { size });
  }

  function drop(key: string, spot: Spot): void {
    // Another tab may have removed it while it was dragged.
    if (!cardOf(now(), key)) return;
    edit((sections) => moveCard(sections, key, spot));
    say(`${titleOf(cardOf(now(), key)!.kpi)} moved, ${whereText(key)}.`);
    focusCard(key);
  }

  return { picked: held?.key ?? null, onKeyDown, drop, letGo };
}

/** A row up or down: to the place of the nearest card that way; beyond the last row to the next section. */
function moveByRow(sections: Sections, key: string, arrow: string, board: HTMLElement): Sections {
  const cells = [...board.querySelectorAll<HTMLElement>('[data-cell]')];
  const from = cells.findIndex((cell) => cell.dataset['cell'] === key);
  const to = step(
    arrow,
    from,
    cells.map((cell) => cell.getBoundingClientRect()),
  );
  const own = spotOf(sections, key)!;
  const target = to === null ? null : spotOf(sections, cells[to]!.dataset['cell']!);
  const by = arrow === 'ArrowDown' ? 1 : -1;
  // An empty section that lies between is a place too.
  const beside = sections[own.section + by];
  if (beside && beside.cards.length === 0 && (!target || target.section !== own.section))
    return moveCard(sections, key, { section: own.section + by, index: 0 });
  if (!target) return sections;
  return moveCard(sections, key, {
    section: target.section,
    index: target.section === own.section && target.index > own.index ? target.index + 1 : target.index,
  });
}

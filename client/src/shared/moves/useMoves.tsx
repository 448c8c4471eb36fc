import { useEffect, useRef, useState, type RefObject } from 'react';
import { useMay } from '../access/who';
import { navigate } from '../address/navigate';
import { setCardKeys } from '../keys/cardKeys';
import { historyOf } from '../kpi/historyOf';
import { openDefinition } from '../preferences/view';
import { useDesk } from '../store/desk';
import type { KpiDefinition } from '../wire/wire';
// From the first page on it is kept when somebody looked, not from the first time that it is asked.
import './lastVisit';
import { MovesPopover } from './MovesPopover';

interface Moves<T extends Element> {
  /** What the popover stands at; the child of the card, which is `[data-card]`. */
  trigger: RefObject<T | null>;
  /** null: the rows that moved it are not for whom single rows are not. */
  open: (() => void) | null;
  /** The popover while it is open; it stands beside the card, never inside its link. */
  popover: React.ReactNode;
}

/**
 * What moved in a number, opened from its card; and the card's single keys: `i` tells what it means, `m` what moved,
 * `h` what it was.
 */
export function useMoves<T extends Element>(definition: KpiDefinition): Moves<T> {
  const trigger = useRef<T>(null);
  const [isOpen, setOpen] = useState(false);
  const mayOpen = useMay('member');
  const open = mayOpen ? (): void => setOpen(true) : null;
  useEffect(() => {
    const card = trigger.current?.parentElement;
    if (card)
      setCardKeys(card, {
        means: () => openDefinition(definition.id),
        moved: () => mayOpen && setOpen(true),
        history: () => navigate(historyOf(definition.id, useDesk.getState().group)),
      });
  });
  return {
    trigger,
    open,
    popover: isOpen && <MovesPopover definition={definition} trigger={trigger} onClose={() => setOpen(false)} />,
  };
}

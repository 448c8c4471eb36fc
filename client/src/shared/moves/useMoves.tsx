import { useRef, useState, type RefObject } from 'react';
import { useMay } from '../access/who';
import { navigate } from '../address/navigate';
import { keys } from '../keys/keys';
import { onKey } from '../keys/onKey';
import { historyOf } from '../kpi/historyOf';
import { openDefinition } from '../preferences/view';
import { useDesk } from '../store/desk';
import type { KpiDefinition } from '../wire/wire';
// From the first page on it is kept when somebody looked, not from the first time that it is asked.
import './lastVisit';
import { MovesPopover } from './MovesPopover';

interface Moves<T extends Element> {
  /** What the popover stands at. */
  trigger: RefObject<T | null>;
  /** null: the rows that moved it are not for whom single rows are not. */
  open: (() => void) | null;
  /** A card's single keys: `i` tells what it means, `m` what moved, `h` what it was. */
  onKeyDown: (event: React.KeyboardEvent) => void;
  /** The popover while it is open; it stands beside the card, never inside its link. */
  popover: React.ReactNode;
}

/** What moved in a number, opened from its card. */
export function useMoves<T extends Element>(definition: KpiDefinition): Moves<T> {
  const trigger = useRef<T>(null);
  const [isOpen, setOpen] = useState(false);
  const open = useMay('member') ? (): void => setOpen(true) : null;
  return {
    trigger,
    open,
    onKeyDown(event) {
      if (event.target !== trigger.current) return;
      onKey(event, keys.card, {
        means: () => openDefinition(definition.id),
        moved: () => open?.(),
        history: () => navigate(historyOf(definition.id, useDesk.getState().group)),
      });
    },
    popover: isOpen && <MovesPopover definition={definition} trigger={trigger} onClose={() => setOpen(false)} />,
  };
}

import { ChartLine, EllipsisVertical, History, Info } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { navigate } from '../address/navigate';
import { historyOf } from '../kpi/historyOf';
import { openDefinition } from '../preferences/view';
import type { Group } from '../store/desk';
import ui from '../ui/ui.module.css';
import type { KpiDefinition } from '../wire/wire';
import styles from './TouchMenu.module.css';

interface Props {
  definition: KpiDefinition;
  group: Group | null;
  onMoves: (() => void) | null;
}

const acts = [
  { id: 'moved', text: 'What moved', Sign: History },
  { id: 'means', text: 'What it means', Sign: Info },
  { id: 'history', text: 'History', Sign: ChartLine },
] as const;

/** What a card's buttons offer, for the finger, which has no hover: one target of 44 px in the corner. */
export function TouchMenu({ definition, group, onMoves }: Props) {
  const act = {
    moved: onMoves,
    means: () => openDefinition(definition.id),
    history: () => navigate(historyOf(definition.id, group)),
  };
  const offered = acts.filter(({ id }) => act[id] !== null);
  return (
    <MenuTrigger>
      <Button className={styles.button ?? ''} aria-label={`More of ${definition.title}`} excludeFromTabOrder>
        <EllipsisVertical size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={0}>
        <Menu className={ui.menu ?? ''} aria-label={definition.title}>
          {offered.map(({ id, text, Sign }) => (
            <MenuItem key={id} id={id} textValue={text} className={ui.item ?? ''} onAction={() => act[id]?.()}>
              <Sign size="1rem" strokeWidth={1.5} aria-hidden="true" />
              <span>{text}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

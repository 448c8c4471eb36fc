import { X } from 'lucide-react';
import type { RefObject } from 'react';
import { Button, Dialog, Heading, Popover, type PopoverProps } from 'react-aria-components';
import { later } from '../ui/later';
import { Region } from '../ui/Region';
import ui from '../ui/ui.module.css';
import type { KpiDefinition } from '../wire/wire';
import styles from './Moves.module.css';

const Moves = later(() => import('./Moves'), <p className={styles.note}>Reading what moved</p>);

interface Props {
  definition: KpiDefinition;
  trigger: RefObject<Element | null>;
  onClose: () => void;
  /** A moment to begin with, ms. */
  since?: number;
  placement?: PopoverProps['placement'];
}

/** Which rows entered and left a number: the same beside a card, a row of "Needs attention" and the table. */
export function MovesPopover({ definition, trigger, onClose, since, placement = 'bottom start' }: Props) {
  const { title, window } = definition.presentation;
  return (
    <Popover
      className={`${ui.popover} ${ui.sheet}`}
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      placement={placement}
      offset={6}
    >
      <Dialog className={styles.dialog ?? ''}>
        <div className={styles.head}>
          <Heading slot="title" className={styles.title ?? ''}>
            What moved{' '}
            <small>
              <bdi>{title}</bdi>
              {window && <bdi>{`, ${window}`}</bdi>}
            </small>
          </Heading>
          <Button slot="close" className={ui.close ?? ''} aria-label="Close">
            <X strokeWidth={1.5} aria-hidden="true" />
          </Button>
        </div>
        <Region name="What moved">
          <Moves definition={definition} since={since} onOpen={onClose} />
        </Region>
      </Dialog>
    </Popover>
  );
}

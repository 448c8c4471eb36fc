import { ChevronDown } from 'lucide-react';
import { Button, Menu, MenuTrigger, Popover } from 'react-aria-components';
import { TickedItem } from '../../../shared/ui/MenuParts';
import { join } from '../../../shared/ui/join';
import toolbar from '../../../shared/ui/toolbar.module.css';
import ui from '../../../shared/ui/ui.module.css';
import { stepsNow, stepTitle } from '../address/address';
import styles from '../frame/ReportPage.module.css';

/** What the flow goes by: two to five steps, in the order of this list. */
export function Steps({ steps, onChange }: { steps: readonly string[]; onChange: (steps: readonly string[]) => void }) {
  const title = steps.map((step) => stepTitle(step)).join(', ');
  return (
    <MenuTrigger>
      <Button className={join(toolbar.picker, styles.period)}>
        <span className="hidden-text">{`Steps: ${title}`}</span>
        <span className={ui.face} aria-hidden="true">
          <b>Steps</b>
          <bdi>{title}</bdi>
          <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </span>
      </Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
        <Menu
          className={ui.menu ?? ''}
          aria-label="Steps of the flow, two to five"
          selectionMode="multiple"
          selectedKeys={steps}
          onSelectionChange={(keys) => {
            const next = stepsNow().filter((step) => keys === 'all' || keys.has(step));
            if (next.length >= 2 && next.length <= 5) onChange(next);
          }}
        >
          {stepsNow().map((step) => (
            <TickedItem key={step} id={step} text={stepTitle(step)} />
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

import type { ReactNode } from 'react';
import { Button, Header, Menu, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { ChoiceSection, TickedItem, type Option } from '../../shared/ui/MenuParts';
import ui from '../../shared/ui/ui.module.css';
import { prefer, usePreferences, type Density, type Speech } from '../../shared/preferences/preferences';

const densities: readonly Option<Density>[] = [
  { id: 'normal', text: 'Normal' },
  { id: 'compact', text: 'Compact' },
];
const speeches: readonly Option<Speech>[] = [
  { id: 'alerts', text: 'Critical and connection' },
  { id: 'status', text: 'All status changes' },
  { id: 'off', text: 'Nothing' },
];

/** Density, what screen readers are told, and single-key shortcuts; remembered by this browser. */
export function ViewMenu({ children, className }: { children: ReactNode; className?: string | undefined }) {
  const { density, speech, shortcuts } = usePreferences();
  return (
    <MenuTrigger>
      <Button className={className ?? ''}>{children}</Button>
      <Popover className={ui.popover ?? ''} placement="bottom end">
        <Menu className={ui.menu ?? ''} aria-label="View">
          <ChoiceSection
            title="Density"
            options={densities}
            chosen={density}
            onChoose={(id) => prefer({ density: id })}
          />
          <ChoiceSection
            title="Spoken to screen readers"
            options={speeches}
            chosen={speech}
            onChoose={(id) => prefer({ speech: id })}
          />
          <MenuSection
            selectionMode="multiple"
            selectedKeys={shortcuts ? ['shortcuts'] : []}
            onSelectionChange={(keys) => prefer({ shortcuts: keys === 'all' || [...keys].length > 0 })}
          >
            <Header className={ui.section ?? ''}>Keyboard</Header>
            <TickedItem id="shortcuts" text="“i”, “m”, “h”, “/” and other single keys" />
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

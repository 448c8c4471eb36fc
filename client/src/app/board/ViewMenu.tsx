import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import ui from '../../shared/ui/ui.module.css';
import { prefer, usePreferences, type Density, type Speech } from '../../shared/preferences/preferences';

const densities: readonly [Density, string][] = [
  ['normal', 'Normal'],
  ['compact', 'Compact'],
];
const speeches: readonly [Speech, string][] = [
  ['alerts', 'Critical and connection'],
  ['status', 'All status changes'],
  ['off', 'Nothing'],
];

/** Density, what screen readers are told, and single-key shortcuts; remembered by this browser. */
export function ViewMenu({ children, className }: { children: ReactNode; className?: string | undefined }) {
  const { density, speech, shortcuts } = usePreferences();
  return (
    <MenuTrigger>
      <Button className={className ?? ''}>{children}</Button>
      <Popover className={ui.popover ?? ''} placement="bottom end">
        <Menu className={ui.menu ?? ''} aria-label="View">
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[density]}
            onSelectionChange={(keys) => {
              const [id] = [...keys];
              if (id) prefer({ density: id as Density });
            }}
          >
            <Header className={ui.section ?? ''}>Density</Header>
            {densities.map(([id, name]) => (
              <Item key={id} id={id} name={name} />
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[speech]}
            onSelectionChange={(keys) => {
              const [id] = [...keys];
              if (id) prefer({ speech: id as Speech });
            }}
          >
            <Header className={ui.section ?? ''}>Spoken to screen readers</Header>
            {speeches.map(([id, name]) => (
              <Item key={id} id={id} name={name} />
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="multiple"
            selectedKeys={shortcuts ? ['shortcuts'] : []}
            onSelectionChange={(keys) => prefer({ shortcuts: keys === 'all' || [...keys].length > 0 })}
          >
            <Header className={ui.section ?? ''}>Keyboard</Header>
            <Item id="shortcuts" name="“i”, “m”, “/” and other single keys" />
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Item({ id, name }: { id: string; name: string }) {
  return (
    <MenuItem id={id} textValue={name} className={ui.item ?? ''}>
      <Check size="1rem" strokeWidth={1.5} className={ui.check} aria-hidden="true" />
      <span>{name}</span>
    </MenuItem>
  );
}

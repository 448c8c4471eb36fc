import { Check } from 'lucide-react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { setWindow, useView, windows, windowText } from '../../shared/preferences/view';
import { chooseTheme, themes, useTheme, type Theme } from '../../shared/theme/theme';
import ui from '../../shared/ui/ui.module.css';

/** On a phone: theme and trend window, which the header and the tally bar have no room for. */
export function MoreMenu({ children, className }: { children: React.ReactNode; className: string | undefined }) {
  const theme = useTheme((state) => state.theme);
  const minutes = useView((view) => view.window);
  return (
    <MenuTrigger>
      <Button className={className ?? ''}>{children}</Button>
      <Popover className={ui.popover ?? ''} placement="top end">
        <Menu className={ui.menu ?? ''} aria-label="More">
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => {
              const [id] = keys;
              if (id) chooseTheme(id as Theme);
            }}
          >
            <Header className={ui.section ?? ''}>Theme</Header>
            {themes.map(({ id, text }) => (
              <Item key={id} id={id} text={text} />
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[String(minutes)]}
            onSelectionChange={(keys) => {
              const [id] = keys;
              if (id) setWindow(Number(id));
            }}
          >
            <Header className={ui.section ?? ''}>Trend over</Header>
            {windows.map((window) => (
              <Item key={window} id={String(window)} text={windowText(window)} />
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const Item = ({ id, text }: { id: string; text: string }) => (
  <MenuItem id={id} textValue={text} className={ui.item ?? ''}>
    <Check size="1rem" strokeWidth={1.5} className={ui.check} aria-hidden="true" />
    <span>{text}</span>
  </MenuItem>
);

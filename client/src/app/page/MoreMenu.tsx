import { CircleHelp } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useLocation } from 'wouter';
import { setWindow, useView, windows, windowText } from '../../shared/preferences/view';
import { chooseTheme, themes, useTheme, type Theme } from '../../shared/theme/theme';
import { openHelp } from '../help/help';
import { ChoiceSection } from '../../shared/ui/MenuParts';
import ui from '../../shared/ui/ui.module.css';

/** On a phone: theme and trend window, which the header and the bar above the board have no room for. */
export function MoreMenu({ children, className }: { children: React.ReactNode; className: string | undefined }) {
  const [, go] = useLocation();
  const theme = useTheme((state) => state.theme);
  const minutes = useView((view) => view.window);
  return (
    <MenuTrigger>
      <Button className={className ?? ''}>{children}</Button>
      <Popover className={ui.popover ?? ''} placement="top end">
        <Menu
          className={ui.menu ?? ''}
          aria-label="More"
          onAction={(key) => {
            if (key === 'performance') go('/performance');
            if (key === 'reports') go('/reports');
            if (key === 'help') openHelp();
          }}
        >
          <MenuItem id="performance" textValue="Performance" className={ui.item ?? ''}>
            Performance
          </MenuItem>
          <MenuItem id="reports" textValue="Reports" className={ui.item ?? ''}>
            Reports
          </MenuItem>
          <ChoiceSection<Theme> title="Theme" options={themes} chosen={theme} onChoose={chooseTheme} />
          <ChoiceSection
            title="Trend over"
            options={windows.map((window) => ({ id: String(window), text: windowText(window) }))}
            chosen={String(minutes)}
            onChoose={(id) => setWindow(Number(id))}
          />
          <MenuItem id="help" className={ui.item ?? ''}>
            <CircleHelp size="1rem" strokeWidth={1.5} aria-hidden="true" />
            <span>Help</span>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

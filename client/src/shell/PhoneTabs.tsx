import { ChartSpline, LayoutGrid, Palette, UsersRound } from 'lucide-react';
import { setWindow, useView, windows, windowText } from '../board/view';
import { useDesk } from '../store/desk';
import { groupLabel } from '../store/group';
import { GroupPicker } from '../tally/GroupPicker';
import { chooseTheme, themes, useTheme, type Theme } from '../theme/theme';
import { Choice } from '../ui/Choice';
import styles from './PhoneTabs.module.css';

/** On a phone, what the header and the tally bar have no room for, in reach of the thumb. */
export function PhoneTabs() {
  const group = useDesk(desk => desk.group);
  const minutes = useView(view => view.window);
  const theme = useTheme(state => state.theme);
  return (
    <nav className={styles.tabs} aria-label="Board">
      <button type="button" className={`${styles.tab} ${styles.here}`} onClick={() => window.scrollTo({ top: 0 })}><LayoutGrid strokeWidth={1.5} aria-hidden="true" />Board</button>
      <GroupPicker className={styles.tab}><UsersRound strokeWidth={1.5} aria-hidden="true" />{group ? groupLabel(group) : 'Whole desk'}</GroupPicker>
      <Choice
        label={`Trend over ${windowText(minutes)}`} className={styles.tab} chosen={String(minutes)} onChoose={id => setWindow(Number(id))}
        options={windows.map(w => ({ id: String(w), text: windowText(w) }))}
      ><ChartSpline strokeWidth={1.5} aria-hidden="true" />{windowText(minutes)}</Choice>
      <Choice<Theme> label="Theme" className={styles.tab} options={themes} chosen={theme} onChoose={chooseTheme}><Palette strokeWidth={1.5} aria-hidden="true" />Theme</Choice>
    </nav>
  );
}

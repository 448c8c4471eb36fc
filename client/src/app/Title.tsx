import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { isOut, useWho } from '../shared/access/who';
import { useAlertCounts } from '../shared/alerts/alerts';
import { useDesk } from '../shared/store/desk';
import { useStatusCounts } from '../shared/kpi/useStatusCounts';
import { drawFavicon } from './header/favicon';
import { pageTitle } from './page/titles';

/**
 * The tab says how many alerts fire, or else how many cards are critical, the page and the desk: "(2) Overdue, Harbour
 * IT Desk, Apollo".
 */
export function Title(): null {
  const [path] = useLocation(),
    search = useSearch();
  const name = useDesk((desk) => desk.desk?.name);
  const catalogue = useDesk((desk) => desk.catalogue);
  const isUnknown = useWho(({ who }) => isOut(who));
  const counts = useStatusCounts();
  const { firing } = useAlertCounts();
  // What fires was asked for by somebody; where nothing does, the critical cards count.
  const count = isUnknown ? 0 : firing || counts.critical;
  const page = isUnknown && !/^\/(join|view)\//.test(path) ? 'Sign in' : pageTitle(path, search, catalogue);
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${[page, name, 'Apollo'].filter(Boolean).join(', ')}`;
  }, [count, name, page]);
  useEffect(() => drawFavicon(count), [count]);
  return null;
}

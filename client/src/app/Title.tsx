import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { isOut, useWho } from '../shared/access/who';
import { useDesk } from '../shared/store/desk';
import { useStatusCounts } from '../shared/kpi/useStatusCounts';
import { drawFavicon } from './header/favicon';
import { pageTitle } from './page/titles';

/** The tab says the count of critical cards, the page and the desk: "(2) Overdue, Harbour IT Desk, Apollo". */
export function Title(): null {
  const [path] = useLocation(),
    search = useSearch();
  const name = useDesk((desk) => desk.desk?.name);
  const catalogue = useDesk((desk) => desk.catalogue);
  const isUnknown = useWho(({ who }) => isOut(who));
  const counts = useStatusCounts();
  const critical = isUnknown ? 0 : counts.critical;
  const page = isUnknown && !path.startsWith('/join/') ? 'Sign in' : pageTitle(path, search, catalogue);
  useEffect(() => {
    document.title = `${critical > 0 ? `(${critical}) ` : ''}${[page, name, 'Apollo'].filter(Boolean).join(', ')}`;
  }, [critical, name, page]);
  useEffect(() => drawFavicon(critical), [critical]);
  return null;
}

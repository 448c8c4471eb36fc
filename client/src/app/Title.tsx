import { useEffect } from 'react';
import { useDesk } from '../shared/store/desk';
import { useStatusCounts } from '../shared/kpi/useStatusCounts';
import { drawFavicon } from './header/favicon';

/** Page title and favicon carry the count of critical cards: "(2) Harbour IT Desk, Apollo". */
export function Title(): null {
  const name = useDesk((desk) => desk.desk?.name);
  const { critical } = useStatusCounts();
  useEffect(() => {
    document.title = `${critical > 0 ? `(${critical}) ` : ''}${name ? `${name}, ` : ''}Apollo`;
  }, [critical, name]);
  useEffect(() => drawFavicon(critical), [critical]);
  return null;
}

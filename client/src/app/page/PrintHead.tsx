import { useLocation, useSearch } from 'wouter';
import { reportColumns } from '../../features/reports/data/columns';
import { conditionsOf } from '../../shared/filter/filters';
import { conditionText } from '../../shared/filter/conditionText';
import { headerClock, headerDay } from '../../shared/format/time';
import { useLiveText } from '../../shared/live/liveText';
import { columnsOf } from '../../shared/rows/columns';
import { useDesk } from '../../shared/store/desk';
import { groupLabel } from '../../shared/store/group';
import { tickNow } from '../../shared/tick/ticker';
import { usePrinting } from '../../shared/ui/usePrinting';
import styles from './PrintHead.module.css';
import { pageTitle } from './titles';

/** On paper, in the header's place: whose page it is, what its filters are, of when, and how old its data was. */
export const PrintHead = () => (usePrinting() ? <Head /> : null);

function Head() {
  const [path] = useLocation(),
    search = useSearch();
  const desk = useDesk((state) => state.desk);
  const catalogue = useDesk((state) => state.catalogue);
  const group = useDesk((state) => state.group);
  const { word, note } = useLiveText();
  const zone = desk?.timeZone ?? 'UTC',
    now = tickNow();
  const isBoard = path === '/' || path.startsWith('/board/');
  return (
    <div className={styles.head}>
      <p>
        <b>{pageTitle(path, search, catalogue)}</b>
        <bdi>{desk?.name}</bdi>
      </p>
      <p>
        {[isBoard && group ? groupLabel(group) : '', filterWords(path, search, now, zone)].filter(Boolean).join('; ')}
      </p>
      <p className={styles.when}>
        {[`${headerDay(now, zone)} ${headerClock(now, zone)}`, word.toLowerCase(), note].filter(Boolean).join(', ')}
      </p>
    </div>
  );
}

/** What of the rows is shown: Team Network; contains “vpn”. */
function filterWords(path: string, search: string, now: number, zone: string): string {
  const parameters = new URLSearchParams(search),
    text = parameters.get('q');
  const [, page = '', kpi = ''] = path.split('/');
  const columns =
    page === 'reports' ? reportColumns() : columnsOf(page === 'kpis' ? useDesk.getState().catalogue[kpi] : undefined);
  return [
    ...conditionsOf(parameters.get('filter') ?? '').map((condition) => {
      const column = columns.find(({ name }) => name === condition.column);
      return `${column?.title ?? condition.column} ${conditionText(condition, column, { now, zone })}`.trim();
    }),
    ...(text ? [`contains “${text}”`] : []),
  ].join('; ');
}

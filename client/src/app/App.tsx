import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { BoardPage } from './board/BoardPage';
import { Page } from './page/Page';
import { Title } from './Title';

const Tv = lazy(() => import('../features/wall/Tv'));
const loadTable = () => import('../features/table/page/TablePage');
const TablePage = lazy(loadTable);
const PerformancePage = lazy(() => import('../features/performance/PerformancePage'));
const CalendarPage = lazy(() => import('../features/calendar/page/CalendarPage'));

const later = (page: React.ReactNode) => (
  <Page>
    <Suspense fallback={null}>{page}</Suspense>
  </Page>
);

/** The rows behind a card open at once: their page is fetched while the board is idle, or as a card is pressed. */
const fetchTable = (): void =>
  void loadTable().catch(() => {
    /* the page itself tells */
  });
window.addEventListener('load', () => setTimeout(fetchTable, 250));
document.addEventListener('pointerdown', ({ target }) => {
  if (target instanceof Element && target.closest('a[href^="/kpis/"]')) fetchTable();
});

export function App() {
  return (
    <>
      <Title />
      <Switch>
        <Route path="/tv">
          <Suspense fallback={null}>
            <Tv />
          </Suspense>
        </Route>
        <Route path="/tickets">{later(<TablePage kpi={null} />)}</Route>
        <Route path="/kpis/:kpi">{({ kpi }) => later(<TablePage key={kpi} kpi={kpi} />)}</Route>
        <Route path="/performance/:dimension?">
          {({ dimension }) => later(<PerformancePage dimension={dimension ?? 'team'} />)}
        </Route>
        <Route path="/calendar">{later(<CalendarPage />)}</Route>
        <Route>
          <BoardPage />
        </Route>
      </Switch>
    </>
  );
}

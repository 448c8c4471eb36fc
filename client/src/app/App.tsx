import { Route, Switch } from 'wouter';
import { tables } from '../features/performance/model';
import { later } from '../shared/ui/later';
import { Region } from '../shared/ui/Region';
import { BoardPage } from './board/BoardPage';
import { Help } from './help/Help';
import { NoSuchPage } from './page/NoSuchPage';
import { Page } from './page/Page';
import { Reports } from './page/Reports';
import { Title } from './Title';

const loadTable = () => import('../features/table/page/TablePage');
const TablePage = later(loadTable);
const PerformancePage = later(() => import('../features/performance/PerformancePage'));
const HistoryPage = later(() => import('../features/history/page/HistoryPage'));
const CalendarPage = later(() => import('../features/calendar/page/CalendarPage'));

/** The board of all KPIs, an own one and a shared one. */
const boards = /^\/(index\.html|board\/.+)?$/;

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
      <Region name="The help">
        <Help />
      </Region>
      <Switch>
        <Route path="/tickets">
          <Page>
            <TablePage kpi={null} />
          </Page>
        </Route>
        <Route path="/reports">
          <Page>
            <Reports />
          </Page>
        </Route>
        <Route path="/kpis/:kpi/history">
          {({ kpi }) => (
            <Page>
              <HistoryPage key={kpi} kpi={kpi} />
            </Page>
          )}
        </Route>
        <Route path="/kpis/:kpi">
          {({ kpi }) => (
            <Page>
              <TablePage key={kpi} kpi={kpi} />
            </Page>
          )}
        </Route>
        <Route path="/performance/:dimension?">
          {({ dimension = 'team' }) =>
            tables.some(({ id }) => id === dimension) ? (
              <Page>
                <PerformancePage dimension={dimension} />
              </Page>
            ) : (
              <NoSuchPage />
            )
          }
        </Route>
        <Route path="/calendar">
          <Page>
            <CalendarPage />
          </Page>
        </Route>
        <Route path={boards}>
          <BoardPage />
        </Route>
        <Route>
          <NoSuchPage />
        </Route>
      </Switch>
    </>
  );
}

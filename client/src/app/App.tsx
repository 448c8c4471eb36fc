import { Route, Switch, useRoute } from 'wouter';
import { base } from '../shared/address/base';
import { useHasTable } from '../features/performance/useHasTable';
import { isOut, useWho } from '../shared/access/who';
import { later } from '../shared/ui/later';
import { Region } from '../shared/ui/Region';
import { BoardPage } from './board/BoardPage';
import { Help } from './help/Help';
import { ForMembers } from './page/ForMembers';
import { NoSuchPage } from './page/NoSuchPage';
import { Page } from './page/Page';
import { Reports } from './page/Reports';
import { Title } from './Title';
import { ViewPage } from './view/ViewPage';

const loadTable = () => import('../features/table/page/TablePage');
const TablePage = later(loadTable);
const PerformancePage = later(() => import('../features/performance/PerformancePage'));
const HistoryPage = later(() => import('../features/history/page/HistoryPage'));
const FlowPage = later(() => import('../features/reports/flow/FlowPage'));
const PatternsPage = later(() => import('../features/reports/patterns/PatternsPage'));
const ServicePage = later(() => import('../features/reports/service/ServicePage'));
const ReportRowsPage = later(() => import('../features/reports/rows/RowsPage'));
const SignIn = later(() => import('../features/sign-in/SignIn'));
const Join = later(() => import('../features/sign-in/Join'));
const PeoplePage = later(() => import('../features/people/page/PeoplePage'));
const AuditPage = later(() => import('../features/people/audit/AuditPage'));
const AccountPage = later(() => import('../features/account/page/AccountPage'));
const MinePage = later(() => import('../features/mine/MinePage'));
const DisplaysPage = later(() => import('../features/displays/page/DisplaysPage'));
const AlertsPage = later(() => import('../features/alerts/page/AlertsPage'));
const AlertHistoryPage = later(() => import('../features/alerts/history/HistoryPage'));
const RulesPage = later(() => import('../features/alerts/rules/RulesPage'));
const RulePage = later(() => import('../features/alerts/editor/RulePage'));
const SilencesPage = later(() => import('../features/alerts/silences/SilencesPage'));
const RotasPage = later(() => import('../features/alerts/rotas/RotasPage'));
const HooksPage = later(() => import('../features/alerts/hooks/HooksPage'));
const NoticesPage = later(() => import('../features/alerts/settings/NoticesPage'));
const ConnectPage = later(() => import('../features/connect/page/ConnectPage'));
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
  if (target instanceof Element && target.closest(`a[href^="${base}/kpis/"]`)) fetchTable();
});

export function App() {
  const [isJoining, joining] = useRoute<{ token: string }>('/join/:token');
  const [isView] = useRoute('/view/:secret');
  const isUnknown = useWho(({ who }) => isOut(who));
  if (isView)
    return (
      <>
        <Title />
        <ViewPage />
      </>
    );
  // In the place of the page that was asked for.
  if (isJoining || isUnknown)
    return (
      <>
        <Title />
        <Region name="The sign-in">{isJoining ? <Join token={joining.token} /> : <SignIn />}</Region>
      </>
    );
  return (
    <>
      <Title />
      <Region name="The help">
        <Help />
      </Region>
      <Switch>
        <Route path="/tickets">
          <Page>
            <ForMembers>
              <TablePage kpi={null} />
            </ForMembers>
          </Page>
        </Route>
        <Route path="/reports">
          <Page>
            <Reports />
          </Page>
        </Route>
        <Route path="/reports/flow">
          <Page>
            <FlowPage />
          </Page>
        </Route>
        <Route path="/reports/patterns">
          <Page>
            <PatternsPage />
          </Page>
        </Route>
        <Route path="/reports/service">
          <Page>
            <ServicePage />
          </Page>
        </Route>
        <Route path="/reports/rows">
          <Page>
            <ReportRowsPage />
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
              <ForMembers>
                <TablePage key={kpi} kpi={kpi} />
              </ForMembers>
            </Page>
          )}
        </Route>
        <Route path="/performance/:dimension?">
          {({ dimension = 'team' }) => <Performance dimension={dimension} />}
        </Route>
        <Route path="/calendar">
          <Page>
            <ForMembers>
              <CalendarPage />
            </ForMembers>
          </Page>
        </Route>
        <Route path="/alerts">
          <Page>
            <AlertsPage />
          </Page>
        </Route>
        <Route path="/alerts/history">
          <Page>
            <AlertHistoryPage />
          </Page>
        </Route>
        <Route path="/alerts/rules">
          <Page>
            <RulesPage />
          </Page>
        </Route>
        <Route path="/alerts/rules/:id">
          {({ id }) => (
            <Page>
              <RulePage key={id} id={id} />
            </Page>
          )}
        </Route>
        <Route path="/alerts/oncall">
          <Page>
            <RotasPage />
          </Page>
        </Route>
        <Route path="/alerts/hooks">
          <Page>
            <HooksPage />
          </Page>
        </Route>
        <Route path="/alerts/notices">
          <Page>
            <NoticesPage />
          </Page>
        </Route>
        <Route path="/alerts/silences">
          <Page>
            <SilencesPage />
          </Page>
        </Route>
        <Route path="/mine">
          <Page>
            <MinePage />
          </Page>
        </Route>
        <Route path="/me">
          <Page>
            <AccountPage />
          </Page>
        </Route>
        <Route path="/people">
          <Page>
            <PeoplePage />
          </Page>
        </Route>
        <Route path="/audit">
          <Page>
            <AuditPage />
          </Page>
        </Route>
        <Route path="/connect">
          <Page>
            <ConnectPage />
          </Page>
        </Route>
        <Route path="/displays">
          <Page>
            <DisplaysPage />
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

/** The performance table of a breakdown that every desk has, or this one. */
function Performance({ dimension }: { dimension: string }) {
  return useHasTable(dimension) ? (
    <Page>
      <PerformancePage dimension={dimension} />
    </Page>
  ) : (
    <NoSuchPage />
  );
}

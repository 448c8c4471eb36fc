import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { BoardPage } from './BoardPage';

const Tv = lazy(() => import('../tv/Tv'));

export function App() {
  return (
    <Switch>
      <Route path="/tv"><Suspense fallback={null}><Tv /></Suspense></Route>
      <Route><BoardPage /></Route>
    </Switch>
  );
}

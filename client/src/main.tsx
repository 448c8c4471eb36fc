import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openAtStart } from './dashboards/start';
import { watchAddress } from './session/address';
import { openDesk, startSession, watchPage } from './session/session';
import { App } from './shell/App';
import './theme/tokens.css';
import './theme/base.css';

openAtStart();
watchPage();
watchAddress(openDesk);
void startSession();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

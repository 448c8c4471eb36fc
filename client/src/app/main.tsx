import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { openAtStart } from '../features/own-boards/data/start';
import { base } from '../shared/address/base';
import { askByLink, watchAddress } from '../shared/session/address';
import { openDesk, startSession, watchPage } from '../shared/session/session';
import { Region } from '../shared/ui/Region';
import { App } from './App';
import '../shared/theme/tokens.css';
import '../shared/theme/base.css';
import '../shared/theme/paper.css';

askByLink();
openAtStart();
watchPage();
watchAddress(openDesk);
void startSession();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Region name="Apollo">
      <Router base={base}>
        <App />
      </Router>
    </Region>
  </StrictMode>,
);

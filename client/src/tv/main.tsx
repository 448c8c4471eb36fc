import '../shared/wire/older';
import '../shared/theme/tokens.css';
import '../shared/theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Region } from '../shared/ui/Region';
import { Television } from './Television';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Region name="The wall display">
      <Television />
    </Region>
  </StrictMode>,
);

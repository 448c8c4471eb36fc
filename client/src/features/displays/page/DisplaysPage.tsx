import { useEffect, useState } from 'react';
import { useMay } from '../../../shared/access/who';
import { useLive } from '../../../shared/live/live';
import { Administration } from '../../../shared/ui/Administration';
import { SearchBox } from '../../../shared/ui/SearchBox';
import { countsText, inOrder, usualVersion } from '../data/fleet';
import { useFleet } from '../data/useFleet';
import { EditDisplay } from '../edit/EditDisplay';
import type { WallDisplay } from '../../../shared/wire/wire';
import { PairCard } from './PairCard';
import { RevokeDialog } from './RevokeDialog';
import { Tile } from './Tile';
import styles from './DisplaysPage.module.css';
import { plain } from '../../../shared/format/plain';

/** The wall displays: how each is, what it shows, and what can be done to it. */
export default function DisplaysPage() {
  const displays = useFleet();
  const fault = useFault(displays !== null);
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<WallDisplay | null>(null);
  const [revoked, setRevoked] = useState<WallDisplay | null>(null);
  const all = displays ?? [];
  const usual = usualVersion(all);
  const shown = inOrder(all).filter(({ name, place }) => plain(`${name} ${place}`).includes(plain(search.trim())));
  return (
    <Administration
      tools={
        <>
          <p className={styles.counts}>{countsText(all)}</p>
          {all.length > 3 && <SearchBox label="Find a display" text={search} onChange={setSearch} />}
        </>
      }
    >
      {fault && (
        <p className={styles.fault} role="status">
          {fault}
        </p>
      )}
      {displays?.length === 0 && (
        <p className={styles.none}>No display yet. Open /tv on a television, and type here the code that it shows.</p>
      )}
      <ul className={styles.tiles}>
        {displays === null && !fault ? <Blocks /> : null}
        {shown.map((display) => (
          <Tile
            key={display.id}
            display={display}
            usualVersion={usual}
            onEdit={() => setEdited(display)}
            onRevoke={() => setRevoked(display)}
          />
        ))}
        <li>
          <PairCard onPaired={setEdited} />
        </li>
      </ul>
      {edited && <EditDisplay key={edited.id} display={edited} onClose={() => setEdited(null)} />}
      {revoked && <RevokeDialog display={revoked} onClose={() => setRevoked(null)} />}
    </Administration>
  );
}

const patience = 10_000;

/** Why there are no displays, or none newer; null = nothing is wrong. */
function useFault(areHere: boolean): string | null {
  const may = useMay('manager');
  const isAway = useLive((live) => live.kind === 'offline');
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (areHere) return;
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, [areHere]);
  if (!may) return 'You manage no displays of this desk: open a desk that you manage.';
  if (isAway) return areHere ? 'Not connected: what is shown may be old.' : 'Displays not available: not connected.';
  return isLate && !areHere ? 'Displays not available: they are asked for again every second.' : null;
}

const Blocks = () => (
  <>
    {[1, 2, 3].map((place) => (
      <li key={place} className={styles.block} aria-hidden="true" />
    ))}
  </>
);

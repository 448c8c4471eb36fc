import { useState } from 'react';
import { Administration } from '../../../shared/ui/Administration';
import { SearchBox } from '../../../shared/ui/SearchBox';
import { countsText, inOrder, usualVersion } from '../data/fleet';
import { useFleet } from '../data/useFleet';
import { EditDisplay } from '../edit/EditDisplay';
import type { FleetDisplay } from '../../../shared/wire/displays';
import { PairCard } from './PairCard';
import { RevokeDialog } from './RevokeDialog';
import { Tile } from './Tile';
import styles from './DisplaysPage.module.css';
import { plain } from '../../../shared/format/plain';

/** The wall displays: how each is, what it shows, and what can be done to it. */
export default function DisplaysPage() {
  const { displays, fault, renew } = useFleet();
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<FleetDisplay | null>(null);
  const [revoked, setRevoked] = useState<FleetDisplay | null>(null);
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
          {`Displays not available: ${fault} ${displays ? 'What is shown may be old.' : ''}`}
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
          <PairCard
            onPaired={(display) => {
              renew();
              setEdited(display);
            }}
          />
        </li>
      </ul>
      {edited && <EditDisplay key={edited.id} display={edited} onClose={() => setEdited(null)} onSaved={renew} />}
      {revoked && <RevokeDialog display={revoked} onClose={() => setRevoked(null)} onDone={renew} />}
    </Administration>
  );
}

const Blocks = () => (
  <>
    {[1, 2, 3].map((place) => (
      <li key={place} className={styles.block} aria-hidden="true" />
    ))}
  </>
);

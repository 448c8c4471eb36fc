import { ChevronDown, CircleHelp } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { openDesk } from '../../shared/session/session';
import { useDesk } from '../../shared/store/desk';
import { Choice } from '../../shared/ui/Choice';
import { DemoBadge } from '../help/DemoBadge';
import { openHelp } from '../help/help';
import { AlertsBadge } from '../../features/alerts/bell/AlertsBadge';
import { Bell } from '../../features/alerts/bell/Bell';
import { DeskClock } from './DeskClock';
import styles from './Header.module.css';
import { LivePill } from './LivePill';
import { Logo } from '../../shared/ui/Logo';
import { PageMenu } from './PageMenu';
import { isAt, usePages } from '../../shared/access/pages';
import { Search } from '../search/Search';
import { UserMenu } from './UserMenu';

/** Which desk, whether it is live, what time it is there. */
export function Header() {
  const pages = usePages();
  return (
    <header className={styles.header}>
      <PageMenu className={`${styles.icon} ${styles.folded}`} />
      <Logo className={styles.logo} />
      <DeskName />
      <nav className={styles.nav} aria-label="Pages">
        {pages.map(({ to, text }) => (
          <Page key={to} to={to}>
            {text}
          </Page>
        ))}
      </nav>
      <div className={styles.right}>
        <LivePill />
        <DeskClock className={styles.clock} />
        <Search className={`${styles.icon} ${styles.find}`} />
        <Bell className={styles.icon} />
        <button
          type="button"
          className={styles.icon}
          aria-label="Help and keys"
          title="Help and keys (?)"
          onClick={() => openHelp()}
        >
          <CircleHelp size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
        <UserMenu />
      </div>
    </header>
  );
}

function Page({ to, children }: { to: string; children: string }) {
  const [path] = useLocation();
  return (
    <Link href={to} className={styles.page} aria-current={isAt(path, to) ? 'page' : undefined}>
      <bdi>{children}</bdi>
      {to === '/alerts' && <AlertsBadge />}
    </Link>
  );
}

function DeskName() {
  const desk = useDesk((state) => state.desk);
  const desks = useDesk((state) => state.desks);
  if (!desk) return <h1 className={styles.desk}>Apollo</h1>;
  return (
    <>
      <h1 className={desks.length < 2 ? `${styles.desk} ${styles.single}` : styles.desk}>
        {desks.length < 2 ? (
          <span translate="no">{desk.name}</span>
        ) : (
          <Choice
            label={`Desk: ${desk.name}`}
            className={styles.switcher}
            chosen={desk.id}
            options={desks.map(({ id, name, source }) => ({
              id,
              text: name,
              note: source === 'demo' ? 'demo data' : source,
            }))}
            onChoose={(id) => {
              const next = desks.find((d) => d.id === id);
              if (next && id !== desk.id) openDesk(next);
            }}
          >
            <span className={styles.deskName} translate="no">
              {desk.name}
            </span>
            <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
          </Choice>
        )}
      </h1>
      {desk.source === 'demo' && <DemoBadge />}
    </>
  );
}

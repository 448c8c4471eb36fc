import { under } from '../../shared/address/base';
import {
  BellRing,
  Database,
  LogOut,
  MonitorPlay,
  Monitor,
  Moon,
  ScrollText,
  Sun,
  Tv,
  UserRound,
  UserRoundCheck,
  Users,
} from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Link } from 'wouter';
import { initials } from '../../shared/access/initials';
import { useMay, useRole, useWho } from '../../shared/access/who';
import { countsText } from '../../features/displays/data/fleet';
import { useFleet } from '../../features/displays/data/useFleet';
import { StatusShape } from '../../shared/kpi/shapes';
import { signOut } from '../../shared/session/session';
import { useDesk } from '../../shared/store/desk';
import { chooseTheme, useTheme } from '../../shared/theme/theme';
import { useDoing } from '../../shared/ui/useDoing';
import ui from '../../shared/ui/ui.module.css';
import styles from './UserMenu.module.css';

const themes = [
  { id: 'system', text: 'System', Sign: Monitor },
  { id: 'light', text: 'Light', Sign: Sun },
  { id: 'dark', text: 'Dark', Sign: Moon },
] as const;

/** Who looks at Apollo here, what is theirs, and the way out. */
export function UserMenu() {
  const who = useWho((state) => state.who);
  const name = who?.person?.name;
  if (!who) return null;
  return (
    <DialogTrigger>
      {name === undefined ? (
        <Button className={styles.open ?? ''}>
          <bdi>No sign-in</bdi>
          <UserRound size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </Button>
      ) : (
        <Button className={styles.user ?? ''}>
          <span className="hidden-text">{`${name}: account, theme and sign-out`}</span>
          <bdi aria-hidden="true">{initials(name)}</bdi>
        </Button>
      )}
      <Popover className={`${ui.popover} ${ui.sheet}`} placement="bottom end" offset={6}>
        <Dialog className={styles.menu ?? ''} aria-label="Account">
          {({ close }) => <Items close={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Items({ close }: { close: () => void }) {
  const person = useWho(({ who }) => who?.person);
  const isAdmin = useWho(({ who }) => who?.admin ?? false);
  const isManager = useMay('manager');
  const desk = useDesk((state) => state.desk?.id);
  const isInItsm = useWho(({ who }) => who?.desks.some(({ id, assignee }) => id === desk && assignee) ?? false);
  const { fault, doing } = useDoing();
  return (
    <>
      <Owner />
      <p className={styles.heading} id="theme-heading">
        Theme
      </p>
      <Themes />
      {isInItsm && <Item to="/mine" Sign={UserRoundCheck} text="Mine" close={close} />}
      {person && <Item to="/me" Sign={UserRound} text="Your account" close={close} />}
      <Item to="/alerts/notices" Sign={BellRing} text="Notices and sound" close={close} />
      {/* A page of its own, for the browsers of televisions. */}
      <a href={under('/tv')} className={styles.item}>
        <Tv size="1rem" strokeWidth={1.5} aria-hidden="true" />
        <bdi>Wall display</bdi>
      </a>
      {(isAdmin || isManager) && (
        <>
          <hr className={styles.line} />
          <p className={styles.heading}>Administration</p>
          {isAdmin && person && <Item to="/people" Sign={Users} text="People" close={close} />}
          <Displays close={close} />
          {isAdmin && <Item to="/connect" Sign={Database} text="ITSM" close={close} />}
          {isAdmin && <Item to="/audit" Sign={ScrollText} text="Audit log" close={close} />}
        </>
      )}
      {person && (
        <>
          <hr className={styles.line} />
          <button type="button" className={styles.item} onClick={() => doing(signOut)}>
            <LogOut size="1rem" strokeWidth={1.5} aria-hidden="true" />
            <bdi>Sign out</bdi>
          </button>
          <p className={styles.fault} role="alert">
            {fault}
          </p>
        </>
      )}
    </>
  );
}

/** The wall displays, with those that need a look. */
function Displays({ close }: { close: () => void }) {
  const displays = useFleet();
  const trouble = countsText(displays ?? [], ['frozen', 'offline']);
  return (
    <Item to="/displays" Sign={MonitorPlay} text="Displays" close={close}>
      {trouble && (
        <span className={styles.trouble}>
          <StatusShape status="warning" />
          <bdi>{trouble}</bdi>
        </span>
      )}
    </Item>
  );
}

/** Who it is, with the role on this desk; where nobody signs in, what that means. */
function Owner() {
  const person = useWho(({ who }) => who?.person);
  const network = useWho(({ who }) => who?.network ?? false);
  const role = useRole();
  if (!person)
    return (
      <div className={styles.who}>
        <div>
          <b>No sign-in</b>
          <p>
            {network
              ? 'Apollo is open to the network: whoever reaches it sees this desk as its members do.'
              : 'Apollo answers this machine alone, and whoever sits at it may do everything.'}
          </p>
        </div>
      </div>
    );
  return (
    <div className={styles.who}>
      <span className={styles.initials} aria-hidden="true">
        {initials(person.name)}
      </span>
      <div>
        <b>{person.name}</b>
        <p>
          <bdi>{role}</bdi>, <bdi>{person.email}</bdi>
        </p>
      </div>
    </div>
  );
}

function Themes() {
  const theme = useTheme((state) => state.theme);
  return (
    <div className={styles.themes} role="group" aria-labelledby="theme-heading">
      {themes.map(({ id, text, Sign }) => (
        <button key={id} type="button" aria-pressed={theme === id} onClick={() => chooseTheme(id)}>
          <Sign size=".875rem" strokeWidth={1.5} aria-hidden="true" />
          <bdi>{text}</bdi>
        </button>
      ))}
    </div>
  );
}

interface ItemProps {
  to: string;
  Sign: typeof Tv;
  text: string;
  close: () => void;
  children?: React.ReactNode;
}

const Item = ({ to, Sign, text, close, children }: ItemProps) => (
  <Link href={to} className={styles.item} onClick={close}>
    <Sign size="1rem" strokeWidth={1.5} aria-hidden="true" />
    <bdi>{text}</bdi>
    {children}
  </Link>
);

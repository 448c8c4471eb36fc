import { ownPath } from '../address/base';
import { useDesk } from '../store/desk';
import { asked } from '../wire/asked';
import type { Desk } from '../wire/wire';

const named = (): string | null => new URLSearchParams(location.search).get('desk');

/** Where there are several desks every address names its own: a link shows the same desk to whoever gets it. */
export function nameDesk(): void {
  const { desks, desk } = useDesk.getState();
  if (!desk || named() === desk.id || (named() === null && desks.length < 2)) return;
  const address = new URL(location.href);
  // Another desk's filters and tickets say nothing here.
  if (named() !== null) address.search = '';
  address.searchParams.set('desk', desk.id);
  history.replaceState(history.state, '', address);
}

/** Keeps the desk named while the page goes from view to view; back to an address of another desk opens that one. */
export function watchAddress(open: (desk: Desk) => void): void {
  for (const event of ['pushState', 'replaceState']) addEventListener(event, nameDesk);
  addEventListener('popstate', () => {
    const { desks, desk } = useDesk.getState();
    const other = desks.find((one) => one.id === named());
    if (other && other.id !== desk?.id) open(other);
    else nameDesk();
  });
}

/** The page of a view link asks by the secret in its address, whoever is signed in with the same browser. */
export function askByLink(): void {
  const [, page, secret] = ownPath().split('/');
  if (page === 'view' && secret) asked.link = secret;
}

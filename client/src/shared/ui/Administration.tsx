import { useWho } from '../access/who';
import { TabbedPage } from './TabbedPage';

/** The pages of those who run Apollo. */
const tabs = [
  { to: '/people', text: 'People', withSignIn: true, forAdmins: true },
  { to: '/displays', text: 'Displays', withSignIn: false, forAdmins: false },
  { to: '/connect', text: 'ITSM', withSignIn: false, forAdmins: true },
  { to: '/audit', text: 'Audit log', withSignIn: false, forAdmins: true },
];

/** One title for all pages of the administration, its pages beside it, and what a page can do at the right. */
export function Administration({ tools, children }: { tools?: React.ReactNode; children: React.ReactNode }) {
  const asksSignIn = useWho(({ who }) => who?.signIn != null);
  // Managers have the displays of their desks alone.
  const isAdmin = useWho(({ who }) => who === null || who.signIn === null || who.admin);
  return (
    <TabbedPage
      title="Administration"
      tabs={tabs.filter(({ withSignIn, forAdmins }) => (asksSignIn || !withSignIn) && (isAdmin || !forAdmins))}
      tools={tools}
    >
      {children}
    </TabbedPage>
  );
}

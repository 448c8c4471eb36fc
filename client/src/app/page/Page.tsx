import { Header } from '../header/Header';
import { LiveBar } from '../header/LiveBar';
import { ReturnNotice } from '../header/ReturnNotice';
import { Announcer } from '../../shared/live/Announcer';
import { Definition } from '../../features/definition/Definition';
import { PhoneTabs } from './PhoneTabs';

/** What every page but the wall display has around it. */
export function Page({ children, links }: { children: React.ReactNode; links?: React.ReactNode }) {
  return (
    <>
      {links}
      <Header />
      <LiveBar />
      <main id="page" tabIndex={-1}>
        {children}
      </main>
      <PhoneTabs />
      <Definition />
      <ReturnNotice />
      <Announcer />
    </>
  );
}

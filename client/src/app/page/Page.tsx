import { Header } from '../header/Header';
import { LiveBar } from '../header/LiveBar';
import { ReturnNotice } from '../header/ReturnNotice';
import { Announcer } from '../../shared/live/Announcer';
import { Region } from '../../shared/ui/Region';
import { Definition } from '../../features/definition/Definition';
import { Acts } from '../../features/alerts/act/Acts';
import { Notices } from '../../features/alerts/notice/Notices';
import { Corner } from './Corner';
import styles from './Page.module.css';
import { PhoneTabs } from './PhoneTabs';
import { PrintHead } from './PrintHead';

/** What every page but the wall display has around it. */
export function Page({ children, links }: { children: React.ReactNode; links?: React.ReactNode }) {
  return (
    <>
      <div className={styles.screen}>
        {links}
        <Region name="The header">
          <Header />
        </Region>
      </div>
      <Region name="The state of the connection">
        <LiveBar />
      </Region>
      <main id="page" tabIndex={-1}>
        <PrintHead />
        <Region name="This page">{children}</Region>
      </main>
      <div className={styles.screen}>
        <Region name="The pages’ menu">
          <PhoneTabs />
        </Region>
      </div>
      <Region name="The definition">
        <Definition />
      </Region>
      <div className={styles.screen}>
        <Corner>
          <Region name="The notices">
            <Notices />
          </Region>
          <Region name="The notice">
            <ReturnNotice />
          </Region>
        </Corner>
      </div>
      <Region name="What you do with alerts">
        <Acts />
      </Region>
      <Announcer />
    </>
  );
}

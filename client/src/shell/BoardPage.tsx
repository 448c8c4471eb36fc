import { Attention } from '../board/Attention';
import { Definition } from '../card/Definition';
import { Header } from '../header/Header';
import { LiveBar } from '../header/LiveBar';
import { ReturnNotice } from '../header/ReturnNotice';
import { useTitle } from '../header/useTitle';
import { Boards } from '../dashboards/Boards';
import { Announcer } from '../live/Announcer';
import { TallyBar } from '../tally/TallyBar';
import { PhoneTabs } from './PhoneTabs';
import { SkipLinks } from './SkipLinks';

export function BoardPage() {
  useTitle();
  return (
    <>
      <SkipLinks />
      <Header />
      <LiveBar />
      <main>
        <TallyBar />
        <Attention />
        <Boards />
      </main>
      <PhoneTabs />
      <Definition />
      <ReturnNotice />
      <Announcer />
    </>
  );
}

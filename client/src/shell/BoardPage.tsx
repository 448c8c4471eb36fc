import { Attention } from '../board/Attention';
import { Boards } from '../dashboards/Boards';
import { TallyBar } from '../tally/TallyBar';
import { Page } from './Page';
import { SkipLinks } from './SkipLinks';

export function BoardPage() {
  return (
    <Page links={<SkipLinks />}>
      <TallyBar />
      <Attention />
      <Boards />
    </Page>
  );
}

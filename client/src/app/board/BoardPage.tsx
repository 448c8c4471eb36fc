import { Attention } from '../../features/board/Attention';
import { Boards } from './Boards';
import { TallyBar } from './TallyBar';
import { Page } from '../page/Page';
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

import { Region } from '../../shared/ui/Region';
import { Attention } from '../../features/board/Attention';
import { FirstLegend } from '../help/FirstLegend';
import { Boards } from './Boards';
import { BoardBar } from './BoardBar';
import { Page } from '../page/Page';
import { SkipLinks } from './SkipLinks';

export function BoardPage() {
  return (
    <Page links={<SkipLinks />}>
      <Region name="The bar above the board">
        <BoardBar />
      </Region>
      <Region name="The legend">
        <FirstLegend />
      </Region>
      <Region name="What needs attention">
        <Attention />
      </Region>
      <Region name="The board">
        <Boards />
      </Region>
    </Page>
  );
}

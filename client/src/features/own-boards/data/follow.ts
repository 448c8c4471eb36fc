import { navigate } from '../../../shared/address/navigate';
import { boardAddress } from './address';
import { placeLike } from './model';
import { say } from './speech';
import { forgetStart, renameStart } from './start';
import { deletedElsewhere, get, isOpen, listed, set } from './state';
import { hear, type News } from './otherTabs';

/** Whether somebody is in the middle of a change that is not an edit yet: a card picked up, a title being typed. */
const handsOn = (): boolean =>
  get().held ||
  (document.activeElement instanceof HTMLInputElement && document.activeElement.closest('#board') !== null);

/**
 * Takes over at once what another tab of this browser did. An edit of this one stays: it meets the other's when it is
 * sent.
 */
export function follow(news: News): void {
  if (news.kind === 'removed') {
    forgetStart(news.name);
    const { list, keeping } = get();
    set({ list: list && list.filter((one) => one.name !== news.name) });
    if (isOpen(news.name) && keeping === 'kept') set({ open: null, editing: null, problem: deletedElsewhere });
    return;
  }
  const { info, document: board, from = info.name } = news;
  if (from !== info.name) renameStart(from, info.name);
  set(listed(info, from));
  const { open, keeping, editing } = get();
  if (!open || keeping !== 'kept' || handsOn() || !(open.isShared ? open.share === info.share : isOpen(from))) return;
  set({
    open: {
      ...open,
      name: info.name,
      share: info.share,
      tag: info.tag,
      desk: board.desk,
      sections: placeLike(board, open.sections),
      past: [],
    },
    editing: editing === from ? info.name : editing,
  });
  if (!open.isShared && from !== info.name) navigate(boardAddress(info.name), { replace: true });
  say('The board was changed in another tab.');
}

hear(follow);

/** What has its own answer to the pointer. */
const own = 'a, button, input, select, textarea, label';

/** The page's own address with a row open, for a tab of its own. */
export function rowAddress(id: string): string {
  const address = new URL(location.href);
  address.searchParams.set('ticket', id);
  return address.href;
}

const openTab = (id: string): void => void window.open(rowAddress(id), '_blank', 'noopener');

/** Whether the pointer has just marked text: then it read, and did not point. */
function hasMarkedText(row: Element): boolean {
  const selection = getSelection();
  return !!selection && !selection.isCollapsed && selection.getRangeAt(0).intersectsNode(row);
}

/**
 * A row opens by a click anywhere on it. Marking text opens nothing; the middle button, and a click with Ctrl or ⌘,
 * open it in a tab of its own, as they do with a link. The second click of two takes nothing back.
 */
export const rowPointer = (id: string, onToggle: (id: string) => void) => ({
  onClick(event: React.MouseEvent<HTMLElement>): void {
    if ((event.target as Element).closest(own) || event.shiftKey || event.altKey || event.detail > 1) return;
    if (hasMarkedText(event.currentTarget)) return;
    if (event.ctrlKey || event.metaKey) openTab(id);
    else onToggle(id);
  },
  // Else the middle button would begin to scroll.
  onMouseDown(event: React.MouseEvent<HTMLElement>): void {
    if (event.button === 1) event.preventDefault();
  },
  onAuxClick(event: React.MouseEvent<HTMLElement>): void {
    if (event.button !== 1) return;
    event.preventDefault();
    openTab(id);
  },
});

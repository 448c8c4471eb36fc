// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { rowAddress, rowPointer } from './rowPointer';

const toggled = vi.fn<(id: string) => void>();
let row: HTMLElement;

beforeEach(() => {
  toggled.mockClear();
  getSelection()?.removeAllRanges();
  document.body.innerHTML = '<div id="row"><span>INC-7</span><button>Open</button></div>';
  row = document.getElementById('row')!;
  const { onClick, onAuxClick } = rowPointer('INC-7', toggled);
  const heard =
    (act: (event: React.MouseEvent<HTMLElement>) => void) =>
    (event: MouseEvent): void =>
      act(event as unknown as React.MouseEvent<HTMLElement>);
  row.addEventListener('click', heard(onClick));
  row.addEventListener('auxclick', heard(onAuxClick));
});

const click = (more: MouseEventInit = {}, on: Element = row.querySelector('span')!, type = 'click'): boolean =>
  on.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, detail: 1, ...more }));

it('opens the row by a click anywhere on it, once for two', () => {
  click();
  click({ detail: 2 });
  expect(toggled.mock.calls).toEqual([['INC-7']]);
});

it('leaves what has an answer of its own alone, and a click that marks text', () => {
  click({}, row.querySelector('button')!);
  click({ shiftKey: true });
  getSelection()!.selectAllChildren(row.querySelector('span')!);
  click();
  expect(toggled).not.toHaveBeenCalled();
  // Text that is marked elsewhere is no reason.
  const other = document.body.appendChild(document.createElement('p'));
  other.textContent = 'elsewhere';
  getSelection()!.selectAllChildren(other);
  click();
  expect(toggled).toHaveBeenCalledOnce();
});

it('opens in a tab of its own with Ctrl, ⌘ and the middle button', () => {
  history.replaceState(null, '', '/kpis/overdue?q=printer');
  const open = vi.spyOn(window, 'open').mockReturnValue(null);
  click({ ctrlKey: true });
  click({ metaKey: true });
  click({ button: 1 }, row, 'auxclick');
  click({ button: 2 }, row, 'auxclick');
  expect(toggled).not.toHaveBeenCalled();
  expect(open.mock.calls).toEqual(Array.from({ length: 3 }, () => [rowAddress('INC-7'), '_blank', 'noopener']));
  expect(new URL(rowAddress('INC 7&8')).search).toBe('?q=printer&ticket=INC+7%268');
});

import type { Spot } from '../data/edits';
import styles from './EditBoard.module.css';
import { landing, type Landing, type SectionBox } from './spot';

const threshold = 5,
  edge = 72,
  fastest = 18;

function boxes(board: HTMLElement): SectionBox[] {
  return [...board.querySelectorAll<HTMLElement>('[data-section]')].map((section) => ({
    box: section.getBoundingClientRect(),
    cells: [...section.querySelectorAll<HTMLElement>('[data-cell]')].map((cell) => cell.getBoundingClientRect()),
  }));
}

/** Follows the pointer that holds a card until it is let go; a mark shows where it would land. Escape puts it back. */
export function drag(start: PointerEvent, cell: HTMLElement, board: HTMLElement, drop: (spot: Spot) => void): void {
  const grip = start.target as HTMLElement;
  let ghost: HTMLElement | null = null,
    mark: HTMLElement | null = null;
  let found: Landing | null = null;
  let x = start.clientX,
    y = start.clientY,
    frame = 0;
  const origin = cell.getBoundingClientRect();

  function begin(): void {
    ghost = cell.cloneNode(true) as HTMLElement;
    ghost.removeAttribute('data-cell');
    ghost.classList.add(styles.ghost!);
    Object.assign(ghost.style, { width: `${origin.width}px`, height: `${origin.height}px` });
    mark = document.createElement('div');
    mark.className = styles.mark!;
    document.body.append(ghost, mark);
    cell.classList.add(styles.away!);
    frame = requestAnimationFrame(step);
  }

  /** Each frame: the page scrolls under a pointer near its edge, the ghost follows, the mark moves. */
  function step(): void {
    const over = y < edge ? y - edge : y > innerHeight - edge ? y - innerHeight + edge : 0;
    if (over !== 0) window.scrollBy({ top: Math.max(-fastest, Math.min(fastest, over / 4)), behavior: 'instant' });
    ghost!.style.transform = `translate(${origin.left + x - start.clientX}px, ${origin.top + y - start.clientY}px)`;
    found = landing(boxes(board), x, y);
    if (found) place(mark!, found);
    frame = requestAnimationFrame(step);
  }

  function move(event: PointerEvent): void {
    ({ clientX: x, clientY: y } = event);
    if (!ghost && Math.hypot(x - start.clientX, y - start.clientY) >= threshold) begin();
  }

  function end(event: Event): void {
    const dropped = event.type === 'pointerup' && ghost !== null ? found : null;
    cancelAnimationFrame(frame);
    ghost?.remove();
    mark?.remove();
    cell.classList.remove(styles.away!);
    grip.removeEventListener('pointermove', move);
    for (const type of ['pointerup', 'pointercancel', 'lostpointercapture']) grip.removeEventListener(type, end);
    document.removeEventListener('keydown', escape, true);
    if (dropped) drop(dropped.spot);
  }

  function escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !ghost) return;
    event.stopPropagation();
    event.preventDefault();
    end(event);
  }

  grip.setPointerCapture(start.pointerId);
  grip.addEventListener('pointermove', move);
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture']) grip.addEventListener(type, end);
  document.addEventListener('keydown', escape, true);
}

function place(mark: HTMLElement, { box, edge: side }: Landing): void {
  const gap = 4,
    width = side === 'whole' ? box.right - box.left : 3;
  const left = side === 'whole' ? box.left : side === 'left' ? box.left - gap - 1.5 : box.right + gap - 1.5;
  mark.dataset['edge'] = side;
  Object.assign(mark.style, {
    transform: `translate(${left}px, ${box.top}px)`,
    width: `${width}px`,
    height: `${box.bottom - box.top}px`,
  });
}

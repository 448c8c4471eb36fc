import { rootSize } from '../../../shared/ui/media';
import type { Column } from '../../../shared/rows/columns';
import styles from './DataTable.module.css';

const first = 32,
  last = 126;
let widths: readonly number[] | null = null;

/** How wide each plain sign is in a cell, px at scale 1: measured in the font and figures that cells have. */
function measure(): number[] {
  const line = document.createElement('div');
  line.style.cssText = 'position:absolute;visibility:hidden';
  const signs = Array.from({ length: last - first + 1 }, (_, i) => {
    const sign = document.createElement('span');
    sign.className = `${styles.cell} ${styles['c-id']}`;
    sign.style.cssText = 'display:inline-block;padding:0;white-space:pre';
    sign.textContent = String.fromCharCode(first + i).repeat(10);
    return sign;
  });
  line.append(...signs);
  document.body.append(line);
  const scale = rootSize() / 16;
  const all = signs.map((sign) => sign.getBoundingClientRect().width / 10 / scale);
  line.remove();
  return all;
}

/**
 * Whether a text has room in its column. Then it needs no edge that cuts it: where no graphics card draws, such edges
 * take a fifth of each frame while rows scroll fast. Signs beyond the plain ones count as too wide.
 */
export function fits(text: string, column: Column): boolean {
  if (document.fonts?.status !== 'loaded') return false;
  widths ??= measure();
  let room = column.width - 22;
  for (let i = 0; i < text.length && room >= 0; i++) room -= widths[text.charCodeAt(i) - first] ?? Infinity;
  return room >= 0;
}

import { signed, whole } from '../format/number';
import type { Moved } from '../wire/wire';

/** +2 in, 1 out; 1 changed. Zero parts are left out. */
export function movedText(moved: Moved | null | undefined): string {
  if (!moved) return '';
  const inOut = [moved.entered ? `${signed(moved.entered)} in` : '', moved.left ? `${whole(moved.left)} out` : '']
    .filter(Boolean)
    .join(', ');
  return [inOut, moved.changed ? `${whole(moved.changed)} changed` : ''].filter(Boolean).join('; ');
}

/** 1 in, by the clock. */
export function movedSpoken(moved: Moved): string {
  const parts = [
    moved.entered ? `${whole(moved.entered)} in` : '',
    moved.left ? `${whole(moved.left)} out` : '',
    moved.changed ? `${whole(moved.changed)} changed` : '',
  ];
  return [...parts, moved.byClock ? 'by the clock' : ''].filter(Boolean).join(', ');
}

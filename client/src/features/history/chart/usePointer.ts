import { useEffect, useState } from 'react';
import { day } from '../address/range';
import { nearest, stepOn, tell, told } from '../words/tell';
import type { Drawing } from '../drawing/drawing';

/** The instant that the chart tells of, and whether it was chosen to stay. */
export interface Pointer {
  at: number;
  isPinned: boolean;
}

/** Where an arrow, Home or End leads; null for other keys. */
export function keyTarget(key: string, isShift: boolean, drawing: Drawing, at: number): number | null {
  const last = Math.min(drawing.now, drawing.span.to);
  switch (key) {
    case 'ArrowRight':
      return isShift ? nearest(drawing, at + day) : stepOn(drawing, at, 1);
    case 'ArrowLeft':
      return isShift ? nearest(drawing, at - day) : stepOn(drawing, at, -1);
    case 'Home':
      return nearest(drawing, drawing.span.from);
    case 'End':
      return nearest(drawing, last);
    default:
      return null;
  }
}

const rest = 300;

/** What is said of the pointer once it has rested, so that a held arrow key does not speak at each step. */
export function useRested(drawing: Drawing, pointer: Pointer | null, zone: string): string {
  const now = pointer ? told(tell(drawing, pointer.at, zone)) : '';
  const [said, say] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => say(now), rest);
    return () => clearTimeout(timer);
  }, [now]);
  return said;
}

import { useCallback, useRef } from 'react';
import type { Span } from '../address/range';
import type { Drawing } from '../drawing/drawing';
import { instantText, spanText } from '../drawing/time';
import { labelsOf } from '../chart/Labels';
import { plotFrame } from '../chart/HistoryChart';
import { rootSize } from '../../../shared/ui/media';
import { browserFile } from '../../../shared/ui/file';

interface About {
  desk: string;
  title: string;
  span: Span;
  now: number;
  zone: string;
  isLive: boolean;
}

/** The chart as a picture: the canvases as they are drawn, with a heading and the labels at the lines. */
export function usePicture(
  drawings: readonly Drawing[],
  about: About,
): { drawn: (place: number, canvas: HTMLCanvasElement) => void; save: () => void } {
  const canvases = useRef<HTMLCanvasElement[]>([]);
  const latest = useRef({ drawings, about });
  latest.current = { drawings, about };
  const drawn = useCallback((place: number, canvas: HTMLCanvasElement) => {
    canvases.current[place] = canvas;
  }, []);
  const save = useCallback(() => {
    const { drawings: plots, about: told } = latest.current;
    const picture = compose(canvases.current.slice(0, plots.length), plots, told);
    if (picture) picture.toBlob((blob) => blob && browserFile(blob, `${fileName(told)}.png`), 'image/png');
  }, []);
  return { drawn, save };
}

const fileName = ({ desk, title, now }: About): string =>
  `${desk} ${title} ${new Date(now).toISOString().slice(0, 16)}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();

const margin = 24,
  head = 76;

function compose(
  canvases: readonly HTMLCanvasElement[],
  drawings: readonly Drawing[],
  about: About,
): HTMLCanvasElement | null {
  const [first] = canvases;
  if (!first) return null;
  const ratio = first.width / first.clientWidth || 1,
    unit = rootSize() / 16;
  const width = first.clientWidth + 2 * margin,
    height = head + canvases.reduce((sum, canvas) => sum + canvas.clientHeight, 0) + margin;
  const picture = document.createElement('canvas');
  picture.width = Math.round(width * ratio);
  picture.height = Math.round(height * ratio);
  const ctx = picture.getContext('2d');
  if (!ctx) return null;
  const probe = getComputedStyle(document.body);
  const figure = first.closest('figure');
  const ground = figure ? getComputedStyle(figure).backgroundColor : probe.backgroundColor,
    ink = probe.color;
  ctx.scale(ratio, ratio);
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = ink;
  ctx.textBaseline = 'alphabetic';
  ctx.font = `600 ${18 * unit}px Inter, system-ui, sans-serif`;
  ctx.fillText(about.title, margin, 34);
  ctx.font = `${12 * unit}px Inter, system-ui, sans-serif`;
  const { span, zone, now, isLive } = about;
  ctx.fillText(
    `${about.desk}, ${spanText(span, isLive, zone, now)}. Drawn ${instantText(now, zone, false, now)}, Apollo`,
    margin,
    56,
  );
  let top = head;
  canvases.forEach((canvas, i) => {
    ctx.drawImage(canvas, margin, top, canvas.clientWidth, canvas.clientHeight);
    const frame = plotFrame(canvas.clientWidth, unit, canvas.clientHeight / unit);
    ctx.font = `${11 * unit}px Inter, system-ui, sans-serif`;
    ctx.fillStyle = ink;
    for (const { text, more, y } of labelsOf(drawings[i]!, frame, unit))
      [text, ...(more === undefined ? [] : [more])].forEach((line, place, all) =>
        ctx.fillText(
          line,
          margin + frame.width - frame.right + 8,
          top + y + (4 + 14 * (place - (all.length - 1) / 2)) * unit,
        ),
      );
    if (drawings.length > 1) {
      ctx.font = `600 ${12 * unit}px Inter, system-ui, sans-serif`;
      const names = drawings[i]!.subjects.map(({ title }) => title).join(', ');
      ctx.fillText(names, margin + frame.left + 8, top + frame.top + 14 * unit);
    }
    top += canvas.clientHeight;
  });
  return picture;
}

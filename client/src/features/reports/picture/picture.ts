import { browserFile } from '../../../shared/ui/file';
import { rootSize } from '../../../shared/ui/media';

/** Saves a part of the page as a picture, as it is shown, and whole: nobody scrolls a picture. */
export function savePicture(element: HTMLElement | null, name: string): void {
  const canvas = element && unrolled(element, () => paint(element));
  canvas?.toBlob((blob) => blob && browserFile(blob, `${name}.png`), 'image/png');
}

const scale = 2;

/** Does something while nothing in an element scrolls; it is laid out as it was before the browser shows it again. */
function unrolled<T>(element: HTMLElement, done: () => T): T {
  const scrolling = [...element.querySelectorAll<HTMLElement>('*')].filter((one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    return [overflowX, overflowY].some((overflow) => overflow === 'auto' || overflow === 'scroll');
  });
  const held = [element, ...scrolling].map((one) => [one, one.getAttribute('style')] as const);
  // What scrolls in a column is given its width by the whole.
  const wider = scrolling.map((one) => (one.scrollWidth / Math.max(1, one.clientWidth)) * element.offsetWidth);
  const width = Math.ceil(Math.max(element.offsetWidth, ...wider));
  if (width > element.offsetWidth) Object.assign(element.style, { width: `${width}px`, maxWidth: 'none' });
  for (const one of scrolling) Object.assign(one.style, { overflow: 'visible', maxHeight: 'none' });
  try {
    return done();
  } finally {
    for (const [one, style] of held)
      if (style === null) one.removeAttribute('style');
      else one.setAttribute('style', style);
  }
}

/**
 * Draws an element with all that is in it: boxes, shapes and words. The browser has no way to draw a page on a canvas,
 * and a picture of an SVG has neither the page's fonts nor its styles.
 */
function paint(element: Element): HTMLCanvasElement | null {
  const frame = element.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(frame.width * scale);
  canvas.height = Math.round(frame.height * scale);
  const ctx = canvas.getContext('2d');
  if (!ctx) return null;
  ctx.scale(scale, scale);
  // What lies between and beside the boxes is the page.
  ctx.fillStyle = getComputedStyle(document.body).backgroundColor;
  ctx.fillRect(0, 0, frame.width, frame.height);
  ctx.translate(-frame.left, -frame.top);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
    // What can be pressed says nothing of the figures; words for those who do not see have no place.
    return node.matches('button, a[download], .hidden-text, [data-not-in-picture]')
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT;
  });
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
    if (node instanceof SVGGeometryElement) shape(ctx, node);
    else if (node instanceof HTMLElement) box(ctx, node);
    else if (node instanceof Text && node.data.trim() !== '') words(ctx, node);
  }
  return canvas;
}

function box(ctx: CanvasRenderingContext2D, element: HTMLElement): void {
  const style = getComputedStyle(element),
    { left, top, width, height } = element.getBoundingClientRect();
  const radius = parseFloat(style.borderTopLeftRadius) * (style.borderTopLeftRadius.endsWith('%') ? width / 100 : 1);
  ctx.fillStyle = style.backgroundColor;
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, radius);
  ctx.fill();
  if (style.outlineStyle === 'solid') {
    const wide = parseFloat(style.outlineWidth),
      away = parseFloat(style.outlineOffset) + wide / 2;
    ctx.strokeStyle = style.outlineColor;
    ctx.lineWidth = wide;
    ctx.beginPath();
    ctx.roundRect(left - away, top - away, width + 2 * away, height + 2 * away, Math.max(0, radius + away));
    ctx.stroke();
  }
  const line = (side: 'Top' | 'Right' | 'Bottom' | 'Left'): number =>
    style[`border${side}Style`] === 'none' ? 0 : parseFloat(style[`border${side}Width`]);
  const [above, below] = [line('Top'), line('Bottom')];
  if (above > 0 && below > 0 && line('Left') > 0 && line('Right') > 0) {
    ctx.strokeStyle = style.borderBottomColor;
    ctx.lineWidth = below;
    ctx.beginPath();
    ctx.roundRect(left + below / 2, top + below / 2, width - below, height - below, Math.max(0, radius - below / 2));
    ctx.stroke();
    return;
  }
  ctx.fillStyle = style.borderTopColor;
  ctx.fillRect(left, top, width, above);
  ctx.fillStyle = style.borderBottomColor;
  ctx.fillRect(left, top + height - below, width, below);
  if (line('Left') === 0) return;
  ctx.strokeStyle = style.borderLeftColor;
  ctx.lineWidth = line('Left');
  ctx.setLineDash(style.borderLeftStyle === 'dashed' ? [3 * line('Left'), 3 * line('Left')] : []);
  ctx.beginPath();
  ctx.moveTo(left + line('Left') / 2, top);
  ctx.lineTo(left + line('Left') / 2, top + height);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** The outline of a shape, in its own coordinates. */
function outline(element: SVGGeometryElement): Path2D {
  if (element instanceof SVGPathElement) return new Path2D(element.getAttribute('d') ?? '');
  const path = new Path2D();
  const number = (name: string): number => Number(element.getAttribute(name) ?? 0);
  if (element instanceof SVGRectElement) path.rect(number('x'), number('y'), number('width'), number('height'));
  if (element instanceof SVGCircleElement) path.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
  if (element instanceof SVGLineElement) {
    path.moveTo(number('x1'), number('y1'));
    path.lineTo(number('x2'), number('y2'));
  }
  return path;
}

function shape(ctx: CanvasRenderingContext2D, element: SVGGeometryElement): void {
  const style = getComputedStyle(element),
    matrix = element.getScreenCTM();
  if (!matrix) return;
  ctx.save();
  ctx.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
  const path = outline(element);
  if (style.fill !== 'none') {
    ctx.globalAlpha = Number(style.fillOpacity);
    ctx.fillStyle = style.fill;
    ctx.fill(path);
  }
  if (style.stroke !== 'none') {
    ctx.globalAlpha = Number(style.strokeOpacity);
    ctx.strokeStyle = style.stroke;
    ctx.lineWidth = parseFloat(style.strokeWidth);
    ctx.lineJoin = 'round';
    ctx.lineCap = style.strokeLinecap as CanvasLineCap;
    ctx.setLineDash(style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(',').map(parseFloat));
    ctx.stroke(path);
  }
  ctx.restore();
}

function words(ctx: CanvasRenderingContext2D, text: Text): void {
  const parent = text.parentElement!,
    style = getComputedStyle(parent),
    range = document.createRange();
  range.selectNodeContents(text);
  const places = range.getClientRects();
  const [place] = places;
  if (!place) return;
  const isSvg = parent instanceof SVGElement;
  // Sizes of an SVG are its own units; the page's grow with the window.
  const unit = isSvg ? rootSize() / 16 : 1;
  ctx.font = `${style.fontWeight} ${parseFloat(style.fontSize) * unit}px ${style.fontFamily}`;
  ctx.textBaseline = 'alphabetic';
  // Words of two sizes stand on one line.
  const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = ctx.measureText(text.data);
  const sunk = (above - below) / 2,
    middle = place.top + place.height / 2 + sunk;
  if (isSvg && style.stroke !== 'none') {
    ctx.strokeStyle = style.stroke;
    ctx.lineWidth = parseFloat(style.strokeWidth);
    ctx.lineJoin = 'round';
    ctx.strokeText(text.data, place.left, middle);
  }
  ctx.fillStyle = isSvg ? style.fill : style.color;
  // A canvas has no figures of one width: they keep their column by the side on which they stand.
  const side = isSvg ? 'left' : style.textAlign === 'center' ? 'center' : isAtEnd(style) ? 'right' : 'left';
  ctx.textAlign = side;
  const { left, width } = place;
  if (places.length === 1) ctx.fillText(text.data, left + width * { left: 0, center: 0.5, right: 1 }[side], middle);
  else {
    ctx.textAlign = 'left';
    for (const line of linesOf(text)) ctx.fillText(line.text, line.left, line.middle + sunk);
  }
}

const isAtEnd = ({ textAlign }: CSSStyleDeclaration): boolean => textAlign === 'right' || textAlign === 'end';

interface Line {
  text: string;
  left: number;
  middle: number;
}

/** The lines that a text is broken into: only the places of its letters tell where. */
function linesOf(text: Text): Line[] {
  const range = document.createRange();
  const lines: (Line & { bottom: number })[] = [];
  let at = 0;
  for (const letter of text.data) {
    range.setStart(text, at);
    range.setEnd(text, (at += letter.length));
    const place = range.getClientRects()[0];
    if (!place) continue;
    const line = lines.at(-1);
    if (line && place.top < line.bottom) line.text += letter;
    else lines.push({ text: letter, left: place.left, middle: place.top + place.height / 2, bottom: place.bottom });
  }
  return lines;
}

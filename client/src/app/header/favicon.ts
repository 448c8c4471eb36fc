import { under } from '../../shared/address/base';

const plain = under('/favicon.svg');

/** Puts the number of critical cards on the mark; the plain mark when there is none. */
export function drawFavicon(count: number): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return;
  if (count === 0) {
    if (link.getAttribute('href') !== plain) link.href = plain;
    return;
  }
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 64;
  const pen = canvas.getContext?.('2d');
  if (!pen) return;
  pen.fillStyle = '#c2281e';
  pen.beginPath();
  pen.arc(32, 32, 31, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = '#fff';
  pen.font = '700 40px Inter, sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(count > 9 ? '9+' : String(count), 32, 35);
  link.href = canvas.toDataURL('image/png');
}

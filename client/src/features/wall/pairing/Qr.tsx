import makeQr from 'qrcode-generator';
import { useMemo } from 'react';

/** A text to be scanned, as one path on its white square; the quiet border belongs to it. */
export function Qr({ text, className }: { text: string; className: string | undefined }) {
  const { path, size } = useMemo(() => {
    const code = makeQr(0, 'M');
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    let path = '';
    for (let y = 0; y < count; y++) for (let x = 0; x < count; x++) if (code.isDark(y, x)) path += `M${x} ${y}h1v1h-1z`;
    return { path, size: count };
  }, [text]);
  return (
    <svg
      className={className}
      viewBox={`-2 -2 ${size + 4} ${size + 4}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={`Code to scan: ${text}`}
    >
      <path d={path} fill="#07090c" />
    </svg>
  );
}

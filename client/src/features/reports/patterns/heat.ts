/** One hue from few to many, by theme: at nothing, at .55 and at the most (look: heat0, heat1, heat2). */
const scales = {
  light: ['#f4f6f9', '#8fa6c4', '#1f3f6e'],
  dark: ['#171c23', '#3b5680', '#b9d2f7'],
} as const;
const inks = { light: ['#0b1016', '#ffffff'], dark: ['#f5f7fa', '#06101f'] } as const;
const knots = [0, 0.55, 1] as const;

/** Words on a shade stand out from it so much at least. */
export const leastContrast = 4.7;

type Rgb = readonly [number, number, number];
const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
const hex = (color: Rgb): string => `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

function shadeAt(scale: readonly string[], at: number): string {
  const i = at < knots[1] ? 0 : 1;
  const part = (at - knots[i]!) / (knots[i + 1]! - knots[i]!);
  const [from, to] = [rgb(scale[i]!), rgb(scale[i + 1]!)];
  return hex(from.map((one, k) => one + (to[k]! - one) * part) as unknown as Rgb);
}

function luminance(color: string): number {
  const [r, g, b] = rgb(color).map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** How much two colours stand out from each other, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

export interface Shade {
  back: string;
  ink: string;
}

/** The shade of a value beside the greatest, and the ink of words on it. */
export function shadeOf(value: number, most: number, theme: keyof typeof scales): Shade {
  const scale = scales[theme],
    both = inks[theme];
  for (let at = most > 0 ? (value / most) ** 0.62 : 0; ; at = Math.min(1, at + 0.03)) {
    const back = shadeAt(scale, at);
    const [ink] = both.toSorted((a, b) => contrast(b, back) - contrast(a, back)) as [string, string];
    // The middle of the scale fits neither ink: it is moved on until it does.
    if (contrast(ink, back) >= leastContrast || at >= 1) return { back, ink };
  }
}

/** Both themes' shades as a style; the page's own theme picks. */
export function heatStyle(value: number, most: number): React.CSSProperties {
  const light = shadeOf(value, most, 'light'),
    dark = shadeOf(value, most, 'dark');
  return {
    backgroundColor: `light-dark(${light.back}, ${dark.back})`,
    color: `light-dark(${light.ink}, ${dark.ink})`,
  };
}

/** Narrow no-break space: between groups of digits, and between a number and its unit. */
export const NARROW = '\u202f';

const formats = new Map<string, Intl.NumberFormat>();

function format(minimum: number, maximum: number): Intl.NumberFormat {
  const key = `${minimum}-${maximum}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(undefined, {
      minimumFractionDigits: minimum,
      maximumFractionDigits: maximum,
      useGrouping: 'min2',
    });
    formats.set(key, found);
  }
  return found;
}

/** Digits and separator as the browser's locale has them; groups from 10 000 by a narrow space; a true minus. */
export function decimal(value: number, minimum: number, maximum = minimum): string {
  return format(minimum, maximum)
    .formatToParts(value)
    .map((part) => (part.type === 'group' ? NARROW : part.type === 'minusSign' ? '−' : part.value))
    .join('');
}

export const whole = (value: number): string => decimal(value, 0);

/** +7, −3, 0. */
export const signed = (value: number): string => (value > 0 ? '+' : '') + whole(value);

/** Two digits in the second place of a duration. */
export function padded(value: number): string {
  return (value < 10 ? whole(0) : '') + whole(value);
}

/**
 * Rounds to a number of decimals without crossing a limit: what is below a limit is never shown at it, nor the other
 * way round (89.96 % with the target 90 % is shown 89.9 %).
 */
export function roundWithin(value: number, digits: number, limits: readonly (number | null | undefined)[]): number {
  const scale = 10 ** digits;
  const nearest = Math.round(value * scale) / scale;
  for (const limit of limits) {
    if (limit == null || value >= limit === nearest >= limit) continue;
    return (value >= limit ? Math.ceil(value * scale) : Math.floor(value * scale)) / scale;
  }
  return nearest;
}

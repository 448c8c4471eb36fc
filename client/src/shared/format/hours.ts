const seconds: Record<string, number> = { d: 86_400, h: 3600, min: 60, m: 60, s: 1 };

/**
 * A duration as a person types it, in seconds: "4 h", "90 min", "2 d", "1 h 30 min"; a plain number is hours. Null
 * where it is none.
 */
export function secondsOf(text: string): number | null {
  const typed = text.trim().toLowerCase().replaceAll(',', '.');
  if (/^\d+(\.\d+)?$/.test(typed)) return Math.round(Number(typed) * 3600);
  const parts = [...typed.matchAll(/(\d+(?:\.\d+)?)\s*(d|h|min|m|s)\s*/gy)];
  if (parts.length === 0 || parts.reduce((length, part) => length + part[0].length, 0) !== typed.length) return null;
  return Math.round(parts.reduce((sum, part) => sum + Number(part[1]) * seconds[part[2]!]!, 0));
}

/** Seconds as the field shows them, exactly: "22 h 10 min", "45 min", "0 h". */
export function hoursText(total: number): string {
  const parts: string[] = [];
  let left = Math.max(0, Math.round(total));
  for (const unit of ['h', 'min', 's']) {
    const many = Math.floor(left / seconds[unit]!);
    left -= many * seconds[unit]!;
    if (many > 0) parts.push(`${many} ${unit}`);
  }
  return parts.join(' ') || '0 h';
}

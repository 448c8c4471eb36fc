const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Names of days, months and zones are words of the page, in its language, whatever the browser's. Digits and separators
 * of numbers are the browser's (number.ts).
 */
export function dateFormat(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
    formats.set(key, found);
  }
  return found;
}

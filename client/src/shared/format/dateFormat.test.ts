import { afterEach, beforeEach, expect, it, vi } from 'vitest';

// A browser whose language is German.
beforeEach(() => {
  const { DateTimeFormat, NumberFormat } = Intl;
  vi.resetModules();
  vi.stubGlobal('Intl', {
    ...Intl,
    DateTimeFormat: function (locale?: string, options?: Intl.DateTimeFormatOptions) {
      return new DateTimeFormat(locale ?? 'de-DE', options);
    },
    NumberFormat: function (locale?: string, options?: Intl.NumberFormatOptions) {
      return new NumberFormat(locale ?? 'de-DE', options);
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

const at = Date.UTC(2026, 2, 13, 12),
  zone = 'Europe/Berlin';

it('names days, months and zones in the language of the page', async () => {
  const time = await import('./time');
  expect(time.longDay(at, zone)).toBe('Friday 13 March 2026');
  expect(time.weekdayClock(at, zone)).toBe('Fri 13:00');
  expect(time.headerClock(at, zone)).toBe('13:00:00 CET');
  const { serviceHours } = await import('./serviceHours');
  expect(serviceHours('Tuesday 08:00–12:00')).toEqual(['Tue 08:00–12:00']);
  const { longDay } = await import('../schedule/zone');
  expect(longDay({ year: 2026, month: 3, day: 13 })).toBe('Friday 13 March');
});

it('writes numbers as the browser does', async () => {
  const { decimal } = await import('./number');
  expect(decimal(5.4, 1)).toBe('5,4');
});

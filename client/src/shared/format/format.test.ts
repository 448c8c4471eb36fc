import { describe, expect, it } from 'vitest';
import { cut } from './cut';
import { age, dataAge, duration, durationParts, serviceParts, spoken, spokenAge, text } from './duration';
import { decimal, roundWithin, signed, whole } from './number';
import { hoursText, secondsOf } from './hours';
import { serviceHours } from './serviceHours';
import { clock, clockSeconds, columnTime, date, headerClock, headerDay, longDay, moment } from './time';
import { limitValue, valueSpoken, valueText } from './value';
import type { NumberKind } from '../wire/wire';
import { instantOf, localText, startOfDay, zoneTime } from './zone';

// The words of the look's table, in the browser's locale (English here: digits and separators follow Intl).
const day = 86_400,
  hour = 3_600,
  minute = 60;

describe('numbers', () => {
  it.each([
    [142, '142'],
    [9_999, '9999'],
    [12_480, '12\u202f480'],
    [0, '0'],
    [1_234_567, '1\u202f234\u202f567'],
  ])('writes the count %d as %s', (value, shown) => {
    expect(whole(value)).toBe(shown);
  });

  it.each([
    [7, '+7'],
    [-3, '−3'],
    [0, '0'],
  ])('writes the signed %d as %s', (value, shown) => expect(signed(value)).toBe(shown));

  it('keeps the decimals asked for', () => {
    expect(decimal(5, 1)).toBe('5.0');
    expect(decimal(90, 0, 1)).toBe('90');
  });

  it.each([
    [89.96, 1, [90, 80], 89.9],
    [90, 1, [90, 80], 90],
    [90.04, 1, [90.04], 90.1],
    [79.999, 1, [90, 80], 79.9],
    [91.84, 1, [90, 80], 91.8],
    [11.97, 1, [12, 20], 11.9],
    [149.6, 0, [150, 250], 149],
    [5.44, 1, [null, undefined], 5.4],
  ])('rounds %d to %d decimals within %j as %d', (value, digits, limits, shown) =>
    expect(roundWithin(value, digits, limits)).toBe(shown),
  );
});

describe('durations', () => {
  it.each([
    [52 * day + 3 * hour + 59 * minute, '52 d 3 h'],
    [7 * day, '7 d'],
    [4 * hour + 2 * minute + 59, '4 h 02 min'],
    [3 * minute + 27, '3 min 27 s'],
    [3 * minute + 5, '3 min 05 s'],
    [hour, '1 h'],
    [34.9, '34 s'],
    [0, '0 s'],
    [-1, '0 s'],
    [hour - 0.1, '59 min 59 s'],
  ])('writes %d s as %s', (seconds, shown) => expect(duration(seconds)).toBe(shown));

  it.each([
    [22 * hour + 10 * minute, '22 h 10 min'],
    [118 * hour + 40 * minute, '118 h'],
    [40 * hour, '40 h'],
    [24 * minute + 5, '24 min'],
    [5 * minute + 5, '5 min 05 s'],
  ])('writes %d s of service time as %s, never in days', (seconds, shown) =>
    expect(text(serviceParts(seconds))).toBe(shown),
  );

  it.each([
    [12, '12 s'],
    [47 * minute, '47 min'],
    [3.9 * hour, '3 h'],
    [2 * day, '2 d'],
  ])('writes the age %d s as %s', (seconds, shown) => {
    expect(age(seconds)).toBe(shown);
  });

  it.each([
    [0.42, '0.4 s'],
    [9.94, '9.9 s'],
    [9.96, '9.9 s'],
    [10, '10 s'],
    [47, '47 s'],
    [181, '3 min'],
  ])('writes the age of data %d s as %s', (seconds, shown) => {
    expect(dataAge(seconds)).toBe(shown);
  });

  it('speaks units in words, singular for one', () => {
    expect(spoken(durationParts(6 * hour + 40 * minute))).toBe('6 hours 40 minutes');
    expect(spoken(durationParts(hour + minute))).toBe('1 hour 1 minute');
    expect(spokenAge(34)).toBe('34 seconds');
    expect(spokenAge(60)).toBe('1 minute');
  });
});

describe('times', () => {
  const zone = 'Europe/Brussels',
    now = Date.UTC(2026, 10, 24, 9, 42, 7);

  it('writes 24 hours in the desk’s zone', () => {
    expect(clock(now, zone)).toBe('10:42');
    expect(clockSeconds(now, zone)).toBe('10:42:07');
    expect(clock(Date.UTC(2026, 10, 23, 23, 5), zone)).toBe('00:05');
  });

  it.each([
    ['today bare', Date.UTC(2026, 10, 24, 9, 41), '10:41'],
    ['a day of this week by its name', Date.UTC(2026, 10, 23, 15, 21), 'Mon 16:21'],
    ['six days ago by its name', Date.UTC(2026, 10, 18, 15, 21), 'Wed 16:21'],
    ['an older one by its date', Date.UTC(2026, 10, 17, 15, 21), `${date(Date.UTC(2026, 10, 17, 15, 21), zone)} 16:21`],
  ])('writes %s', (_, at, shown) => expect(moment(at, now, zone)).toBe(shown));

  it('takes the day from the desk’s zone, not from UTC', () => {
    expect(moment(Date.UTC(2026, 10, 23, 23, 30), now, zone)).toBe('00:30');
  });

  it('names the zone in the header', () =>
    expect(`${headerDay(now, zone)} ${headerClock(now, zone)}`).toMatch(/^Tue .*24.* 10:42:07 (CET|GMT\+1)$/));
});

describe('values', () => {
  const limits = { warning: 90, critical: 80 };
  it.each<[number, NumberKind, object, string]>([
    [142, 'count', {}, '142'],
    [7, 'balance', {}, '+7'],
    [5.44, 'fraction', {}, '5.4'],
    [0.816, 'fraction', {}, '0.82'],
    [92.44, 'percent', {}, '92.4\u202f%'],
    [100, 'percent', {}, '100\u202f%'],
    [99.97, 'percent', {}, '99.9\u202f%'],
    [89.96, 'percent', limits, '89.9\u202f%'],
    [6 * hour + 40 * minute, 'serviceTime', {}, '6 h 40 min'],
    [4 * day + 6 * hour, 'duration', {}, '4 d 6 h'],
  ])('writes %d as a %s within %j as %s', (value, kind, within, shown) =>
    expect(valueText(value, kind, within)).toBe(shown),
  );

  it.each<[number, NumberKind, number, string]>([
    [150, 'count', 0, '150'],
    [10, 'balance', 0, '+10'],
    [90, 'percent', 0, '90\u202f%'],
    [7 * day, 'duration', 0, '7 d'],
    [24 * hour, 'serviceTime', 0, '24 h'],
    [1, 'fraction', 1, '1.0'],
    [12, 'fraction', 0, '12'],
  ])('writes the limit %d of a %s with %d decimals at least as %s', (limit, number, limitDigits, shown) =>
    expect(limitValue(limit, { number, limitDigits })).toBe(shown),
  );

  it('speaks percent and durations in words', () => {
    expect(valueSpoken(91.8, 'percent')).toBe('91.8 percent');
    expect(valueSpoken(6 * hour + 40 * minute, 'serviceTime')).toBe('6 hours 40 minutes');
  });
});

describe('a field of local time', () => {
  const paris = 'Europe/Paris',
    iso = (text: string, zone: string): string => new Date(instantOf(text, zone)!).toISOString();

  it.each([
    ['2026-11-24T10:42', paris, '2026-11-24T09:42:00.000Z'],
    ['2026-07-01T00:00', paris, '2026-06-30T22:00:00.000Z'],
    ['2026-11-24T10:42', 'America/Los_Angeles', '2026-11-24T18:42:00.000Z'],
    ['2026-11-24T10:42', 'Asia/Kolkata', '2026-11-24T05:12:00.000Z'],
    ['2026-11-24T10:42', 'UTC', '2026-11-24T10:42:00.000Z'],
  ])('means by %s in %s the instant %s', (text, zone, at) => {
    expect(iso(text, zone)).toBe(at);
    expect(localText(Date.parse(at), zone)).toBe(text);
  });

  it('moves a time that the clocks skip forward, and takes the first of one they repeat', () => {
    expect(iso('2026-03-29T02:30', paris)).toBe('2026-03-29T01:30:00.000Z');
    expect(iso('2026-10-25T02:30', paris)).toBe('2026-10-25T00:30:00.000Z');
    expect(iso('2026-10-25T03:30', paris)).toBe('2026-10-25T02:30:00.000Z');
  });

  it.each(['', 'soon', '2026-13-40T10:00'])('means nothing by "%s"', (text) =>
    expect(instantOf(text, paris)).toBeNull(),
  );

  it('knows where a day begins, also beside a clock change', () => {
    const at = (text: string, later = 0): string => new Date(startOfDay(Date.parse(text), paris, later)).toISOString();
    expect(at('2026-11-23T23:30:00Z')).toBe('2026-11-23T23:00:00.000Z');
    expect(at('2026-11-23T23:30:00Z', -1)).toBe('2026-11-22T23:00:00.000Z');
    expect(at('2026-10-25T12:00:00Z', 1)).toBe('2026-10-25T23:00:00.000Z');
    expect(at('2026-10-25T12:00:00Z')).toBe('2026-10-24T22:00:00.000Z');
    // Midnight is skipped in Beirut that day: the day begins at one.
    expect(new Date(startOfDay(Date.parse('2026-03-29T12:00:00Z'), 'Asia/Beirut')).toISOString()).toBe(
      '2026-03-28T22:00:00.000Z',
    );
  });

  it.each([
    ['Europe/Paris', 'Paris time'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires time'],
    ['UTC', 'UTC'],
    ['Etc/UTC', 'UTC'],
  ])('of %s is told as %s', (zone, text) => expect(zoneTime(zone)).toBe(text));
});

describe('hours as a person types them', () => {
  it.each([
    ['4', 4 * hour],
    ['4 h', 4 * hour],
    ['1.5', 1.5 * hour],
    ['1,5 h', 1.5 * hour],
    ['90 min', 90 * minute],
    ['90min', 90 * minute],
    ['2 d', 2 * day],
    ['1 h 30 min', 90 * minute],
    ['22 H 10 m', 22 * hour + 10 * minute],
    ['0', 0],
    ['30 s', 30],
  ])('reads "%s" as %d s', (text, seconds) => expect(secondsOf(text)).toBe(seconds));

  it.each(['', 'soon', '4 weeks', '-2', '4 h soon', 'h'])('does not take "%s" for a duration', (text) =>
    expect(secondsOf(text)).toBeNull(),
  );

  it.each([
    [4 * hour, '4 h'],
    [90 * minute, '1 h 30 min'],
    [118 * hour + 40 * minute + 5, '118 h 40 min 5 s'],
    [0, '0 h'],
  ])('shows %d s as "%s", and reads that back', (seconds, text) => {
    expect(hoursText(seconds)).toBe(text);
    expect(secondsOf(text)).toBe(seconds);
  });
});

describe('service hours', () => {
  const usual = '08:00–12:00, 13:00–18:00';
  it('stand together for days that have the same', () => {
    expect(
      serviceHours(
        ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'].map((name) => `${name} ${usual}`).join('; '),
      ),
    ).toEqual([`Mon–Fri ${usual}`]);
    expect(
      serviceHours(`Monday ${usual}; Tuesday ${usual}; Wednesday 08:00–12:00; Friday 08:00–12:00; 11 holidays`),
    ).toEqual([`Mon–Tue ${usual}`, 'Wed 08:00–12:00', 'Fri 08:00–12:00', '11 holidays']);
  });

  it('are 24 × 7 where none are set', () => {
    expect(serviceHours(undefined)).toEqual(['24 × 7']);
    expect(serviceHours('24 × 7, 3 holidays')).toEqual(['24 × 7, 3 holidays']);
  });
});

it('writes the time of a column with its weekday, date or year, and a day by its name', () => {
  const now = Date.UTC(2026, 10, 24, 9, 42),
    zone = 'Europe/Paris';
  expect(columnTime(now - 2 * hour * 1000, now, zone)).toBe('Tue 08:42');
  expect(columnTime(Date.UTC(2026, 9, 2, 9), now, zone)).toBe(`${date(Date.UTC(2026, 9, 2), zone)} 11:00`);
  // New Year's Eve in London is the new year in Paris already.
  expect(columnTime(Date.UTC(2024, 11, 31, 23, 30), now, zone)).toBe(`${date(Date.UTC(2025, 0, 1), zone)} 2025 00:30`);
  expect(longDay(Date.UTC(2026, 10, 23, 23), zone)).toBe('Tuesday 24 November 2026');
});

describe('texts', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcde'],
    ['abc😀', 4, 'abc'],
    ['abc😀', 5, 'abc😀'],
    ['abc😀d', 5, 'abc😀'],
    ['', 5, ''],
  ])('cuts %s to %d characters as %s', (whole, most, shown) => expect(cut(whole, most)).toBe(shown));
});

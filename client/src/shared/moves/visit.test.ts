import { describe, expect, it } from 'vitest';
import { visitNow, readVisit, visitGap } from './visit';

const minute = 60_000,
  start = Date.UTC(2026, 10, 25, 16, 40);

describe('a visit', () => {
  it('counts since the page opened where this browser has never looked', () =>
    expect(visitNow(null, start)).toEqual({ visible: start, since: start }));

  it('counts since the page was last visible before it', () => {
    const yesterday = { visible: start, since: start - 60 * minute };
    expect(visitNow(yesterday, start + 900 * minute)).toEqual({ visible: start + 900 * minute, since: start });
  });

  it('goes on while the page is in sight, and over a reload or another tab', () => {
    let looked = visitNow({ visible: start - 900 * minute, since: 0 }, start);
    for (let at = start; at <= start + 60 * minute; at += 15_000) looked = visitNow(looked, at);
    expect(looked).toEqual({ visible: start + 60 * minute, since: start - 900 * minute });
  });

  it('ends when the page was out of sight for two minutes, not before', () => {
    const looked = { visible: start, since: start - 900 * minute };
    expect(visitNow(looked, start + visitGap - 1).since).toBe(start - 900 * minute);
    expect(visitNow(looked, start + visitGap).since).toBe(start);
  });

  it('never counts since a moment ahead, where the clock was put back', () => {
    expect(visitNow({ visible: start, since: start - minute }, start - 10 * minute)).toEqual({
      visible: start - 10 * minute,
      since: start - 10 * minute,
    });
  });
});

it.each([[null], ['nonsense'], ['{}'], ['{"visible":1,"since":2}'], ['{"visible":"x","since":0}'], ['null']])(
  'does not believe %s',
  (text) => expect(readVisit(text)).toBeNull(),
);

it('reads what it wrote', () =>
  expect(readVisit(JSON.stringify({ visible: 5, since: 3 }))).toEqual({ visible: 5, since: 3 }));

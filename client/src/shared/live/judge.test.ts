import { describe, expect, it } from 'vitest';
import { somePulse } from '../testing/support';
import { judge, messageAge, staleAfter, staleSlices, type Signs } from './judge';

const now = 1_000_000;
const signs = (more: Partial<Signs> = {}): Signs => ({
  connected: true,
  lostAt: null,
  heardAt: now - 100,
  pulseAt: now,
  readAt: now - 400,
  slices: [],
  loading: [],
  ...more,
});

describe('the live state', () => {
  it.each<[string, Partial<Signs>, string]>([
    ['live while the data are young', {}, 'live'],
    ['connecting before the first message', { heardAt: null }, 'connecting'],
    ['loading while a slice is not read', { loading: ['tickets'], readAt: null }, 'loading'],
    ['live at exactly the limit of age', { readAt: now - 5_000 }, 'live'],
    ['stale above it', { readAt: now - 5_001 }, 'stale'],
    ['as before for two seconds without a connection', { connected: false, lostAt: now - 1_999 }, 'live'],
    ['offline from two seconds without a connection', { connected: false, lostAt: now - 2_000 }, 'offline'],
    ['live after 11.9 s without a message', { heardAt: now - 11_999 }, 'live'],
    ['offline after 12 s without a message', { heardAt: now - 12_000 }, 'offline'],
    ['offline rather than stale', { lostAt: now - 3_000, readAt: now - 60_000 }, 'offline'],
  ])('is %s', (_, more, kind) => expect(judge(signs(more), now, 1)).toBe(kind));

  it('waits five polls where polls are slow', () => {
    expect(staleAfter(1)).toBe(5);
    expect(staleAfter(0.2)).toBe(5);
    expect(judge(signs({ readAt: now - 60_000 }), now, 15)).toBe('live');
    expect(judge(signs({ readAt: now - 76_000 }), now, 15)).toBe('stale');
  });

  it('takes the age from the server’s two clocks alone', () => {
    expect(messageAge(signs())).toBe(0.4);
    expect(messageAge(signs({ readAt: now + 50 }))).toBe(0);
    expect(messageAge(signs({ readAt: null }))).toBeNull();
  });

  it('names only the slices that are stale', () => {
    const at = (ago: number): string => new Date(now - ago).toISOString();
    const slices = [
      somePulse({ readAt: at(500) }),
      somePulse({ slice: 'interventions', state: 'failing', readAt: at(60_000) }),
    ];
    expect(staleSlices(signs({ slices }), 1)).toEqual(['interventions']);
  });
});

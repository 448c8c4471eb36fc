import { serverNow } from '../tick/clock';

const day = 86_400_000;

/** How long a secret holds that somebody makes, days; 0 = until it is ended. */
export const spans: readonly (readonly [number, string])[] = [
  [30, '30 days'],
  [90, '90 days'],
  [365, 'a year'],
  [0, 'until somebody ends it'],
];

/** When a secret made now ends; null = not by itself. */
export const endAfter = (days: number): string | null =>
  days === 0 ? null : new Date(serverNow() + days * day).toISOString();

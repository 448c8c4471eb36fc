import type { Role } from '../../../shared/wire/people';
import type { Desk } from '../../../shared/wire/wire';
import { deskName } from '../rights/rights';

/** What a program may: for each desk read as a role (or not), and the two rights that are none of a desk's reading. */
export interface Chosen {
  reads: Readonly<Record<string, Role | ''>>;
  nudges: readonly string[];
  operations: boolean;
}

export const readRoles: readonly Role[] = ['display', 'viewer', 'member', 'manager'];

export const noScopes: Chosen = { reads: {}, nudges: [], operations: false };

/** As the wire names them: read:demo:manager, nudge:demo, operations. */
export const scopesOf = ({ reads, nudges, operations }: Chosen): string[] => [
  ...Object.entries(reads).flatMap(([desk, role]) => (role ? [`read:${desk}:${role}`] : [])),
  ...nudges.map((desk) => `nudge:${desk}`),
  ...(operations ? ['operations'] : []),
];

/** Scopes in words: "reads Harbour IT Desk as manager, metrics and health". */
export function scopesText(scopes: readonly string[], desks: readonly Desk[]): string {
  const words = scopes.map((scope) => {
    const [kind, desk = '', role = ''] = scope.split(':');
    if (kind === 'read') return `reads ${deskName(desks, desk)} as ${role}`;
    if (kind === 'nudge') return `tells ${deskName(desks, desk)} to look`;
    return kind === 'operations' ? 'metrics and health' : scope;
  });
  return words.join(', ');
}

import type { Desk } from '../../../shared/wire/wire';
import type { DeskRight, Role } from '../../../shared/wire/people';

/** Stands for all desks there are. */
export const everyDesk = '*';

/** Roles that a person can have. */
export const personRoles: readonly Role[] = ['viewer', 'member', 'manager', 'admin'];

/** A desk by its name. */
export const deskName = (desks: readonly Desk[], id: string): string =>
  id === everyDesk ? 'all desks' : (desks.find((desk) => desk.id === id)?.name ?? id);

/** The teams of a right in words. */
export function teamsText({ role, teams }: DeskRight): string {
  if (role === 'viewer') return 'numbers only';
  if (role !== 'member') return 'all';
  return teams.length > 0 ? teams.join(', ') : 'none';
}

/** A right on a desk, as an editor begins it. */
export const freshRight = (desk: string): DeskRight => ({ desk, role: 'member', teams: [], assignee: null });

/** The same with another role: teams are a member's alone, and an administrator is one of all desks. */
export const withRole = (right: DeskRight, role: Role): DeskRight => ({
  ...right,
  role,
  desk: role === 'admin' ? everyDesk : right.desk,
  teams: role === 'member' ? right.teams : [],
  assignee: role === 'viewer' || role === 'admin' ? null : right.assignee,
});

/** Why rights cannot be kept so; null = they can. */
export function faultOf(rights: readonly DeskRight[]): string | null {
  if (rights.length === 0) return 'Give a role on one desk at least, or switch the person off.';
  const twice = rights.find((right, i) => rights.findIndex(({ desk }) => desk === right.desk) !== i);
  return twice ? 'A desk stands twice in the list.' : null;
}

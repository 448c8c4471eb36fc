import { personId, useMay, useWho } from '../../../shared/access/who';
import { useDesk } from '../../../shared/store/desk';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { at } from '../../../shared/wire/api';
import type { AlertRule, DeskRotas, RuleNotify } from '../../../shared/wire/alerts';
import type { PerformanceTable } from '../../../shared/wire/generated';
import { hooksPath, type Hook } from './hooks';
import { recipientText } from './words';

/** Whom a rule of the desk can tell. */
export interface Recipients {
  /** As a rule names them: role:manager, team:Network, oncall:Network, person:{id}. */
  all: readonly string[];
  /** The desk's hooks, for managers; null = not known. */
  hooks: readonly Hook[] | null;
  textOf: (to: string) => string;
  /** What is named and is not there, in words. */
  missing: (notify: readonly RuleNotify[]) => string[];
}

/** Managers tell everybody, members their teams and themselves. */
export function useRecipients(rule?: Pick<AlertRule, 'of'>): Recipients {
  const desk = useDesk((state) => state.desk?.id);
  const isManager = useMay('manager'),
    isMember = useMay('member');
  const own = useWho(({ who }) => who?.desks.find(({ id }) => id === desk)?.teams.join('\n') ?? '').split('\n');
  const { data: told } = useAnswer<DeskRotas>(desk && isMember ? `${at(desk)}/rotas` : null);
  const { data: table } = useAnswer<PerformanceTable>(desk && isManager ? `${at(desk)}/tables/team` : null);
  const { data: known } = useAnswer<readonly Hook[]>(isManager ? hooksPath : null);
  const hooks = known?.filter((hook) => hook.desk === desk) ?? null;
  const { rotas = [], people = [], teams = [] } = told ?? {};
  const isMine = (team: string): boolean => isManager || own.includes(team);
  const named = [...new Set([...(isManager ? (table?.rows.map(({ group }) => group) ?? []) : own), ...teams])]
    .filter((team) => team !== '' && team !== '(none)' && isMine(team))
    .toSorted((a, b) => a.localeCompare(b));
  const names = Object.fromEntries([
    ...people.map(({ id, name }) => [`person:${id}`, name]),
    ...(hooks ?? []).map(({ id, name }) => [`hook:${id}`, `Hook ${name}`]),
  ]) as Record<string, string>;
  const me = personId();
  const ofTicket = rule?.of === 'due' || rule?.of === 'response';
  return {
    all: [
      ...(ofTicket ? ['holder'] : []),
      ...(isManager ? ['role:manager', 'role:member'] : []),
      ...named.map((team) => `team:${team}`),
      ...rotas.filter(({ rota }) => isMine(rota.team)).map(({ rota }) => `oncall:${rota.team}`),
      ...people.filter(({ id }) => isManager || id === me).map(({ id }) => `person:${id}`),
    ],
    hooks,
    textOf: (to) => recipientText(to, names),
    missing: (notify) =>
      !told || people.length === 0
        ? []
        : [
            ...new Set(
              notify.flatMap(({ to }) => {
                const [kind, name = ''] = [to.slice(0, to.indexOf(':')), to.slice(to.indexOf(':') + 1)];
                if (kind === 'team' && told.teams && !teams.includes(name))
                  return [`nobody here is of team ${name}: the managers are told`];
                if (kind === 'oncall' && !rotas.some(({ rota }) => rota.team === name))
                  return [`team ${name} has no rota: the team is told`];
                if (kind === 'person' && !names[to]) return ['a person it names is not here any more'];
                if (kind === 'hook' && hooks && !names[to]) return ['a hook it names is not there any more'];
                return [];
              }),
            ),
          ],
  };
}

import { hoursText, secondsOf } from '../../shared/format/hours';
import { at, get, reasonOrChanged, send } from '../../shared/wire/api';
import type { KpiDefinition, KpiLimits } from '../../shared/wire/wire';

const path = (desk: string, kpi: string, group: string | null): string =>
  `${at(desk)}/limits/${encodeURIComponent(kpi)}${group === null ? '' : `?group=${encodeURIComponent(group)}`}`;

const tag = ({ revision }: KpiLimits): string => `"${revision}"`;

/** The limits of the desk's number (null), or of a group as team:Network, of each as team:*. */
export const readLimits = (desk: string, kpi: string, group: string | null, signal: AbortSignal): Promise<KpiLimits> =>
  get(path(desk, kpi, group), signal);

/** Sets limits where nobody changed them since they were read. */
export const setLimits = (
  desk: string,
  read: KpiLimits,
  limits: { warning: number | null; critical: number | null },
): Promise<KpiLimits> => send('PUT', path(desk, read.kpi, read.group), limits, tag(read));

/** Goes back to the configuration's limits. */
export const resetLimits = (desk: string, read: KpiLimits): Promise<KpiLimits> =>
  send('DELETE', path(desk, read.kpi, read.group), undefined, tag(read));

/** Why limits were not kept, in words. */
export const words = reasonOrChanged('Somebody else has changed these limits meanwhile. Close, and open them again.');

const isDuration = ({ presentation: { number } }: KpiDefinition): boolean =>
  number === 'duration' || number === 'serviceTime';

/** A limit as its field shows it: 10, 7.5, 8 h; empty where there is none. */
export const limitTyped = (definition: KpiDefinition, limit: number | null): string =>
  limit === null ? '' : isDuration(definition) ? hoursText(limit) : String(limit);

/** What a person typed as a limit: null where the field is empty, undefined where it is no number. */
export function limitOf(definition: KpiDefinition, typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  if (isDuration(definition)) return secondsOf(text) ?? undefined;
  const number = Number(text.replace(/\s*%$/, '').replace(',', '.'));
  return Number.isFinite(number) ? number : undefined;
}

/** How a limit is to be typed. */
export const unitOf = (definition: KpiDefinition): string =>
  isDuration(definition) ? 'as 8 h or 90 min' : definition.unit;

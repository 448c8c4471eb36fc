import { useMemo } from 'react';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { at } from '../../../shared/wire/api';
import type { KpiResult } from '../../../shared/wire/wire';

/** The teams that a desk's numbers name; those a person has already stay to choose. */
export function useTeams(desk: string | null, had: readonly string[]): readonly string[] {
  const { data } = useAnswer<KpiResult[]>(desk === null ? null : `${at(desk)}/kpis?groups=team`);
  return useMemo(() => {
    const named = (data ?? []).flatMap((result) => Object.keys(result.groups?.['team'] ?? {})).filter(Boolean);
    return [...new Set([...named, ...had])].toSorted((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  }, [data, had]);
}

import { useEffect, useState } from 'react';
import { getCatalogue } from '../../../shared/wire/api';
import type { KpiDefinition } from '../../../shared/wire/wire';

/** The KPIs of any desk, as its catalogue has them. */
export function useCatalogue(desk: string): { definitions: readonly KpiDefinition[]; fault: string | null } {
  const [definitions, setDefinitions] = useState<readonly KpiDefinition[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    getCatalogue(desk, stop.signal).then(
      (found) => {
        setDefinitions(found);
        setFault(null);
      },
      () => {
        if (!stop.signal.aborted) setFault('The cards of this desk are not available. Open this again.');
      },
    );
    return () => stop.abort();
  }, [desk]);
  return { definitions, fault };
}

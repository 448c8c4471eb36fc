import { useEffect, useState } from 'react';
import type { Group } from '../../shared/store/desk';
import { useDimensions } from '../../shared/store/breakdowns';
import { groupNames } from '../../shared/store/group';
import { getKpis } from '../../shared/wire/api';

/** The desk's teams, locations, categories, priorities and its own; none while they are read, and where that fails. */
export function useGroups(desk: string | undefined): readonly Group[] {
  const dimensions = useDimensions();
  const [groups, setGroups] = useState<readonly Group[]>([]);
  useEffect(() => {
    if (!desk) return;
    const stop = new AbortController();
    const read = dimensions.map((dimension) =>
      getKpis(desk, dimension, stop.signal).then((results) =>
        groupNames(results, dimension).map((name) => ({ dimension, name })),
      ),
    );
    void Promise.allSettled(read).then((answers) => {
      if (!stop.signal.aborted)
        setGroups(answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])));
    });
    return () => stop.abort();
  }, [desk, dimensions]);
  return groups;
}

import { at } from '../../../shared/wire/api';
import { useAnswer, type Answer } from '../../../shared/ui/useAnswer';
import { queryOf, type Asked } from '../address/address';

/** A period of a year is read from the ITSM while one waits, ms. */
const within = 120_000;

/** Where a report is, as JSON or, with its ending, as a file. */
export function reportPath(desk: string, name: string, asked: Asked, more: Readonly<Record<string, string>>): string {
  const query = queryOf(asked);
  for (const [key, value] of Object.entries(more)) query.set(key, value);
  return `${at(desk)}/reports/${name}?${query}`;
}

/** A report of the desk; given up where nobody waits for it any more. */
export const useReport = <T>(path: string | null): Answer<T> => useAnswer<T>(path, null, within);

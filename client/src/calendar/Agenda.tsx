import { Entry } from './Entry';
import type { Item } from './items';
import type { Look } from './looks';
import styles from './Calendar.module.css';
import { dayText, longDay, wall } from './zone';

interface Props { items: readonly Item[]; looks: ReadonlyMap<string, Look>; zone: string; open: string | null; onOpen: (id: string, at: HTMLElement) => void }

/** The linear way through the calendar: day by day, one entry a line. */
export function Agenda({ items, looks, zone, open, onOpen }: Props) {
  const days = new Map<string, Item[]>();
  for (const item of items) {
    const key = dayText(wall(item.start, zone));
    days.set(key, [...days.get(key) ?? [], item]);
  }
  if (days.size === 0) return <p className={styles.nothing}>Nothing in these days.</p>;
  return (
    <div className={styles.agenda}>
      {[...days].map(([key, own]) => (
        <section key={key}>
          <h3>{longDay(wall(own[0]!.start, zone))}</h3>
          <ul>{own.map(item => <li key={item.id}><Entry item={item} look={looks.get(item.location ?? '')} zone={zone} room={90} inList open={open === item.id} onOpen={onOpen} /></li>)}</ul>
        </section>
      ))}
    </div>
  );
}

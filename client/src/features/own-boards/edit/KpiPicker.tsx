import { Check, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { boardGroups } from '../../../shared/kpi/order';
import { useDesk } from '../../../shared/store/desk';
import { edit } from '../data/boards';
import { useBoards } from '../data/state';
import { addCards, countCards } from '../data/edits';
import { mostCards, usualCard } from '../data/model';
import { say } from '../data/speech';
import styles from './KpiPicker.module.css';

/** All KPIs by group, to be added to a section; it stays open for the next one. */
export function KpiPicker({ section }: { section: number }) {
  const catalogue = useDesk((desk) => desk.catalogue),
    order = useDesk((desk) => desk.order);
  const open = useBoards((state) => state.open);
  const [wanted, setWanted] = useState('');
  const onBoard = useMemo(() => new Set(open?.sections.flatMap((own) => own.cards.map((card) => card.kpi))), [open]);
  const full = open !== null && countCards(open.sections) >= mostCards;
  const words = wanted.trim().toLowerCase();
  const groups = boardGroups(catalogue, order)
    .map((group) => ({
      ...group,
      ids: group.ids.filter((id) => `${catalogue[id]!.title} ${group.name}`.toLowerCase().includes(words)),
    }))
    .filter((group) => group.ids.length > 0);
  return (
    <>
      <input
        className={styles.search}
        type="search"
        autoFocus
        placeholder="Find a KPI"
        aria-label="Find a KPI"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      {full && <p className={styles.note} role="status">{`The board is full: ${mostCards} cards.`}</p>}
      <div className={styles.list}>
        {groups.map((group) => (
          <section key={group.name} aria-label={group.name}>
            <h3 className={styles.group}>{group.name}</h3>
            <ul>
              {group.ids.map((id) => (
                <li key={id}>
                  <button
                    type="button"
                    className={styles.kpi}
                    disabled={full}
                    onClick={() => {
                      edit((sections) => addCards(sections, section, [usualCard(catalogue[id]!)]));
                      say(`${catalogue[id]!.title} added.`);
                    }}
                  >
                    <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />
                    <span>{catalogue[id]!.title}</span>
                    {onBoard.has(id) && (
                      <span className={styles.there}>
                        <Check size=".875rem" strokeWidth={1.5} aria-hidden="true" />
                        on the board
                      </span>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {groups.length === 0 && <p className={styles.note}>No KPI is called that.</p>}
      </div>
    </>
  );
}

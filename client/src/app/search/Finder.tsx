import { Search as Sign } from 'lucide-react';
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useMay } from '../../shared/access/who';
import { usePageOf } from '../../shared/kpi/usePageOf';
import { keys } from '../../shared/keys/keys';
import { onKey } from '../../shared/keys/onKey';
import { pickGroup } from '../../shared/session/session';
import { useDesk } from '../../shared/store/desk';
import { join } from '../../shared/ui/join';
import { findGroups, findKpis, mayBeId, most, rankTickets, ticketAddress, type Found } from './find';
import styles from './Search.module.css';
import { useGroups } from './useGroups';
import { useTickets, type TicketsFound } from './useTickets';

const headings = { Number: 'Numbers', Group: 'Groups', Ticket: 'Tickets' };

/** What is found, in the order it is listed; a ticket of the very id is first of all. */
function useFound(text: string): { found: readonly Found[]; tickets: TicketsFound | null } {
  const desk = useDesk((state) => state.desk?.id);
  const order = useDesk((state) => state.order),
    catalogue = useDesk((state) => state.catalogue);
  const groups = useGroups(desk);
  const isMember = useMay('member');
  const pageOf = usePageOf();
  const tickets = useTickets(isMember ? desk : undefined, text);
  const found = useMemo(() => {
    const wanted = text.trim();
    const numbers = findKpis(
      order.map((id) => catalogue[id]!),
      text,
      pageOf,
    );
    const named = findGroups(groups, text);
    const rows = tickets ? rankTickets(tickets.rows, text) : [];
    const isExact = rows[0]?.note.toLocaleLowerCase() === wanted.toLocaleLowerCase();
    // One that is closed and held no more is known by its id alone.
    const other: Found = {
      kind: 'Ticket',
      key: 'other',
      text: `Open ticket ${wanted}`,
      note: 'by its id',
      href: ticketAddress(wanted),
      group: null,
    };
    const more: Found = {
      kind: 'Ticket',
      key: 'more',
      text: `All tickets with “${wanted}” in any column`,
      note: '',
      href: `/tickets?q=${encodeURIComponent(wanted)}`,
      group: null,
    };
    const all = [
      ...rows,
      ...((tickets?.total ?? 0) > most ? [more] : []),
      ...(isMember && mayBeId(wanted) && !isExact ? [other] : []),
    ];
    return isExact || mayBeId(wanted) ? [...all, ...numbers, ...named] : [...numbers, ...named, ...all];
  }, [text, order, catalogue, groups, tickets, isMember, pageOf]);
  return { found, tickets };
}

/** The search: a field, and what is found below it. */
export default function Finder({ close }: { close: () => void }) {
  const [, go] = useLocation();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { found, tickets } = useFound(text);
  const current = Math.min(at, Math.max(0, found.length - 1));
  const open = ({ href, group }: Found): void => {
    if (group) pickGroup(group);
    go(href ?? '/');
    close();
  };
  const openLatest = useRef(open);
  openLatest.current = open;
  const step = (by: number): boolean => {
    if (found.length === 0) return false;
    const next = (current + by + found.length) % found.length;
    setAt(next);
    document.getElementById(`found-${next}`)?.scrollIntoView?.({ block: 'nearest' });
    return true;
  };
  // Enter before the answer has come: what it finds first opens then.
  const [entered, setEntered] = useState<string | null>(null);
  const arrived = entered !== null && entered === tickets?.of ? found[0] : undefined;
  useEffect(() => {
    if (!arrived) return;
    setEntered(null);
    openLatest.current(arrived);
  }, [arrived]);
  const isMember = useMay('member');
  const wanted = isMember ? 'Number, group, ticket id or title' : 'Number or group';
  const isWaiting = isMember && text.trim().length >= 2 && tickets?.of !== text.trim();
  return (
    <>
      <label className={styles.field}>
        <Sign size="1rem" strokeWidth={1.5} aria-hidden="true" />
        <input
          type="search"
          dir="auto"
          role="combobox"
          aria-label={wanted}
          aria-expanded={found.length > 0}
          aria-controls="found"
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? `found-${current}` : undefined}
          autoFocus
          className={styles.input}
          placeholder={wanted}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setAt(0);
            setEntered(null);
          }}
          onKeyDown={(event) =>
            onKey(event, keys.found, {
              move: (key) => step(key === 'ArrowDown' ? 1 : -1),
              open: () => {
                const chosen = found[current];
                if (chosen) open(chosen);
                else setEntered(text.trim());
              },
            })
          }
        />
      </label>
      <div id="found" role="listbox" aria-label="Found" className={styles.found}>
        {found.map((one, index) => (
          <Fragment key={one.key}>
            {one.kind !== found[index - 1]?.kind && (
              <div className={styles.heading} role="presentation">
                {headings[one.kind]}
              </div>
            )}
            <div
              id={`found-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              aria-label={`${one.kind} ${one.text}${one.note ? `, ${one.note}` : ''}`}
              className={join(styles.option, index === current && styles.isCurrent)}
              onPointerMove={() => setAt(index)}
              onClick={() => open(one)}
            >
              <bdi className={styles.text}>{one.text}</bdi>
              {one.note && <bdi className={styles.note}>{one.note}</bdi>}
            </div>
          </Fragment>
        ))}
      </div>
      <p className={styles.state} role="status">
        {tickets?.error ??
          (isWaiting
            ? 'Searching the tickets'
            : text.trim() && found.length === 0
              ? 'Nothing has this in it.'
              : text.trim()
                ? `${found.length} found`
                : isMember
                  ? 'Finds names of numbers and groups, and ids and titles of tickets.'
                  : 'Finds names of numbers and groups.')}
      </p>
    </>
  );
}

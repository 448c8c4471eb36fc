import { ChevronRight } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { whole } from '../../../shared/format/number';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import table from '../../../shared/ui/figures.module.css';
import { join } from '../../../shared/ui/join';
import { stepTitle } from '../address/address';
import { share } from '../data/words';
import { isSame, lightOf, type Flow, type Part } from './model';
import type { Shown } from './useFlow';
import styles from './FlowTable.module.css';

interface Props {
  flow: Flow;
  shown: Shown;
  id: string;
}

/** Rows that stand at first. */
const few = 20;

const stepWord = (i: number, steps: readonly string[]): string =>
  i === steps.length - 1 ? 'Whole way' : i === 0 ? 'Step 1' : `${i + 1}`;

/** As it is read aloud: what is shown, and between which steps that is. */
const stepName = (i: number, steps: readonly string[]): string =>
  i === steps.length - 1
    ? 'Whole way'
    : `${stepWord(i, steps)}: ${stepTitle(steps[i]!)} to ${stepTitle(steps[i + 1]!)}`;

/** The flow's figures as rows: the ribbons between two steps, or whole ways. A row opens to where its tickets went. */
export function FlowTable({ flow, shown, id }: Props) {
  const { steps, ribbons, ways, nodes, total } = flow;
  const last = steps.length - 1;
  const [chosen, setChosen] = useState(0);
  const [isWhole, setWhole] = useState(false);
  const from = Math.min(chosen, last);
  const isWay = from === last;
  const rows: { part: Part; through: readonly number[]; count: number }[] = isWay
    ? ways.map(({ nodes: through, count }, index) => ({ part: { kind: 'way', index }, through, count }))
    : ribbons
        .filter(({ source }) => nodes[source]!.step === from)
        .toSorted((a, b) => b.count - a.count)
        .map(({ index, source, target, count }) => ({
          part: { kind: 'ribbon', index },
          through: [source, target],
          count,
        }));
  const isEnding = steps.includes('ending');
  const columns = isWay ? steps : steps.slice(from, from + 2);
  const visible = isWhole ? rows : rows.slice(0, few);
  return (
    <section className={table.card} aria-label="The same figures">
      <div className={styles.head}>
        <h3>The same figures</h3>
        <div className={styles.choices} role="group" aria-label="Between which steps" data-not-in-picture="">
          {steps.map((step, i) => (
            <button
              key={step}
              type="button"
              aria-pressed={i === from}
              aria-label={stepName(i, steps)}
              onClick={() => setChosen(i)}
            >
              <bdi>{stepWord(i, steps)}</bdi>
            </button>
          ))}
        </div>
      </div>
      <div className={table.scroll}>
        <table className={join(table.table, styles.ways)} id={id} role="treegrid" aria-label="The ways of the tickets">
          <thead>
            <tr>
              {columns.map((step) => (
                <th key={step} scope="col">
                  {stepTitle(step)}
                </th>
              ))}
              <th scope="col" className={styles.number}>
                Tickets
              </th>
              <th scope="col" className={styles.number}>
                Share
              </th>
              {isEnding && (
                <th scope="col" className={styles.number}>
                  Late
                </th>
              )}
            </tr>
          </thead>
          <Body key={`${from} ${steps.join()}`} flow={flow} shown={shown} rows={visible} columns={columns.length} />
          <tfoot>
            <tr>
              <th scope="row" colSpan={columns.length}>
                All
              </th>
              <td className={styles.number}>
                <Count count={total} to={shown.linkOf?.([])} />
              </td>
              <td className={styles.number}>{share(total, total)}</td>
              {isEnding && (
                <td className={styles.number}>
                  <Late flow={flow} through={[]} light={null} shown={shown} />
                </td>
              )}
            </tr>
          </tfoot>
        </table>
      </div>
      {rows.length > visible.length && (
        <button type="button" className={table.more} onClick={() => setWhole(true)}>
          {`${whole(rows.length - visible.length)} more rows`}
        </button>
      )}
    </section>
  );
}

const late = new Set(['late', 'overdue']);

/** A count that leads to its tickets, where one may see them. */
const Count = ({ count, to, isStop = true }: { count: number; to: string | undefined; isStop?: boolean }) =>
  to !== undefined && count > 0 ? (
    <Link
      href={to}
      className={styles.tickets}
      tabIndex={isStop ? undefined : -1}
      onClick={(event) => event.stopPropagation()}
    >
      {whole(count)}
    </Link>
  ) : (
    <>{whole(count)}</>
  );

/** How many tickets were resolved late or are overdue: of all (null), or of those that a light shows. */
function Late({
  flow,
  through,
  light,
  shown,
}: {
  flow: Flow;
  through: readonly number[];
  light: ReadonlyMap<number, number> | null;
  shown: Shown;
}) {
  const ends = flow.nodes.filter(
    ({ index, step, values }) =>
      flow.steps[step] === 'ending' && late.has(values[0] ?? '') && (light === null || light.has(index)),
  );
  return (
    <Count
      count={ends.reduce((sum, { index, count }) => sum + (light ? light.get(index)! : count), 0)}
      to={shown.linkOf?.([...new Set([...through, ...ends.map(({ index }) => index)])])}
      isStop={light === null}
    />
  );
}

function Body({
  flow,
  shown,
  rows,
  columns,
}: {
  flow: Flow;
  shown: Shown;
  rows: readonly { part: Part; through: readonly number[]; count: number }[];
  columns: number;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [, go] = useLocation();
  const isEnding = flow.steps.includes('ending');
  const [current, setCurrent] = useState(0);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const fold = (place: number, isOpen: boolean): boolean => {
    if (open.has(place) === isOpen) return false;
    const next = new Set(open);
    if (isOpen) next.add(place);
    else next.delete(place);
    setOpen(next);
    return true;
  };
  const focus = (place: number): boolean => {
    const row = body.current?.querySelector<HTMLElement>(`[data-row="${place}"]`);
    row?.focus();
    return row != null;
  };
  return (
    <tbody ref={body} onPointerLeave={() => shown.point(null)}>
      {rows.map(({ part, through, count }, place) => {
        const isOpen = open.has(place),
          isPart = isSame(part, shown.part);
        const light = lightOf(flow, through);
        const further = flow.nodes.filter(({ index, step }) => {
          const own = through.map((node) => flow.nodes[node]!.step);
          return !own.includes(step) && light.nodes.has(index);
        });
        return [
          <tr
            key={place}
            data-row={place}
            tabIndex={place === Math.min(current, rows.length - 1) ? 0 : -1}
            aria-level={1}
            aria-expanded={further.length > 0 ? isOpen : undefined}
            aria-selected={isPart && shown.isPinned}
            className={join(styles.row, isPart && styles.lit)}
            onFocus={() => {
              setCurrent(place);
              shown.point(part);
            }}
            onPointerEnter={() => shown.point(part)}
            onClick={() => {
              shown.pin(part);
              if (further.length > 0) fold(place, !isOpen);
            }}
            onKeyDown={(event) =>
              onKey(event, keys.ways, {
                row: (key) => focus(place + (key === 'ArrowUp' ? -1 : 1)),
                ends: (key) => focus(key === 'Home' ? 0 : rows.length - 1),
                fold: (key) => further.length > 0 && fold(place, key === 'ArrowRight'),
                open: () => (shown.linkOf ? go(shown.linkOf(through)) : false),
                pin: () => shown.pin(part),
              })
            }
          >
            {through.slice(0, columns).map((node, i) => (
              <td key={node}>
                {i === 0 && further.length > 0 && (
                  <ChevronRight
                    size=".875rem"
                    className={join(styles.sign, isOpen && styles.turned)}
                    aria-hidden="true"
                  />
                )}
                <bdi>{flow.nodes[node]!.name}</bdi>
              </td>
            ))}
            <td className={join(styles.number, styles.main)}>
              {/* The row is the stop; Enter there does the same. */}
              <Count count={count} to={shown.linkOf?.(through)} isStop={false} />
            </td>
            <td className={styles.number}>{share(count, flow.total)}</td>
            {isEnding && (
              <td className={styles.number}>
                <Late flow={flow} through={through} light={light.nodes} shown={shown} />
              </td>
            )}
          </tr>,
          ...(isOpen
            ? further.map((node) => (
                <tr key={`${place} ${node.index}`} aria-level={2} className={styles.further}>
                  <td colSpan={columns}>
                    <span>{`${stepTitle(flow.steps[node.step]!)} `}</span>
                    <bdi>{node.name}</bdi>
                  </td>
                  <td className={styles.number}>
                    <Count
                      count={light.nodes.get(node.index) ?? 0}
                      to={shown.linkOf?.([...through, node.index])}
                      isStop={false}
                    />
                  </td>
                  <td className={styles.number}>{share(light.nodes.get(node.index) ?? 0, count)}</td>
                  {isEnding && <td />}
                </tr>
              ))
            : []),
        ];
      })}
    </tbody>
  );
}

import { Plus, Volume2, VolumeX } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link } from 'wouter';
import { useMay } from '../../../shared/access/who';
import { useAlerts } from '../../../shared/alerts/alerts';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import { useLive } from '../../../shared/live/live';
import { useView, windowText } from '../../../shared/preferences/view';
import { useTrendsBy } from '../../../shared/trend/useTrendsBy';
import { useDimensions } from '../../../shared/store/breakdowns';
import { Choice } from '../../../shared/ui/Choice';
import form from '../../../shared/ui/form.module.css';
import type { Alert, Dimension } from '../../../shared/wire/wire';
import { openAct } from '../data/acting';
import { firing, heldOrder, quiet } from '../data/order';
import { useRules } from '../data/rules';
import { tell, useTelling } from '../notice/preferences';
import { play } from '../notice/sound';
import { Frame } from '../frame/Frame';
import { Ended } from './Ended';
import { Nothing } from './Nothing';
import styles from './Now.module.css';
import { QuietRow } from './QuietRow';
import { Row } from './Row';
import { State } from './State';

/** Which alerts are shown. */
interface Filter {
  mine: boolean;
  /** A team; null = all. */
  team: string | null;
}

const isShown = (alert: Alert, { mine, team }: Filter): boolean =>
  (!mine || alert.notice !== null) &&
  (team === null || alert.dimension !== 'team' || alert.group === team || alert.group === null);

/** All that stands: what fires, then what may or is silenced, then what ended today. */
export function Now() {
  const standing = useAlerts((state) => state.standing);
  const { rules } = useRules();
  const dimensions = useDimensions();
  const minutes = useView((view) => view.window);
  const isOffline = useLive((live) => live.kind === 'offline');
  const [filter, setFilter] = useState<Filter>({ mine: false, team: null });
  const [isOver, setOver] = useState(false);
  const order = useRef<readonly string[]>([]);
  const all = [...(standing?.values() ?? [])];
  const shown = all.filter((alert) => isShown(alert, filter));
  const sorted = firing(shown);
  const rows = isOver ? heldOrder(order.current, sorted) : sorted;
  order.current = rows.map(({ id }) => id);
  const others = quiet(shown);
  const ruleOf = (id: string) => rules?.find((rule) => rule.id === id);
  return (
    <Frame tools={<Filters all={all} filter={filter} onFilter={setFilter} />}>
      {[...new Set(all.map(({ dimension }) => dimension))].map((dimension) =>
        dimension !== null && dimensions.includes(dimension) ? (
          <TrendsOf key={dimension} dimension={dimension} />
        ) : null,
      )}
      <State isTold={standing !== null} />
      {standing !== null && (
        <div className={isOffline ? `${styles.card} ${styles.old}` : styles.card}>
          {rows.length > 0 ? (
            <>
              <div className={styles.heads} aria-hidden="true">
                <span />
                <span>Alert</span>
                <span className={styles.number}>Value</span>
                <span>{`Last ${windowText(minutes)}`}</span>
                <span>Fires for</span>
                <span>Told</span>
                <span>Acknowledged</span>
              </div>
              <Rows rows={rows} onOver={setOver}>
                {(alert) => <Row alert={alert} rule={ruleOf(alert.rule)} />}
              </Rows>
            </>
          ) : (
            others.length === 0 && <Nothing rules={rules} isFiltered={all.length > 0} />
          )}
          {others.length > 0 && (
            <ul className={styles.quiet} aria-label="Pending and silenced">
              {others.map((alert) => (
                <li key={alert.id}>
                  <QuietRow alert={alert} rule={ruleOf(alert.rule)} />
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <Ended rules={rules} />
    </Frame>
  );
}

/** The hours of a breakdown's groups are asked for while an alert of it stands. */
function TrendsOf({ dimension }: { dimension: Dimension }): null {
  useTrendsBy(dimension);
  return null;
}

function Filters({
  all,
  filter,
  onFilter,
}: {
  all: readonly Alert[];
  filter: Filter;
  onFilter: (filter: Filter) => void;
}) {
  const may = useMay('member');
  const teams = [...new Set(all.flatMap(({ dimension, group }) => (dimension === 'team' && group ? [group] : [])))];
  const sound = useTelling((state) => state.sound);
  const Speaker = sound ? Volume2 : VolumeX;
  const anyTeam = ' ';
  return (
    <>
      <div className={styles.segments} role="group" aria-label="Which alerts">
        <button type="button" aria-pressed={!filter.mine} onClick={() => onFilter({ ...filter, mine: false })}>
          All
        </button>
        <button type="button" aria-pressed={filter.mine} onClick={() => onFilter({ ...filter, mine: true })}>
          Told to me
        </button>
      </div>
      {(teams.length > 1 || filter.team !== null) && (
        <Choice
          label="Team"
          className={form.button}
          chosen={filter.team ?? anyTeam}
          options={[{ id: anyTeam, text: 'All teams' }, ...teams.toSorted().map((team) => ({ id: team, text: team }))]}
          onChoose={(team) => onFilter({ ...filter, team: team === anyTeam ? null : team })}
        >
          {filter.team ?? 'All teams'}
        </Choice>
      )}
      <button
        type="button"
        className={form.button}
        aria-pressed={sound}
        onClick={() => {
          tell({ sound: !sound });
          // Heard at once by whoever wants it: and the browser lets a page sound only after a press.
          if (!sound) void play();
        }}
      >
        <Speaker size="1rem" strokeWidth={1.5} aria-hidden="true" />
        <bdi>{sound ? 'Sound on' : 'Sound off'}</bdi>
      </button>
      {may && (
        <Link href="/alerts/rules/new" className={form.button}>
          <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <bdi>New rule</bdi>
        </Link>
      )}
    </>
  );
}

/** The rows that fire: arrows go from one to the next, letters act on it. */
function Rows({
  rows,
  onOver,
  children,
}: {
  rows: readonly Alert[];
  onOver: (isOver: boolean) => void;
  children: (alert: Alert) => React.ReactNode;
}) {
  const may = useMay('member');
  function pressed(event: React.KeyboardEvent<HTMLUListElement>): void {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-alert]')];
    const line = event.target instanceof Element ? event.target.closest('li') : null;
    const at = items.findIndex((item) => line?.contains(item));
    const alert = rows[at];
    if (!alert) return;
    onKey(event, keys.alerts, {
      move: (key) => {
        const to = items[at + (key === 'ArrowDown' ? 1 : -1)];
        to?.focus();
        return to !== undefined;
      },
      // The focused title is a link, and a button is itself: the browser opens the one and presses the other.
      open: () => false,
      acknowledge: () => (may && !alert.acknowledged ? openAct('acknowledge', alert) : false),
      comment: () => (may && alert.acknowledged ? openAct('comment', alert) : false),
      silence: () => (may ? openAct('silence', alert) : false),
    });
  }
  return (
    <ul
      aria-label="Firing"
      onPointerEnter={() => onOver(true)}
      onPointerLeave={() => onOver(false)}
      onKeyDown={pressed}
    >
      {rows.map((alert) => (
        <li key={alert.id}>{children(alert)}</li>
      ))}
    </ul>
  );
}

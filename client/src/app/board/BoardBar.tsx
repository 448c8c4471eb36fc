import { ChevronDown, SlidersHorizontal } from 'lucide-react';
import { setWindow, toggleFilter, useView, windows, windowText } from '../../shared/preferences/view';
import { StatusShape } from '../../shared/kpi/shapes';
import { BoardSwitcher } from '../../features/own-boards/page/BoardSwitcher';
import { BoardTools } from '../../features/own-boards/page/BoardTools';
import { whole } from '../../shared/format/number';
import { useLive } from '../../shared/live/live';
import { moment } from '../../shared/format/time';
import { useDesk } from '../../shared/store/desk';
import { useTick } from '../../shared/tick/ticker';
import { rememberedSince, useTrends } from '../../shared/trend/trends';
import { Choice } from '../../shared/ui/Choice';
import { GroupPicker } from './GroupPicker';
import styles from './BoardBar.module.css';
import { statusOrder, useStatusCounts } from '../../shared/kpi/useStatusCounts';
import { ViewMenu } from './ViewMenu';

const words = { critical: 'critical', warning: 'warning', good: 'good', none: 'no limit' };

/** Whole desk or one group; how many cards are in which status, each a filter; how far trends look back. */
export function BoardBar() {
  const group = useDesk((desk) => desk.group);
  const minutes = useView((view) => view.window);
  return (
    <div className={styles.bar} role="toolbar" aria-label="Board">
      <BoardSwitcher />
      <GroupPicker />
      {group ? <p className={styles.note}>Limits apply to the whole desk</p> : <Counts />}
      <div className={styles.right}>
        <Choice
          label={`Trend over ${windowText(minutes)}`}
          className={styles.plain}
          chosen={String(minutes)}
          onChoose={(id) => setWindow(Number(id))}
          options={windows.map((w) => ({ id: String(w), text: windowText(w) }))}
        >
          <TrendText minutes={minutes} /> <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </Choice>
        <ViewMenu className={styles.plain}>
          <SlidersHorizontal size="1rem" strokeWidth={1.5} aria-hidden="true" /> View
        </ViewMenu>
        <BoardTools className={styles.plain} />
      </div>
    </div>
  );
}

/** "Trend over 60 min"; while the desk is remembered for less, since when. */
function TrendText({ minutes }: { minutes: number }) {
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const since = useTrends(rememberedSince);
  const text = useTick((now) =>
    since !== null && now - since < minutes * 60_000
      ? `Trend since ${moment(since, now, zone)}`
      : `Trend over ${windowText(minutes)}`,
  );
  return (
    <>
      <bdi>{`${text}`}</bdi>
    </>
  );
}

function Counts() {
  const counts = useStatusCounts();
  const filter = useView((view) => view.filter);
  const away = useLive((live) => live.kind === 'stale' || live.kind === 'offline');
  return (
    <div className={away ? `${styles.counts} ${styles.away}` : styles.counts}>
      {statusOrder.map((status) => (
        <button
          key={status}
          type="button"
          className={`${styles.count} ${counts[status] > 0 ? styles[status] : ''}`}
          aria-pressed={filter === status}
          onClick={() => toggleFilter(status)}
        >
          <span className="hidden-text">{`${whole(counts[status])} ${words[status]}: show only these`}</span>
          <StatusShape status={status} className={styles.shape} />
          <b aria-hidden="true">{whole(counts[status])}</b>
          <span className={styles.word} aria-hidden="true">
            {words[status]}
          </span>
        </button>
      ))}
    </div>
  );
}

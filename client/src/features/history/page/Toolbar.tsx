import { Download, Flag, Image as ImageSign } from 'lucide-react';
import { endsNow } from '../address/range';
import type { HistoryAddress } from '../address/address';
import { csvLink } from '../data/ask';
import { spanText } from '../drawing/time';
import type { Desk, KpiDefinition } from '../../../shared/wire/wire';
import { join } from '../../../shared/ui/join';
import { Compare, GroupPicker, KpiPicker } from './Pickers';
import { ReportTabs } from '../../../shared/ui/ReportTabs';
import toolbar from '../../../shared/ui/toolbar.module.css';
import { Ranges } from './Ranges';
import type { View } from './useView';
import styles from './Toolbar.module.css';

interface Props {
  desk: Desk;
  definition: KpiDefinition;
  address: HistoryAddress;
  view: View;
  change: (more: Partial<HistoryAddress>) => void;
  onKpi: (kpi: string) => void;
  onPicture: () => void;
  /** null: notes are a manager's to write. */
  onNote: (() => void) | null;
}

/** The two rows above the chart: range and files; what is shown, and what beside it. */
export function Toolbar({ desk, definition, address, view, change, onKpi, onPicture, onNote }: Props) {
  const { span, now, lines } = view;
  const zone = desk.timeZone;
  const isWeek = view.drawings[0]?.lastWeek != null;
  return (
    <>
      <div className={toolbar.top}>
        <h2>Reports</h2>
        <ReportTabs />
        <div className={join(toolbar.tools, styles.tools)}>
          <Ranges range={address.range} now={now} zone={zone} onChange={(range) => change({ range })} />
          <a className={join(toolbar.button, styles.sign)} href={csvLink(desk.id, lines, span)} download="">
            <Download size="1rem" strokeWidth={1.5} aria-hidden="true" />
            <span>CSV</span>
          </a>
          <button type="button" className={join(toolbar.button, styles.sign)} onClick={onPicture}>
            <ImageSign size="1rem" strokeWidth={1.5} aria-hidden="true" />
            <span>PNG</span>
          </button>
          {onNote && (
            <button type="button" className={join(toolbar.button, styles.sign)} onClick={onNote}>
              <Flag size="1rem" strokeWidth={1.5} aria-hidden="true" />
              <span>Add note</span>
            </button>
          )}
        </div>
      </div>
      <div className={join(toolbar.second, styles.second)}>
        <KpiPicker kpi={definition.id} onChoose={onKpi} />
        <GroupPicker definition={definition} group={address.group} onChoose={(group) => change({ group })} />
        <Compare
          definition={definition}
          group={address.group}
          others={address.others}
          onChange={(others) => change({ others })}
        />
        {lines.length === 1 && address.range !== 'all' && (
          <button
            type="button"
            className={toolbar.toggle}
            aria-pressed={isWeek}
            onClick={() => change({ lastWeek: !isWeek })}
          >
            Last week
          </button>
        )}
        <button
          type="button"
          className={toolbar.toggle}
          aria-pressed={address.isTable}
          onClick={() => change({ isTable: !address.isTable })}
        >
          Show as table
        </button>
        <span className={styles.span}>{spanText(span, endsNow(address.range), zone, now)}</span>
      </div>
    </>
  );
}

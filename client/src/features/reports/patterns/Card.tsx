import { Download, Table2 } from 'lucide-react';
import { useId, useState } from 'react';
import { under } from '../../../shared/address/base';
import { Region } from '../../../shared/ui/Region';
import type { Answer } from '../../../shared/ui/useAnswer';
import { Empty, Missing } from '../frame/State';
import type { ReportView } from '../frame/useReportView';
import styles from './Patterns.module.css';

interface Props<T> {
  title: string;
  view: ReportView;
  answer: Answer<T>;
  /** The address of the figures as a file. */
  csv: string;
  className: string | undefined;
  /** What it found, in words. */
  finding: (data: T) => string;
  /** What stands beside the words. */
  choices?: React.ReactNode;
  renderChart: (data: T) => React.ReactNode;
  renderTable: (data: T) => React.ReactNode;
}

/** One pattern: its finding in words, its chart, and the same figures as a table, one press away. */
export function Card<T extends { total: number }>(props: Props<T>) {
  const { title, view, answer, csv, className, finding, choices, renderChart, renderTable } = props;
  const { data, fault, renew } = answer;
  const [isOther, setOther] = useState(false);
  const isTable = view.address.isTable !== isOther;
  const id = useId();
  const words = data && data.total > 0 ? finding(data) : '';
  return (
    <figure className={`${styles.card} ${className ?? ''}`} aria-labelledby={id}>
      <div className={styles.head}>
        <p id={id} className={styles.title}>
          <b>{title}</b>
          <bdi>{words}</bdi>
        </p>
        {choices && <div>{choices}</div>}
        <button
          type="button"
          className={styles.tool}
          aria-pressed={isTable}
          aria-label={`${title}: show as table`}
          title="Show as table"
          onClick={() => setOther(!isOther)}
        >
          <Table2 size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
        <a className={styles.tool} href={under(csv)} download="" aria-label={`${title}: CSV`} title="CSV">
          <Download size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </a>
      </div>
      <Region name={`“${title}”`}>
        {data === null ? (
          <Missing fault={fault} renew={renew} />
        ) : data.total === 0 ? (
          <Empty view={view} />
        ) : isTable ? (
          renderTable(data)
        ) : (
          renderChart(data)
        )}
      </Region>
    </figure>
  );
}

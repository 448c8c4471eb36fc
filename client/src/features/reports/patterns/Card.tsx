import { Download, Image as ImageSign, Link2, Table2 } from 'lucide-react';
import { useId, useRef } from 'react';
import { under } from '../../../shared/address/base';
import { Region } from '../../../shared/ui/Region';
import type { Answer } from '../../../shared/ui/useAnswer';
import { isTableOf, turned, type PatternId } from '../address/address';
import { useFileName } from '../frame/ReportPage';
import { Empty, Missing } from '../frame/State';
import type { ReportView } from '../frame/useReportView';
import { savePicture } from '../picture/picture';
import styles from './Patterns.module.css';

interface Props<T> {
  id: PatternId;
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

/**
 * One pattern: its finding in words, its chart, and the same figures as a table, one press away; as files, and with an
 * address of its own.
 */
export function Card<T extends { total: number }>(props: Props<T>) {
  const { id, title, view, answer, csv, className, finding, choices, renderChart, renderTable } = props;
  const { data, fault, renew } = answer;
  const { address, asked, change } = view;
  const isTable = isTableOf(address, id);
  const figure = useRef<HTMLElement>(null);
  const titleId = useId();
  const picture = useFileName(id, asked.days.from, asked.days.to);
  const words = data && data.total > 0 ? finding(data) : '';
  return (
    <figure ref={figure} id={id} className={`${styles.card} ${className ?? ''}`} aria-labelledby={titleId}>
      <div className={styles.head}>
        <p id={titleId} className={styles.title}>
          {/* The whole address: what the page is under would lead a place alone to another page. */}
          <a href={`${location.pathname}${location.search}#${id}`} title="The address of this pattern">
            <b>{title}</b>
            <Link2 size=".875rem" strokeWidth={1.5} aria-hidden="true" data-not-in-picture="" />
          </a>
          <bdi>{words}</bdi>
        </p>
        <div className={styles.tools}>
          {choices && <div>{choices}</div>}
          <button
            type="button"
            className={styles.tool}
            aria-pressed={isTable}
            aria-label={`${title}: show as table`}
            title="Show as table"
            onClick={() => change(turned(address, id))}
          >
            <Table2 size="1rem" strokeWidth={1.5} aria-hidden="true" />
          </button>
          <a className={styles.tool} href={under(csv)} download="" aria-label={`${title}: CSV`} title="CSV">
            <Download size="1rem" strokeWidth={1.5} aria-hidden="true" />
          </a>
          <button
            type="button"
            className={styles.tool}
            aria-label={`${title}: PNG`}
            title="PNG"
            onClick={() => savePicture(figure.current, picture)}
          >
            <ImageSign size="1rem" strokeWidth={1.5} aria-hidden="true" />
          </button>
        </div>
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

import { StatusShape } from '../../shared/kpi/shapes';
import { plural } from '../../shared/format/duration';
import { valueText } from '../../shared/format/value';
import { useDesk } from '../../shared/store/desk';
import type { TvPage } from './pages';
import styles from './TvFoot.module.css';

const named = 3;

/** What is wrong on the pages that do not show now, by name; and how far the rotation is. */
export function TvFoot({ pages, index, seconds }: { pages: readonly TvPage[]; index: number; seconds: number }) {
  const next = pages[(index + 1) % Math.max(1, pages.length)];
  return (
    <footer className={styles.foot}>
      <Others pages={pages} index={index} />
      {pages.length > 1 && (
        <>
          <p className={styles.next}>
            <span>{`${index + 1} of ${pages.length}`}</span>
            <span>{`, ${next?.name} next`}</span>
          </p>
          <p className={styles.segments} aria-hidden="true">
            {pages.map((page, i) => (
              <i key={page.key} className={i < index ? styles.done : undefined}>
                {i === index && (
                  <i
                    key={`${page.key} ${seconds}`}
                    className={styles.fill}
                    style={{ animationDuration: `${seconds}s` }}
                  />
                )}
              </i>
            ))}
          </p>
        </>
      )}
    </footer>
  );
}

function Others({ pages, index }: { pages: readonly TvPage[]; index: number }) {
  const found = useDesk((desk) => {
    const here = new Set(pages[index]?.desk === desk.desk?.id ? pages[index]?.ids : []);
    const ids = desk.order.filter((id) => !here.has(id));
    const of = (status: string): string[] =>
      ids.filter((id) => desk.results[id]?.status === status && !desk.results[id]?.retryAt);
    const critical = of('critical').map((id) => {
      const definition = desk.catalogue[id]!,
        value = desk.results[id]!.value;
      const { title, number } = definition.presentation;
      return `${title} ${value === null ? '' : valueText(value, number, definition)}`;
    });
    return [...critical, String(of('warning').length)].join('\n');
  }).split('\n');
  const critical = found.slice(0, -1),
    warnings = Number(found.at(-1));
  if (critical.length === 0 && warnings === 0) return <p className={styles.others}>Nothing wrong on the other pages</p>;
  return (
    <p className={styles.others}>
      <bdi>Other pages</bdi>
      {critical.slice(0, named).map((text) => (
        <span key={text} className={styles.critical}>
          <StatusShape status="critical" className={styles.shape} />
          <bdi>{text}</bdi>
        </span>
      ))}
      {critical.length > named && <span className={styles.critical}>{`and ${critical.length - named} more`}</span>}
      {warnings > 0 && (
        <span className={styles.warning}>
          <StatusShape status="warning" className={styles.shape} />
          <bdi>{plural(warnings, 'warning')}</bdi>
        </span>
      )}
    </p>
  );
}

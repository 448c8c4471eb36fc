import { Link } from 'wouter';
import styles from './Patterns.module.css';

/** A figure of a table: words, and the page of its tickets where one may see them. */
export interface Figure {
  text: string;
  to?: string | null;
}

interface Props {
  /** What the rows are. */
  caption: string;
  heads: readonly string[];
  rows: readonly { head: string; cells: readonly (string | Figure)[]; isSum?: boolean }[];
}

/** A chart's figures as a table. */
export const Figures = ({ caption, heads, rows }: Props) => (
  // What scrolls can be reached by keys.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <div className={styles.scroll} tabIndex={0} role="region" aria-label={`${caption}, scrolls`}>
    <table className={styles.figures}>
      <caption className="hidden-text">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {`${head.charAt(0).toUpperCase()}${head.slice(1)}`}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ head, cells, isSum }) => (
          <tr key={head} className={isSum ? styles.sum : undefined}>
            <th scope="row">
              <bdi>{head}</bdi>
            </th>
            {cells.map((cell, i) => (
              <td key={i}>
                <Shown figure={typeof cell === 'string' ? { text: cell } : cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Shown = ({ figure: { text, to } }: { figure: Figure }) => (to ? <Link href={to}>{text}</Link> : <>{text}</>);

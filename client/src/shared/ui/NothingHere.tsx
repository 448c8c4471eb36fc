import { Link } from 'wouter';
import { usePages } from '../access/pages';
import styles from './NothingHere.module.css';

/** In place of a page that is not there: what was asked for, and the ways on. */
export function NothingHere({ title, children }: { title: string; children: React.ReactNode }) {
  const pages = usePages();
  return (
    <section className={styles.nothing}>
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <p>{children}</p>
      <ul>
        {pages.map(({ to, text }) => (
          <li key={to}>
            <Link href={to}>{text}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

import styles from './NowMark.module.css';

/** Now, between what lies behind and what is ahead; it stays in sight while the list scrolls. */
export const NowMark = ({ text }: { text: string }) => (
  <li className={styles.now} aria-hidden="true">
    <b>{text}</b>
  </li>
);

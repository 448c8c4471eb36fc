import styles from './Corner.module.css';

/** Where notices stand over a page, the newest lowest. */
export const Corner = ({ children }: { children: React.ReactNode }) => <div className={styles.corner}>{children}</div>;

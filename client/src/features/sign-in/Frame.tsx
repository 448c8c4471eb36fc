import { Logo } from '../../shared/ui/Logo';
import styles from './SignIn.module.css';

/** What stands around a page of who is not signed in: the mark, and what it is the mark of. */
export const Frame = ({ children }: { children: React.ReactNode }) => (
  <main id="page" tabIndex={-1} className={styles.page}>
    <div className={styles.inner}>
      <div className={styles.brand}>
        <Logo />
        <div>
          <h1>Apollo</h1>
          <p>Support desk dashboard</p>
        </div>
      </div>
      {children}
    </div>
  </main>
);

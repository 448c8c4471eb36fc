import { Board } from '../board/Board';
import { Header } from '../header/Header';
import { LiveBar } from '../header/LiveBar';
import { ReturnNotice } from '../header/ReturnNotice';
import { useTitle } from '../header/useTitle';
import { TallyBar } from '../tally/TallyBar';
import styles from './App.module.css';

export function App() {
  useTitle();
  return (
    <>
      <a className={styles.skip} href="#attention">To what needs attention</a>
      <a className={styles.skip} href="#board">To the board</a>
      <Header />
      <LiveBar />
      <main>
        <TallyBar />
        <Board />
      </main>
      <ReturnNotice />
    </>
  );
}

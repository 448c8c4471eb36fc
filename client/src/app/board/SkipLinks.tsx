import { useTroubled } from '../../features/board/useTroubled';
import styles from './SkipLinks.module.css';

/** The keyboard's short ways: to the first card that needs attention, and to the board. */
export function SkipLinks() {
  const [first] = useTroubled();
  const go =
    (id: string) =>
    (event: React.MouseEvent): void => {
      event.preventDefault();
      document.getElementById(id)?.focus();
    };
  return (
    <>
      {first && (
        <a className={styles.skip} href="#board" onClick={go(`card-${first}`)}>
          To what needs attention
        </a>
      )}
      <a className={styles.skip} href="#board" onClick={go('board')}>
        To the board
      </a>
    </>
  );
}

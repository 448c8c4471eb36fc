import { Component, type ReactNode } from 'react';
import { join } from './join';
import styles from './Region.module.css';

interface Props {
  /** What it is, as its fault is told: "The header". */
  name: string;
  children: ReactNode;
  /** A look of its own for what stands in its place. */
  className?: string | undefined;
}

interface State {
  failed: boolean;
}

const first = 1_000,
  last = 30_000;

/**
 * A part of the page that fails alone. It says so in its place, and is drawn anew by itself: after a second, then later
 * and later.
 */
export class Region extends Component<Props, State> {
  override state: State = { failed: false };
  private wait = first;
  private failedAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidCatch(): void {
    // What stood for a while was healed: the next fault is another.
    this.wait = Date.now() - this.failedAt > 2 * last ? first : Math.min(last, this.wait * 2);
    this.failedAt = Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(this.again, this.wait);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.timer);
  }

  private readonly again = (): void => {
    clearTimeout(this.timer);
    this.setState({ failed: false });
  };

  // An element of its own, without a box: it is there to be taken away whole, whatever a translation made of the texts.
  override render(): ReactNode {
    if (!this.state.failed) return <div className={styles.region}>{this.props.children}</div>;
    return (
      <div className={join(styles.fault, this.props.className)} role="alert">
        <p>{`${this.props.name} could not be shown. Trying again.`}</p>
        <button type="button" onClick={this.again}>
          Try now
        </button>
      </div>
    );
  }
}

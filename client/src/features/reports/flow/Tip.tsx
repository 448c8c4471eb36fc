import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { Link } from 'wouter';
import { whole } from '../../../shared/format/number';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import { join } from '../../../shared/ui/join';
import { groupWords, share, tickets } from '../data/words';
import { nodesOf, type Flow, type Light, type Part } from './model';
import styles from './Sankey.module.css';

interface Props {
  flow: Flow;
  part: Part;
  light: Light;
  at: { x: number; y: number };
  frame: RefObject<HTMLElement | null>;
  /** A click keeps it: it stands, and its tickets can be opened in it. */
  isHeld: boolean;
  /** The page of its tickets; null for those who see no single tickets. */
  link: string | null;
  /** It is let go. */
  onLeave: () => void;
}

const beside = 14;

/** What the chart says of a group or a ribbon: beside the pointer, never under it. The table says the same. */
export function Tip({ flow, part, light, at, frame, isHeld, link, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  useLayoutEffect(() => {
    const { offsetWidth: width, offsetHeight: height } = box.current!;
    const room = frame.current!;
    const right = at.x + beside + width <= room.clientWidth ? at.x + beside : at.x - beside - width;
    const next = {
      left: Math.max(0, right) + room.scrollLeft,
      top: Math.max(0, Math.min(room.clientHeight - height, at.y + beside)),
    };
    setPlace((held) => (held && held.left === next.left && held.top === next.top ? held : next));
  }, [at, frame, part, isHeld]);
  useEffect(() => {
    if (!isHeld) return;
    const heard = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented) onKey(event, { leave: keys.flow.leave }, { leave: onLeave });
    };
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, [isHeld, onLeave]);
  const through = nodesOf(flow, part).map((index) => flow.nodes[index]!);
  const [first] = through;
  const name = through.map((node) => node.name).join(' to ');
  const step = flow.steps.indexOf('ending');
  const endings = flow.nodes.filter((node) => node.step === step && !through.includes(node));
  return (
    <div
      ref={box}
      className={join(styles.tip, isHeld && styles.held)}
      style={place ?? { left: at.x, top: at.y }}
      aria-hidden={!isHeld}
      role={isHeld ? 'group' : undefined}
      aria-label={isHeld ? name : undefined}
      data-not-in-picture=""
    >
      <p>
        <b>{`${name}: ${whole(light.count)}`}</b>
      </p>
      <p>{`${share(light.count, flow.total)} of all tickets`}</p>
      {through.length > 1 && first && <p>{`${share(light.count, first.count)} of ${first.name}`}</p>}
      <dl>
        {endings
          .filter(({ index }) => light.nodes.has(index))
          .map(({ index, values }) => (
            <div key={index}>
              <dt>{groupWords('ending', values[0] ?? null).toLowerCase()}</dt>
              <dd>{whole(light.nodes.get(index) ?? 0)}</dd>
            </div>
          ))}
      </dl>
      {isHeld && link && (
        <p className={styles.open}>
          <Link href={link}>{`Open ${tickets(light.count)}`}</Link>
        </p>
      )}
      <p className={styles.hint}>{isHeld ? 'Click it again, or Esc, to let it go' : 'Click keeps it'}</p>
    </div>
  );
}

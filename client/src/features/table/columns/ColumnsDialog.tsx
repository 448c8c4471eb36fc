import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog } from 'react-aria-components';
import { placeText } from '../../../shared/rows/columns';
import styles from './Columns.module.css';
import type { LayoutActions } from './layout';
import { widthText } from './width';
import { WidthField } from './WidthField';

/** Which columns are shown, in which order and how wide; each can be changed by keyboard, and the new place is said. */
export function ColumnsDialog({
  layout: { all, layout, columns, toggle, move, resize, reset },
}: {
  layout: LayoutActions;
}) {
  const [said, say] = useState('');
  const { shown } = layout;
  const ordered = [
    ...shown.map((name) => all.find((column) => column.name === name)).filter((column) => column !== undefined),
    ...all.filter((column) => !shown.includes(column.name)),
  ];
  return (
    <Dialog className={styles.dialog ?? ''} aria-label="Columns">
      <ul>
        {ordered.map((column) => {
          const place = shown.indexOf(column.name),
            width = columns.find((one) => one.name === column.name)?.width ?? column.width;
          const step = (by: -1 | 1): void => {
            if (place + by < 0 || place + by >= shown.length) return;
            move(column.name, by);
            say(placeText(column, place + by, shown.length));
          };
          return (
            <li key={column.name}>
              <label>
                <input type="checkbox" checked={place >= 0} onChange={() => toggle(column.name)} />
                <bdi>{column.title}</bdi>
              </label>
              {place >= 0 && (
                <>
                  <WidthField
                    label={`${column.title}: width`}
                    width={width}
                    onResize={(wanted) => resize(column.name, wanted)}
                    onDone={() => say(`${column.title} is ${widthText(width)} wide`)}
                  />
                  {/* At an end they stay where they are, and keep the focus: only what they say changes. */}
                  <button
                    type="button"
                    className={styles.step}
                    aria-label={`${column.title}: further left`}
                    aria-disabled={place === 0}
                    onClick={() => step(-1)}
                  >
                    <ArrowUp size="1rem" strokeWidth={1.5} aria-hidden="true" />
                  </button>
                  <button
                    type="button"
                    className={styles.step}
                    aria-label={`${column.title}: further right`}
                    aria-disabled={place === shown.length - 1}
                    onClick={() => step(1)}
                  >
                    <ArrowDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
                  </button>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <div className={styles.foot}>
        <button
          type="button"
          className={styles.reset}
          onClick={() => {
            reset();
            say('The columns are as at first');
          }}
        >
          Reset
        </button>
        <Button slot="close" className={styles.reset ?? ''}>
          Close
        </Button>
      </div>
      <p className="hidden-text" role="status">
        {said}
      </p>
    </Dialog>
  );
}

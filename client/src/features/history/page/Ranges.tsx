import { Calendar, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { instantOf, localText, zoneTime } from '../../../shared/format/zone';
import { Choice } from '../../../shared/ui/Choice';
import { join } from '../../../shared/ui/join';
import { useNarrow } from '../../../shared/ui/media';
import toolbar from '../../../shared/ui/toolbar.module.css';
import ui from '../../../shared/ui/ui.module.css';
import { ranges, rangeOf, spanOf, type Range, type RangeId } from '../address/range';
import styles from './Toolbar.module.css';

interface Props {
  range: Range;
  now: number;
  zone: string;
  onChange: (range: Range) => void;
}

/** How far back the chart goes: a named range, or one of one's own. */
export function Ranges({ range, now, zone, onChange }: Props) {
  const isNarrow = useNarrow();
  const chosen = typeof range === 'string' ? range : null;
  return (
    <>
      {isNarrow ? (
        <Choice<RangeId | 'own'>
          label={`Range: ${ranges.find(({ id }) => id === chosen)?.spoken ?? 'own'}`}
          className={toolbar.button}
          options={ranges.map(({ id, spoken }) => ({ id, text: spoken }))}
          chosen={chosen ?? 'own'}
          onChoose={(id) => {
            if (id !== 'own') onChange(id);
          }}
        >
          <bdi>{ranges.find(({ id }) => id === chosen)?.spoken ?? 'Own range'}</bdi>
          <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </Choice>
      ) : (
        <div className={styles.ranges} role="group" aria-label="Range">
          {ranges.map(({ id, text }) => (
            <button key={id} type="button" aria-pressed={id === chosen} onClick={() => onChange(id)}>
              {text}
            </button>
          ))}
        </div>
      )}
      <DialogTrigger>
        <Button className={join(toolbar.button, styles.sign, chosen === null && styles.on)} aria-label="Own range">
          <Calendar size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <span>Own</span>
        </Button>
        <Popover className={`${ui.popover} ${ui.sheet}`} placement="bottom end" offset={6}>
          <Dialog className={styles.dialog ?? ''}>
            {({ close }) => (
              <OwnRange
                range={range}
                now={now}
                zone={zone}
                onChange={(next) => {
                  onChange(next);
                  close();
                }}
              />
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
    </>
  );
}

function OwnRange({ range, now, zone, onChange }: Props) {
  const span = spanOf(range, now);
  const [from, setFrom] = useState(() => localText(span.from, zone)),
    [to, setTo] = useState(() => localText(span.to, zone));
  const [fault, setFault] = useState<string | null>(null);
  function submit(event: React.FormEvent): void {
    event.preventDefault();
    const begin = instantOf(from, zone),
      end = instantOf(to, zone);
    if (begin === null || end === null) return setFault('Give both a day and a time.');
    if (begin >= end) return setFault('The begin must be before the end.');
    if (begin >= now) return setFault('The begin must be in the past.');
    onChange(rangeOf({ from: begin, to: Math.min(end, now) }, now));
  }
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <Heading slot="title">Own range</Heading>
      <label>
        <span>{`From, ${zoneTime(zone)}`}</span>
        <input
          type="datetime-local"
          autoFocus
          value={from}
          aria-describedby="range-fault"
          onChange={(event) => setFrom(event.target.value)}
        />
      </label>
      <label>
        <span>{`To, ${zoneTime(zone)}`}</span>
        <input
          type="datetime-local"
          value={to}
          aria-describedby="range-fault"
          onChange={(event) => setTo(event.target.value)}
        />
      </label>
      <p id="range-fault" role="alert">
        {fault}
      </p>
      <button type="submit" className={styles.primary}>
        Show
      </button>
    </form>
  );
}

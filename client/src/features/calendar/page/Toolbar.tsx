import { ChevronDown, ChevronLeft, ChevronRight, ListFilter, Rss } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Choice } from '../../../shared/ui/Choice';
import ui from '../../../shared/ui/ui.module.css';
import type { Mode } from '../../../shared/schedule/feed';
import type { Shown, View } from '../address/address';
import { Subscribe, type Offer } from './Subscribe';
import styles from './Toolbar.module.css';

interface Props {
  title: string;
  note: string;
  phone: boolean;
  view: View;
  mode: Mode;
  offer: Offer;
  side: React.ReactNode;
  /** How much is filtered. */
  filters: number;
  onStep: (by: -1 | 0 | 1) => void;
  onChange: (more: Partial<Shown>) => void;
}

const modes: readonly { id: Mode; text: string }[] = [
  { id: 'interventions', text: 'Interventions' },
  { id: 'due', text: 'Due dates' },
];
const views: readonly { id: View; text: string }[] = [
  { id: 'month', text: 'Month' },
  { id: 'week', text: 'Week' },
  { id: 'day', text: 'Day' },
  { id: 'agenda', text: 'Agenda' },
];

/** Which days, which view, and where to subscribe. */
export function Toolbar({ title, note, phone, view, mode, offer, side, filters, onStep, onChange }: Props) {
  const [subscribing, setSubscribing] = useState(false);
  const onMode = (id: Mode): void => onChange({ mode: id, flag: null });
  const onView = (id: View): void => onChange({ view: id });
  return (
    <div className={styles.toolbar}>
      <div className={styles.steps}>
        <button type="button" className={styles.button} title="Today (t)" onClick={() => onStep(0)}>
          Today
        </button>
        <button
          type="button"
          className={`${styles.button} ${styles.sign}`}
          title="Earlier (Page Up)"
          aria-label="Earlier"
          onClick={() => onStep(-1)}
        >
          <ChevronLeft size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={`${styles.button} ${styles.sign}`}
          title="Later (Page Down)"
          aria-label="Later"
          onClick={() => onStep(1)}
        >
          <ChevronRight size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      <div className={styles.titles}>
        <h2 className={styles.heading}>{title}</h2>
        <span className={styles.note}>{note}</span>
      </div>
      <div className={styles.right}>
        {phone ? (
          <Compact label="What is shown" options={modes} chosen={mode} onChoose={onMode} />
        ) : (
          <Tabs label="What is shown" options={modes} chosen={mode} onChoose={onMode} />
        )}
        {phone ? (
          <Compact label="View" options={views} chosen={view} onChoose={onView} />
        ) : (
          <Tabs label="View" options={views} chosen={view} onChoose={onView} />
        )}
        <DialogTrigger>
          <Button
            className={`${styles.button} ${styles.filters} ${filters > 0 ? styles.active : ''}`}
            aria-label={filters > 0 ? `Filters, ${filters} active` : 'Filters'}
          >
            <ListFilter size="1rem" strokeWidth={1.5} aria-hidden="true" />
            <span className={styles.word}>Filters</span>
            {filters > 0 && <small>{filters}</small>}
          </Button>
          <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
            <Dialog className={styles.sheet ?? ''} aria-label="Filters">
              {side}
            </Dialog>
          </Popover>
        </DialogTrigger>
        <Button className={styles.button ?? ''} aria-label="Subscribe" onPress={() => setSubscribing(true)}>
          <Rss size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <span className={styles.word}>Subscribe</span>
        </Button>
        {subscribing && <Subscribe {...offer} onClose={() => setSubscribing(false)} />}
      </div>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  options: readonly { id: T; text: string }[];
  chosen: T;
  onChoose: (id: T) => void;
}

const Tabs = <T extends string>({ label, options, chosen, onChoose }: ChoiceProps<T>) => (
  <div className={styles.tabs} role="group" aria-label={label}>
    {options.map(({ id, text }) => (
      <button key={id} type="button" aria-pressed={chosen === id} onClick={() => onChoose(id)}>
        {text}
      </button>
    ))}
  </div>
);

/** The same in the room of one button. */
function Compact<T extends string>({ label, options, chosen, onChoose }: ChoiceProps<T>) {
  const text = options.find((option) => option.id === chosen)!.text;
  return (
    <Choice
      label={`${label}: ${text}`}
      className={`${styles.button} ${styles.compact}`}
      options={options}
      chosen={chosen}
      onChoose={onChoose}
    >
      <bdi>{text}</bdi>
      <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
    </Choice>
  );
}

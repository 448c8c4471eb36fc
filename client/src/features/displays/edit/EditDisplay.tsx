import { useState } from 'react';
import { useDesk } from '../../../shared/store/desk';
import { ask } from '../../../shared/wire/api';
import { ModalDialog } from '../../../shared/ui/ModalDialog';
import form from '../../../shared/ui/form.module.css';
import type { DisplayPage, WallDisplay } from '../../../shared/wire/wire';
import type { Settings } from '../data/fleet';
import styles from './EditDisplay.module.css';
import { NumberField } from './NumberField';
import { NightField } from './NightField';
import { PageField } from './PageField';

interface Props {
  display: WallDisplay;
  onClose: () => void;
}

/** How a display is set up: its name and place, what it goes through, and for whose eyes. */
export function EditDisplay({ display, onClose }: Props) {
  const [settings, setSettings] = useState<Settings>(() => {
    const { name, place, pages, seconds, night, distance, diagonal, sound } = display;
    return { name, place, pages, seconds, night, distance, diagonal, sound };
  });
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const desk = useDesk((state) => state.desk?.id ?? '');
  const change = (more: Partial<Settings>): void => setSettings((before) => ({ ...before, ...more }));
  const { pages } = settings;
  const place = (at: number, page: DisplayPage | null): void =>
    change({ pages: page ? pages.with(at, page) : pages.toSpliced(at, 1) });
  const move = (at: number, by: number): void =>
    change({ pages: pages.toSpliced(at, 1).toSpliced(at + by, 0, pages[at]!) });
  const save = (event: React.FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    ask(`/api/displays/${encodeURIComponent(display.id)}`, {
      method: 'PUT',
      headers: { 'if-match': `"${display.revision}"` },
      body: JSON.stringify(settings),
    })
      .then(onClose)
      .catch((error: unknown) => setFault(error instanceof Error ? error.message : 'Not saved: try again.'))
      .finally(() => setBusy(false));
  };
  return (
    <ModalDialog title={`Edit ${display.name}`} onClose={onClose}>
      <form className={form.form} onSubmit={save}>
        <div className={styles.two}>
          <label className={form.label}>
            <span>Name</span>
            <input
              className={form.input}
              value={settings.name}
              maxLength={100}
              onChange={({ target }) => change({ name: target.value })}
            />
          </label>
          <label className={form.label}>
            <span>Place</span>
            <input
              className={form.input}
              value={settings.place}
              maxLength={100}
              onChange={({ target }) => change({ place: target.value })}
            />
          </label>
        </div>
        <fieldset className={styles.pages}>
          <legend>Pages, in turn</legend>
          {pages.map((page, at) => (
            <PageField
              key={at}
              page={page}
              at={at}
              of={pages.length}
              onChange={(next) => place(at, next)}
              onMove={(by) => move(at, by)}
            />
          ))}
          <button
            type="button"
            className={form.button}
            onClick={() =>
              change({
                pages: [
                  ...pages,
                  { desk: pages.at(-1)?.desk ?? desk, title: null, cards: [], board: null, table: null, show: null },
                ],
              })
            }
          >
            Add a page
          </button>
        </fieldset>
        <div className={styles.three}>
          <NumberField
            label="Seconds a page stays"
            value={settings.seconds}
            least={5}
            most={3600}
            onChange={(seconds) => change({ seconds })}
          />
          <NumberField
            label="Distance, metres"
            value={settings.distance}
            least={0.5}
            most={50}
            step={0.5}
            onChange={(distance) => change({ distance })}
          />
          <NumberField
            label="Diagonal, inches"
            value={settings.diagonal}
            least={10}
            most={300}
            onChange={(diagonal) => change({ diagonal })}
          />
        </div>
        <NightField night={settings.night} onChange={(night) => change({ night })} />
        <label className={form.check}>
          <input
            type="checkbox"
            checked={settings.sound}
            onChange={({ target }) => change({ sound: target.checked })}
          />
          <span>It may make a sound</span>
        </label>
        <p className={form.fault} role="alert">
          {fault}
        </p>
        <div className={form.buttons}>
          <button type="button" className={form.button} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className={form.main} disabled={isBusy || pages.length === 0}>
            Save
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}

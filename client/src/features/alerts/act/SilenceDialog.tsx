import { useState } from 'react';
import { columnTime } from '../../../shared/format/time';
import { instantOf, localText, zoneTime } from '../../../shared/format/zone';
import { useDesk } from '../../../shared/store/desk';
import { serverNow } from '../../../shared/tick/clock';
import form from '../../../shared/ui/form.module.css';
import { ModalDialog } from '../../../shared/ui/ModalDialog';
import { useDoing } from '../../../shared/ui/useDoing';
import type { Alert } from '../../../shared/wire/wire';
import { closeAct, say } from '../data/acting';
import { addSilence, endSilence, type SilenceDraft } from '../data/api';
import { titleOf, whereText } from '../data/words';
import styles from './SilenceDialog.module.css';
import { lengths, untilOf, type Length } from './until';

const longest = 200;

/** What is silenced with an alert: its rule; of a rule for each group, the group alone. */
export const silenced = ({ rule, dimension, group }: Alert): Pick<SilenceDraft, 'rule' | 'group'> => ({
  rule,
  ...(dimension !== null && group !== null ? { group: `${dimension}:${group}` } : {}),
});

/** Nobody is told of an alert for a while, for a reason that everybody reads. */
export function SilenceDialog({ alert }: { alert: Alert }) {
  const catalogue = useDesk((state) => state.catalogue);
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const desk = useDesk((state) => state.desk?.id ?? '');
  const [length, setLength] = useState<Length>('1 h');
  const [own, setOwn] = useState(() => localText(serverNow() + 24 * 3_600_000, zone));
  const [reason, setReason] = useState('');
  const { isBusy, fault, setFault, doing } = useDoing();
  const what = `${titleOf(alert, catalogue)}, ${whereText(alert).toLocaleLowerCase()}`;
  const keep = (): void => {
    const now = serverNow();
    const until = untilOf(length, now, zone) ?? instantOf(own, zone);
    if (until === null || until <= now) return setFault('Say until when, later than now.');
    if (reason.trim() === '') return setFault('Say why: others read it.');
    doing(async () => {
      const silence = await addSilence(desk, {
        ...silenced(alert),
        until: new Date(until).toISOString(),
        reason: reason.trim(),
      });
      say(`Silenced until ${columnTime(until, now, zone)}.`, () => endSilence(desk, silence.id));
      closeAct();
    });
  };
  return (
    <ModalDialog title={`Silence ${what}`} onClose={closeAct}>
      <form
        className={form.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <fieldset className={styles.lengths}>
          <legend>For how long</legend>
          {lengths.map((each) => (
            <label key={each}>
              <input type="radio" name="length" checked={length === each} onChange={() => setLength(each)} />
              <span>{each === 'own' ? 'until …' : each}</span>
            </label>
          ))}
        </fieldset>
        {length === 'own' && (
          <label className={form.label}>
            <span>{`Until, ${zoneTime(zone)}`}</span>
            <input
              className={form.input}
              type="datetime-local"
              value={own}
              onChange={({ target }) => setOwn(target.value)}
            />
          </label>
        )}
        <label className={form.label}>
          Why
          <input
            className={form.input}
            autoFocus
            required
            maxLength={longest}
            value={reason}
            aria-describedby="silence-fault"
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <p className={form.hint}>It stays on this page; nobody is told of it until then.</p>
        <p id="silence-fault" className={form.fault} role="alert">
          {fault}
        </p>
        <div className={form.buttons}>
          <button type="button" className={form.button} onClick={closeAct}>
            Cancel
          </button>
          <button type="submit" className={form.main} disabled={isBusy}>
            Silence
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}

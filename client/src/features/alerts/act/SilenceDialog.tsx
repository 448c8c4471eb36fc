import { useState } from 'react';
import { columnTime } from '../../../shared/format/time';
import { instantOf, localText, zoneTime } from '../../../shared/format/zone';
import { useDesk } from '../../../shared/store/desk';
import { serverNow } from '../../../shared/tick/clock';
import form from '../../../shared/ui/form.module.css';
import { FormDialog } from '../../../shared/ui/FormDialog';
import { useDoing } from '../../../shared/ui/useDoing';
import type { Alert } from '../../../shared/wire/wire';
import { closeAct, say } from '../data/acting';
import { addSilence, endSilence, type SilenceDraft } from '../data/api';
import { titleOf, whereText } from '../data/words';
import { Instant, noReason, Reason } from './fields';
import styles from './SilenceDialog.module.css';
import { lengths, untilOf, type Length } from './until';

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
    if (reason.trim() === '') return setFault(noReason);
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
    <FormDialog
      title={`Silence ${what}`}
      submit="Silence"
      isBusy={isBusy}
      fault={fault}
      faultId="silence-fault"
      onSubmit={keep}
      onClose={closeAct}
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
      {length === 'own' && <Instant label={`Until, ${zoneTime(zone)}`} value={own} onChange={setOwn} />}
      <Reason autoFocus faultId="silence-fault" value={reason} onChange={setReason} />
      <p className={form.hint}>It stays on this page; nobody is told of it until then.</p>
    </FormDialog>
  );
}

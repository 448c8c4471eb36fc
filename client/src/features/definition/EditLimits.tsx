import { useEffect, useState } from 'react';
import { moment } from '../../shared/format/time';
import { dimensionWord } from '../../shared/store/breakdowns';
import { groupLabel } from '../../shared/store/group';
import { useDesk } from '../../shared/store/desk';
import { serverNow } from '../../shared/tick/clock';
import form from '../../shared/ui/form.module.css';
import { ModalDialog } from '../../shared/ui/ModalDialog';
import { useDoing } from '../../shared/ui/useDoing';
import type { KpiDefinition, KpiLimits } from '../../shared/wire/wire';
import { crossedText } from './crossed';
import { limitOf, limitTyped, readLimits, resetLimits, setLimits, unitOf, words } from './limits';

interface Props {
  definition: KpiDefinition;
  onClose: () => void;
}

/** From where on a number warns and is critical, of the desk or of its groups: changed by a manager, at once. */
export function EditLimits({ definition, onClose }: Props) {
  const desk = useDesk((state) => state.desk)!;
  const picked = useDesk((state) => state.group);
  const [group, setGroup] = useState<string | null>(null);
  const [read, setRead] = useState<KpiLimits | null>(null);
  const [warning, setWarning] = useState('');
  const [critical, setCritical] = useState('');
  const { isBusy, fault, setFault, doing } = useDoing(words);

  useEffect(() => {
    const asking = new AbortController();
    setRead(null);
    setFault(null);
    readLimits(desk.id, definition.id, group, asking.signal).then(
      (found) => {
        setRead(found);
        setWarning(limitTyped(definition, found.warning));
        setCritical(limitTyped(definition, found.critical));
      },
      (error: unknown) => {
        if (!asking.signal.aborted) setFault(words(error));
      },
    );
    return () => asking.abort();
    // Another group is another question; what the desk tells meanwhile is not taken from under the hands.
  }, [desk.id, definition, group, setFault]);

  function submit(event: React.FormEvent): void {
    event.preventDefault();
    if (!read) return;
    const [first, second] = [limitOf(definition, warning), limitOf(definition, critical)];
    if (first === undefined || second === undefined)
      return setFault(`A limit is a number (${unitOf(definition)}), or empty for none.`);
    doing(async () => {
      await setLimits(desk.id, read, { warning: first, critical: second });
      onClose();
    });
  }

  const own =
    picked && definition.breakdowns.includes(picked.dimension) && picked.dimension !== 'assignee'
      ? `${picked.dimension}:${picked.name}`
      : null;
  return (
    <ModalDialog title={`Limits of ${definition.title}`} onClose={onClose}>
      <form className={form.form} onSubmit={submit} noValidate>
        <label className={form.label}>
          Of
          <select
            className={form.select}
            value={group ?? ''}
            onChange={(event) => setGroup(event.target.value === '' ? null : event.target.value)}
          >
            <option value="">the whole desk</option>
            {own && <option value={own}>{`${dimensionWord(picked!.dimension)} ${groupLabel(picked!)} alone`}</option>}
            {definition.breakdowns.map((by) => (
              <option key={by} value={`${by}:*`}>{`each ${dimensionWord(by)}`}</option>
            ))}
          </select>
        </label>
        <Limit name="Warning" definition={definition} text={warning} onChange={setWarning} isRead={read !== null} />
        <Limit name="Critical" definition={definition} text={critical} onChange={setCritical} isRead={read !== null} />
        <p className={form.hint}>{read && said(definition, read, desk.timeZone)}</p>
        <p id="limits-fault" className={form.fault} role="alert">
          {fault}
        </p>
        <div className={form.buttons}>
          {read?.changed && (
            <button
              type="button"
              className={form.button}
              disabled={isBusy}
              onClick={() =>
                doing(async () => {
                  await resetLimits(desk.id, read);
                  onClose();
                })
              }
            >
              Back to configuration
            </button>
          )}
          <button type="button" className={form.button} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className={form.main} disabled={isBusy || !read}>
            Keep
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}

const limitLabel = (name: string, definition: KpiDefinition): string =>
  `${name} ${definition.better === 'higher' ? 'below' : 'from'} (${unitOf(definition)}), empty for none`;

const Limit = ({
  name,
  definition,
  text,
  onChange,
  isRead,
}: {
  name: string;
  definition: KpiDefinition;
  text: string;
  onChange: (text: string) => void;
  isRead: boolean;
}) => (
  <label className={form.label}>
    <span>{limitLabel(name, definition)}</span>
    <input
      className={form.input}
      value={text}
      disabled={!isRead}
      maxLength={30}
      aria-describedby="limits-fault"
      onChange={(event) => onChange(event.target.value)}
    />
  </label>
);

/** Who changed them and when, and what the configuration says. */
function said(definition: KpiDefinition, { changed, by, from, configured }: KpiLimits, zone: string): string {
  if (!changed)
    return 'They are as configured. What is changed here holds at once on every screen; the past keeps its own.';
  const parts = [
    configured.warning === null ? null : `warning ${crossedText(definition, configured.warning)}`,
    configured.critical === null ? null : `critical ${crossedText(definition, configured.critical)}`,
  ].filter(Boolean);
  const since = from ? `, from ${moment(Date.parse(from), serverNow(), zone)}` : '';
  return `Changed${by ? ` by ${by}` : ''}${since}. Configured: ${parts.join(', ') || 'none'}.`;
}

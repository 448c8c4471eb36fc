import { useState } from 'react';
import { zoneTime } from '../../../shared/format/zone';
import { useDesk } from '../../../shared/store/desk';
import { serverNow } from '../../../shared/tick/clock';
import form from '../../../shared/ui/form.module.css';
import { FormDialog } from '../../../shared/ui/FormDialog';
import { useDoing } from '../../../shared/ui/useDoing';
import type { DeskRotas, Rota } from '../../../shared/wire/alerts';
import { reasonOrChanged } from '../../../shared/wire/api';
import { Exchanges, exchangesOf, textOfExchanges, type ExchangeText } from './Exchanges';
import { Order } from './Order';
import { keepRota, removeRota, startOf } from './rotas';
import styles from './Rotas.module.css';

const changed = reasonOrChanged('Somebody has changed this rota meanwhile: close this, and open it again.');

interface Props {
  told: DeskRotas;
  /** Null = a new one. */
  rota: Rota | null;
  onKept: () => void;
  onClose: () => void;
}

/** People in order, when they hand over, who stands in; or the address of a calendar. */
export function RotaDialog({ told, rota, onKept, onClose }: Props) {
  const desk = useDesk((state) => state.desk);
  const zone = desk?.timeZone ?? 'UTC';
  const { people, rotas } = told;
  const free = (told.teams ?? []).filter((team) => !rotas.some((each) => each.rota.team === team));
  const [team, setTeam] = useState(rota?.team ?? free[0] ?? '');
  const [shown, setShown] = useState(() => startOf(rota, serverNow(), zone));
  const [exchanges, setExchanges] = useState<readonly ExchangeText[]>(() => textOfExchanges(shown.exchanges, zone));
  const [calendar, setCalendar] = useState('');
  const [dropsCalendar, setDropsCalendar] = useState(false);
  const { isBusy, fault, setFault, doing } = useDoing(changed);
  const change = (more: Partial<typeof shown>): void => setShown((before) => ({ ...before, ...more }));
  function keep(): void {
    const kept = exchangesOf(exchanges, zone);
    if (team.trim() === '') return setFault('Say which team.');
    if (kept === null) return setFault('Say of each exchange from when until when.');
    const given = dropsCalendar ? { calendar: '' } : calendar.trim() === '' ? {} : { calendar: calendar.trim() };
    const draft = { ...shown, exchanges: kept, ...given };
    doing(() => keepRota(desk?.id ?? '', team.trim(), draft, rota?.revision ?? 0), onKept);
  }
  return (
    <FormDialog
      title={rota ? `On call, ${rota.team}` : 'New rota'}
      submit="Save"
      isBusy={isBusy}
      fault={fault}
      onSubmit={keep}
      onClose={onClose}
      onRemove={rota ? () => doing(() => removeRota(desk?.id ?? '', rota), onKept) : undefined}
    >
      {!rota && (
        <label className={form.label}>
          Team
          <input
            className={form.input}
            list="rota-teams"
            maxLength={400}
            value={team}
            onChange={({ target }) => setTeam(target.value)}
          />
          <datalist id="rota-teams">
            {free.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
        </label>
      )}
      <Order people={people} chosen={shown.people} onChange={(chosen) => change({ people: chosen })} />
      <div className={styles.when}>
        <label className={form.label}>
          First handover
          <input
            className={form.input}
            type="date"
            value={shown.begins}
            onChange={({ target }) => change({ begins: target.value })}
          />
        </label>
        <label className={form.label}>
          <span>{`at, ${zoneTime(zone)}`}</span>
          <input
            className={form.input}
            type="time"
            value={shown.at}
            onChange={({ target }) => change({ at: target.value })}
          />
        </label>
        <label className={form.label}>
          Weeks each
          <input
            className={form.input}
            type="number"
            min={1}
            max={8}
            value={shown.weeks}
            onChange={({ target }) => change({ weeks: Number(target.value) })}
          />
        </label>
      </div>
      <Exchanges people={people} zone={zone} shown={exchanges} onChange={setExchanges} />
      <label className={form.label}>
        <span>
          {rota?.calendar
            ? `iCalendar address; left empty it stays ${rota.calendar}`
            : 'Or by a calendar: its iCalendar address'}
        </span>
        <input
          className={form.input}
          type="url"
          autoComplete="off"
          placeholder="https://"
          disabled={dropsCalendar}
          value={calendar}
          onChange={({ target }) => setCalendar(target.value)}
        />
      </label>
      {rota?.calendar && (
        <label className={form.check}>
          <input type="checkbox" checked={dropsCalendar} onChange={({ target }) => setDropsCalendar(target.checked)} />
          <span>No calendar any more</span>
        </label>
      )}
      <p className={form.hint}>
        Its events say who it is, by an attendee’s e-mail or a name in the title; between them the order counts. It is
        read every 5 min, and its address is never shown again.
      </p>
    </FormDialog>
  );
}

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../../shared/access/who';
import { moment } from '../../../shared/format/time';
import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import { tickNow } from '../../../shared/tick/ticker';
import form from '../../../shared/ui/form.module.css';
import { NothingHere } from '../../../shared/ui/NothingHere';
import { Region } from '../../../shared/ui/Region';
import { useAnswer } from '../../../shared/ui/useAnswer';
import type { DeskRotas } from '../../../shared/wire/alerts';
import { Frame } from '../frame/Frame';
import table from '../history/EndedTable.module.css';
import { RotaDialog } from './RotaDialog';
import { handoverText, nameOf, rotasPath, type RotaNow } from './rotas';
import styles from './Rotas.module.css';

/** Who of each team is on call now, and who comes next. */
export default function RotasPage() {
  if (!useMay('member'))
    return <NothingHere title="On call is for members">It says who of a team is told first.</NothingHere>;
  return <Rotas />;
}

function Rotas() {
  const desk = useDesk((state) => state.desk?.id);
  const isManager = useMay('manager');
  const { data, fault, renew } = useAnswer<DeskRotas>(desk ? rotasPath(desk) : null, 30);
  const [open, setOpen] = useState<RotaNow | 'new' | null>(null);
  return (
    <Frame
      tools={
        isManager && (
          <button type="button" className={form.button} disabled={data === null} onClick={() => setOpen('new')}>
            <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />
            <bdi>New rota</bdi>
          </button>
        )
      }
    >
      {fault !== null && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      {data?.rotas.length === 0 && (
        <p className={styles.none}>
          No team has a rota yet. With one, a rule tells who of a team is on call, and nobody else.
        </p>
      )}
      {data && data.rotas.length > 0 && (
        <Region name="Who is on call">
          <List told={data} isManager={isManager} onOpen={setOpen} />
        </Region>
      )}
      {open && data && (
        <RotaDialog
          told={data}
          rota={open === 'new' ? null : open.rota}
          onClose={() => setOpen(null)}
          onKept={() => {
            setOpen(null);
            renew();
          }}
        />
      )}
    </Frame>
  );
}

function List({
  told: { rotas, people },
  isManager,
  onOpen,
}: {
  told: DeskRotas;
  isManager: boolean;
  onOpen: (rota: RotaNow) => void;
}) {
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const now = tickNow();
  return (
    <div className={table.scroll}>
      <table className={table.table} aria-label="Who is on call">
        <thead>
          <tr>
            <th scope="col">Team</th>
            <th scope="col">On call now</th>
            <th scope="col">Until</th>
            <th scope="col">In order</th>
            <th scope="col">Handed over</th>
            {isManager && <td />}
          </tr>
        </thead>
        <tbody>
          {rotas.map((one) => {
            const { rota, onCall, until, calendarFault, calendarReadAt } = one;
            return (
              <tr key={rota.team}>
                <th scope="row">
                  <bdi>{rota.team}</bdi>
                </th>
                <td>{onCall?.name ?? 'Nobody: the team is told'}</td>
                <td>{until ? moment(Date.parse(until), now, zone) : '–'}</td>
                <td className={styles.wide}>
                  {rota.people.map((id) => (
                    <Person key={id} id={id} people={people} zone={zone} />
                  ))}
                  {rota.exchanges
                    .filter((each) => Date.parse(each.until) > now)
                    .map((each) => (
                      <p key={`${each.from}${each.person}`} className={styles.small}>
                        {`${nameOf(each.person, people)} stands in ${spanText(each, now, zone)}`}
                      </p>
                    ))}
                </td>
                <td className={table.note}>
                  {rota.people.length > 0 && <p>{handoverText(rota)}</p>}
                  {rota.calendar && <p>{`by the calendar of ${rota.calendar}`}</p>}
                  {calendarFault && (
                    <p className={styles.wrong}>
                      <StatusShape status="warning" className={styles.shape} />
                      <bdi>
                        {`The calendar was not read: ${calendarFault} ${
                          calendarReadAt
                            ? `What it said ${moment(Date.parse(calendarReadAt), now, zone)} goes on.`
                            : 'It never was.'
                        }`}
                      </bdi>
                    </p>
                  )}
                </td>
                {isManager && (
                  <td className={table.number}>
                    <button
                      type="button"
                      className={styles.act}
                      aria-label={`Change the rota of ${rota.team}`}
                      onClick={() => onOpen(one)}
                    >
                      Change
                    </button>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const spanText = ({ from, until }: { from: string; until: string }, now: number, zone: string): string =>
  `${moment(Date.parse(from), now, zone)} to ${moment(Date.parse(until), now, zone)}`;

function Person({ id, people, zone }: { id: string; people: DeskRotas['people']; zone: string }) {
  const away = people.find((person) => person.id === id)?.awayUntil;
  return (
    <p>
      <bdi>{nameOf(id, people)}</bdi>
      {away && <bdi className={styles.small}>{` away until ${moment(Date.parse(away), tickNow(), zone)}`}</bdi>}
    </p>
  );
}

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../../shared/access/who';
import { columnTime } from '../../../shared/format/time';
import { useDesk } from '../../../shared/store/desk';
import { useTick } from '../../../shared/tick/ticker';
import form from '../../../shared/ui/form.module.css';
import { NothingHere } from '../../../shared/ui/NothingHere';
import { Region } from '../../../shared/ui/Region';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { useDoing } from '../../../shared/ui/useDoing';
import type { AlertRule, Silence } from '../../../shared/wire/alerts';
import { at } from '../../../shared/wire/api';
import { say } from '../data/acting';
import { endSilence } from '../data/api';
import { useRules } from '../data/rules';
import { useSilences } from '../data/silences';
import { groupText, type Catalogue } from '../data/words';
import { Frame } from '../frame/Frame';
import table from '../history/EndedTable.module.css';
import { NewSilence } from './NewSilence';
import styles from './SilencesPage.module.css';

/** What nobody is told of for a while: now, and planned. */
export default function SilencesPage() {
  if (!useMay('member'))
    return <NothingHere title="Silences are for members">They say what nobody is told of for a while.</NothingHere>;
  return <Silences />;
}

function Silences() {
  const { silences, fault, renew } = useSilences('');
  const deskId = useDesk((state) => state.desk?.id);
  const past = useAnswer<readonly Silence[]>(deskId ? `${at(deskId)}/silences?past=true` : null);
  const ended = (): void => {
    renew();
    past.renew();
  };
  const { rules } = useRules();
  const [isNew, setNew] = useState(false);
  // A planned one begins, and one ends, by the clock alone.
  const minute = useTick((now) => Math.floor(now / 15_000) * 15_000);
  const all = (silences ?? []).filter(({ until }) => Date.parse(until) > minute);
  const parts = [
    { title: 'Running', list: all.filter(({ from }) => Date.parse(from) <= minute + 15_000) },
    { title: 'Coming', list: all.filter(({ from }) => Date.parse(from) > minute + 15_000) },
  ];
  return (
    <Frame
      tools={
        <button type="button" className={form.button} onClick={() => setNew(true)}>
          <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <bdi>New silence</bdi>
        </button>
      }
    >
      {fault !== null && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      {silences !== null && all.length === 0 && (
        <p className={styles.none}>Nothing is silenced: whoever is to be told is told.</p>
      )}
      {parts.map(({ title, list }) =>
        list.length === 0 ? null : (
          <Region key={title} name={`Silences: ${title}`}>
            <section className={styles.part}>
              <h3>{title}</h3>
              <List silences={list} rules={rules} label={title} onEnded={ended} />
            </section>
          </Region>
        ),
      )}
      {past.data && past.data.length > 0 && (
        <Region name="Silences: Past">
          <section className={styles.part}>
            <h3>Past</h3>
            <List silences={past.data} rules={rules} label="Past" />
          </section>
        </Region>
      )}
      {isNew && (
        <NewSilence
          rules={rules ?? []}
          onClose={() => setNew(false)}
          onKept={() => {
            setNew(false);
            renew();
          }}
        />
      )}
    </Frame>
  );
}

/** What a silence is about: "Overdue", "Team Network", "Open tickets of team Network". */
export function aboutText({ rule, kpi, group }: Silence, rules: readonly AlertRule[], catalogue: Catalogue): string {
  const parts = [
    rule === null ? null : `the rule ${rules.find(({ id }) => id === rule)?.name ?? 'that was removed'}`,
    kpi === null ? null : (catalogue[kpi]?.title ?? kpi),
    group === null ? null : groupText(group),
  ].filter((part) => part !== null);
  const text = parts.join(', ');
  return `${text[0]?.toLocaleUpperCase() ?? ''}${text.slice(1)}`;
}

function List({
  silences,
  rules,
  label,
  onEnded,
}: {
  silences: readonly Silence[];
  rules: readonly AlertRule[] | null;
  label: string;
  /** Left out = they are over. */
  onEnded?: () => void;
}) {
  const desk = useDesk((state) => state.desk);
  const catalogue = useDesk((state) => state.catalogue);
  const zone = desk?.timeZone ?? 'UTC';
  const now = useTick((at) => Math.floor(at / 60_000) * 60_000);
  const { isBusy, fault, doing } = useDoing();
  return (
    <>
      <div className={table.scroll}>
        <table className={table.table} aria-label={label}>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">From</th>
              <th scope="col">Until</th>
              <th scope="col">By</th>
              <th scope="col">Why</th>
              {onEnded && <td />}
            </tr>
          </thead>
          <tbody>
            {silences.map((silence) => {
              const about = aboutText(silence, rules ?? [], catalogue);
              return (
                <tr key={silence.id}>
                  <th scope="row">{about}</th>
                  <td>{columnTime(Date.parse(silence.from), now, zone)}</td>
                  <td>{columnTime(Date.parse(silence.until), now, zone)}</td>
                  <td>{silence.by}</td>
                  <td className={styles.why}>{silence.reason}</td>
                  {onEnded && (
                    <td className={table.number}>
                      <button
                        type="button"
                        className={styles.end}
                        disabled={isBusy}
                        aria-label={`End the silence of ${about}`}
                        onClick={() =>
                          doing(async () => {
                            await endSilence(desk?.id ?? '', silence.id);
                            say('The silence has ended.');
                            onEnded();
                          })
                        }
                      >
                        End
                      </button>
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {fault && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

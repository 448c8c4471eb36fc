import { X } from 'lucide-react';
import { useRef } from 'react';
import { Button, Dialog, Heading, Popover } from 'react-aria-components';
import { openDefinition, useView, windowText } from '../board/view';
import { age, dataAge } from '../format/duration';
import { clockSeconds, moment } from '../format/time';
import { limitValue, valueText } from '../format/value';
import { useDesk } from '../store/desk';
import { useTick } from '../tick/ticker';
import ui from '../ui/ui.module.css';
import type { KpiDefinition } from '../wire/wire';
import styles from './Definition.module.css';
import { measureText } from './measure';
import { useCard, type CardModel } from './useCard';

/** What a number means, its limits and how old it is: opened from its card, by Enter or `i`. */
export function Definition() {
  const id = useView(view => view.definition);
  const definition = useDesk(desk => id === null ? undefined : desk.catalogue[id]);
  const trigger = useRef<Element | null>(null);
  if (!definition) return null;
  const row = document.activeElement?.closest(`[data-row="${CSS.escape(definition.id)}"]`);
  trigger.current = row ?? document.getElementById(`card-${definition.id}`);
  return (
    <Popover className={ui.popover ?? ''} triggerRef={trigger} isOpen onOpenChange={open => { if (!open) openDefinition(null); }} placement="bottom start" offset={6}>
      <Dialog className={styles.dialog ?? ''}><Content definition={definition} /></Dialog>
    </Popover>
  );
}

function Content({ definition }: { definition: KpiDefinition }) {
  const card = useCard(definition);
  const desk = useDesk(state => state.desk);
  const zone = desk?.timeZone ?? 'UTC';
  const limit = (value: number | null | undefined): string =>
    value == null ? 'none' : `${definition.better === 'higher' ? 'below' : 'from'} ${limitValue(value, card.kind, definition.unit)}`;
  return (
    <>
      <div className={styles.head}>
        <Heading slot="title" className={styles.title ?? ''}>{definition.title}</Heading>
        <Button slot="close" className={styles.close ?? ''} aria-label="Close"><X strokeWidth={1.5} aria-hidden="true" /></Button>
      </div>
      <p className={styles.text}>{definition.description}</p>
      <dl className={styles.facts}>
        <dt>Measure</dt><dd>{measureText(definition)}</dd>
        <dt>Better</dt><dd>{definition.better === 'neither' ? 'neither way' : definition.better}</dd>
        <dt>Warning</dt><dd>{limit(definition.warning)}</dd>
        <dt>Critical</dt><dd>{limit(definition.critical)}</dd>
        <dt>Unit</dt><dd>{definition.unit === 'seconds' ? card.kind === 'service' ? 'service time' : 'time' : definition.unit}</dd>
        {card.kind === 'service' && <><dt>Service hours</dt><dd>{desk?.serviceHours ?? 'around the clock'}</dd></>}
        <dt>Broken down by</dt><dd>{definition.breakdowns.join(', ')}</dd>
        <dt>Source</dt><dd>{definition.slice}, {desk?.source === 'demo' ? 'demo data' : desk?.source}</dd>
        <Ages card={card} zone={zone} />
      </dl>
      <History card={card} zone={zone} />
    </>
  );
}

/** From the row's stamp in the ITSM to this screen. */
function Ages({ card: { result }, zone }: { card: CardModel; zone: string }) {
  const now = useTick(at => at);
  if (!result) return null;
  const ago = (iso: string): string => `${dataAge((now - Date.parse(iso)) / 1000)} ago`;
  const stamped = result.changedAt ? Date.parse(result.changedAt) : null;
  return (
    <>
      <dt>Stamped</dt><dd>{stamped === null ? 'not yet' : <>{moment(stamped, now, zone)}<span aria-hidden="true">, {age((now - stamped) / 1000)} ago</span></>}</dd>
      <dt>Read</dt><dd>{clockSeconds(Date.parse(result.readAt), zone)}<span aria-hidden="true">, {ago(result.readAt)}</span></dd>
      <dt>Computed</dt><dd>{clockSeconds(Date.parse(result.asOf), zone)}<span aria-hidden="true">, {ago(result.asOf)}</span></dd>
    </>
  );
}

const rows = 6;

/** The sparkline as a table, newest first. */
function History({ card, zone }: { card: CardModel; zone: string }) {
  const minutes = useView(view => view.window);
  const seen = [...card.trend].reverse();
  if (seen.length === 0) return null;
  return (
    <table className={styles.history}>
      <caption>Seen over {windowText(minutes)}{seen.length > rows ? `, the latest ${rows} of ${seen.length}` : ''}</caption>
      <thead><tr><th scope="col">From</th><th scope="col">Value</th></tr></thead>
      <tbody>{seen.slice(0, rows).map(point => (
        <tr key={point.at}><td>{clockSeconds(point.at, zone)}</td><td>{point.value === null ? 'not live' : valueText(point.value, card.kind, card.group ? {} : card.definition)}</td></tr>
      ))}</tbody>
    </table>
  );
}

import { X } from 'lucide-react';
import { Fragment, useRef, useState } from 'react';
import { Button, Dialog, Heading, Popover } from 'react-aria-components';
import { navigate } from '../../shared/address/navigate';
import { historyOf } from '../../shared/kpi/historyOf';
import { currentCard } from '../../shared/keys/cardKeys';
import { keys } from '../../shared/keys/keys';
import { onKey } from '../../shared/keys/onKey';
import { openDefinition, useView } from '../../shared/preferences/view';
import { serviceHours } from '../../shared/format/serviceHours';
import { dimensionWord } from '../../shared/store/breakdowns';
import { useDesk } from '../../shared/store/desk';
import ui from '../../shared/ui/ui.module.css';
import type { KpiDefinition } from '../../shared/wire/wire';
import { moment } from '../../shared/format/time';
import { useMay } from '../../shared/access/who';
import { serverNow } from '../../shared/tick/clock';
import { Ages } from './Ages';
import { EditLimits } from './EditLimits';
import styles from './Definition.module.css';
import { Past } from './Past';
import { Seen } from './Seen';
import { crossedText } from './crossed';
import { StatusShape } from '../../shared/kpi/shapes';
import { useCard, type CardModel } from '../../shared/card/useCard';

/** Where a number is explained: at its row or card that is meant, else at its card on the board. */
function placeOf(kpi: string): Element | null {
  const row = document.activeElement?.closest(`[data-row="${CSS.escape(kpi)}"]`);
  const card = currentCard();
  const own = card?.getAttribute('data-card') === kpi ? card.firstElementChild : null;
  return row ?? own ?? document.getElementById(`card-${kpi}`);
}

/** What a number means, its limits and how old it is: opened from its card, by its button or `i`. */
export function Definition() {
  const id = useView((view) => view.definition);
  const definition = useDesk((desk) => (id === null ? undefined : desk.catalogue[id]));
  const trigger = useRef<Element | null>(null);
  const shown = useRef<string | null>(null);
  const [edited, edit] = useState<KpiDefinition | null>(null);
  if (edited)
    return (
      <EditLimits
        definition={edited}
        onClose={() => {
          edit(null);
          openDefinition(edited.id);
        }}
      />
    );
  if (!definition) {
    trigger.current = null;
    return null;
  }
  // It stands where it was asked for: once it is open, the focus is in it.
  if (!trigger.current?.isConnected || shown.current !== definition.id) {
    shown.current = definition.id;
    trigger.current = placeOf(definition.id);
  }
  return (
    <Popover
      className={`${ui.popover} ${ui.sheet}`}
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => {
        if (!open) openDefinition(null);
      }}
      placement="bottom start"
      offset={6}
    >
      <Dialog className={styles.dialog ?? ''}>
        <div onKeyDown={(event) => openHistory(event, definition.id)}>
          <Content definition={definition} onEdit={() => edit(definition)} />
        </div>
      </Dialog>
    </Popover>
  );
}

function openHistory(event: React.KeyboardEvent, kpi: string): void {
  onKey(event, keys.definition, {
    history: () => {
      openDefinition(null);
      navigate(historyOf(kpi, useDesk.getState().group));
    },
  });
}

function Content({ definition, onEdit }: { definition: KpiDefinition; onEdit: () => void }) {
  const mayEdit = useMay('manager') && definition.better !== 'neither';
  const card = useCard(definition);
  const desk = useDesk((state) => state.desk);
  const zone = desk?.timeZone ?? 'UTC';
  return (
    <>
      <div className={styles.head}>
        <Heading slot="title" className={styles.title ?? ''}>
          {definition.title}
        </Heading>
        <Button slot="close" className={ui.close ?? ''} aria-label="Close">
          <X strokeWidth={1.5} aria-hidden="true" />
        </Button>
      </div>
      <p className={styles.text}>{definition.description}</p>
      <dl className={styles.facts}>
        <dt>Measure</dt>
        <dd>{definition.presentation.measure}</dd>
        <dt>Unit</dt>
        <dd>{unitText(card)}</dd>
        <Limits definition={definition} />
        {definition.limitsFrom && (
          <>
            <dt>Changed</dt>
            <dd>{`here, ${moment(Date.parse(definition.limitsFrom), serverNow(), zone)}`}</dd>
          </>
        )}
        {card.kind === 'serviceTime' && (
          <>
            <dt>Service hours</dt>
            <dd>
              {serviceHours(desk?.serviceHours).map((line) => (
                <ServiceDay key={line} line={line} />
              ))}
            </dd>
          </>
        )}
        <dt>Broken down by</dt>
        <dd>{definition.breakdowns.map(dimensionWord).join(', ')}</dd>
        <dt>Source</dt>
        <dd>{`${definition.slice} of ${desk?.source === 'demo' ? 'the demo ITSM' : desk?.source}`}</dd>
      </dl>
      {mayEdit && (
        <Button className={styles.open ?? ''} onPress={onEdit}>
          Change limits
        </Button>
      )}
      <Past card={card} zone={zone} />
      <Ages card={card} zone={zone} />
      <Seen card={card} zone={zone} />
    </>
  );
}

/** Days and their hours; no part of the hours is torn apart. */
const ServiceDay = ({ line }: { line: string }) => (
  <span className={styles.line}>
    {line.split(', ').map((part, at) => (
      <Fragment key={part}>
        {at > 0 && <bdi>{', '}</bdi>}
        <span className={styles.part}>{part}</span>
      </Fragment>
    ))}
  </span>
);

const unitText = ({ kind, definition }: CardModel): string =>
  kind === 'serviceTime'
    ? 'service time: only the service hours count'
    : kind === 'duration'
      ? 'time, around the clock'
      : definition.unit;

/** From where on the number warns and is critical, and what one group by itself is held to. */
function Limits({ definition }: { definition: KpiDefinition }) {
  const warning = crossedText(definition, definition.warning),
    critical = crossedText(definition, definition.critical);
  const groups = Object.entries(definition.groupLimits ?? {});
  if (definition.better === 'neither')
    return (
      <>
        <dt>Limits</dt>
        <dd>none: neither way is better</dd>
      </>
    );
  return (
    <>
      {!warning && !critical && (
        <>
          <dt>Limits</dt>
          <dd>{`none set; ${definition.better} is better`}</dd>
        </>
      )}
      {warning && (
        <>
          <dt>
            <StatusShape status="warning" className={styles.shape} />
            Warning
          </dt>
          <dd>{warning}</dd>
        </>
      )}
      {critical && (
        <>
          <dt>
            <StatusShape status="critical" className={styles.shape} />
            Critical
          </dt>
          <dd>{critical}</dd>
        </>
      )}
      {groups.map(([dimension, limits]) => {
        const parts = [crossedText(definition, limits.warning), crossedText(definition, limits.critical)];
        return (
          <Fact
            key={dimension}
            name={
              dimension.includes(':') ? dimension.slice(dimension.indexOf(':') + 1) : `Each ${dimensionWord(dimension)}`
            }
            text={[parts[0] && `warning ${parts[0]}`, parts[1] && `critical ${parts[1]}`].filter(Boolean).join(', ')}
          />
        );
      })}
    </>
  );
}

const Fact = ({ name, text }: { name: string; text: string }) =>
  text ? (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  ) : null;

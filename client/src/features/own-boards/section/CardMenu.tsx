import { EllipsisVertical } from 'lucide-react';
import { Button, Header, Menu, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { navigate } from '../../../shared/address/navigate';
import { historyOf } from '../../../shared/kpi/historyOf';
import { ChoiceSection, TickedItem } from '../../../shared/ui/MenuParts';
import ui from '../../../shared/ui/ui.module.css';
import { dimensionTitle } from '../../../shared/store/breakdowns';
import type { KpiDefinition } from '../../../shared/wire/wire';
import { breakdownOf, chartOf, sizes, type BoardCard, type Chart, type Placed, type Size } from '../data/model';

export const sizeTitle: Record<Size, string> = { '1x1': '1 × 1', '2x1': '2 × 1, wide', '2x2': '2 × 2, large' };
const charts: readonly Chart[] = ['trend', 'bars', 'none'];
const chartTitle: Record<Chart, string> = { trend: 'Trend', bars: 'Bars', none: 'None' };

interface Props {
  card: Placed;
  definition: KpiDefinition | undefined;
  className: string | undefined;
  stop: boolean;
  onChange: (more: Partial<BoardCard>) => void;
  onRemove: () => void;
}

/** Size, chart and breakdown of one card, and its removal. */
export function CardMenu({ card, definition, className, stop, onChange, onRemove }: Props) {
  const title = definition ? definition.presentation.title : card.kpi;
  const dimension = definition ? breakdownOf(card, definition) : null;
  const chart = definition ? chartOf(card, definition) : card.chart;
  return (
    <MenuTrigger>
      <Button className={className ?? ''} aria-label={`Card ${title}: size, chart, remove`} excludeFromTabOrder={!stop}>
        <EllipsisVertical size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={4}>
        <Menu
          className={ui.menu ?? ''}
          aria-label={`Card ${title}`}
          onAction={(key) => {
            if (key === 'remove') onRemove();
            else if (key === 'history') navigate(historyOf(card.kpi, null));
          }}
        >
          <ChoiceSection
            title="Size"
            options={sizes.map((size) => ({ id: size, text: sizeTitle[size] }))}
            chosen={card.size}
            onChoose={(size) => onChange({ size })}
          />
          {definition && (
            <ChoiceSection
              title="Chart"
              options={charts.filter((id) => id !== 'bars' || dimension).map((id) => ({ id, text: chartTitle[id] }))}
              chosen={chart}
              onChoose={(id) =>
                onChange({ chart: id, ...(id === 'bars' && card.size === '1x1' ? { size: '2x1' as const } : {}) })
              }
            />
          )}
          {definition && chart === 'bars' && dimension && (
            <ChoiceSection
              title="Breakdown"
              options={definition.breakdowns.map((name) => ({
                id: `by-${name}`,
                text: dimensionTitle(name),
              }))}
              chosen={`by-${dimension}`}
              onChoose={(id) => onChange({ breakdown: id.slice(3) })}
            />
          )}
          <MenuSection>
            <Header className={ui.section ?? ''}>Card</Header>
            {definition && <TickedItem id="history" text="History" />}
            <TickedItem id="remove" text="Remove" />
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

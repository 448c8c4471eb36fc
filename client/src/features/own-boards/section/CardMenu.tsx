import { Check, EllipsisVertical } from 'lucide-react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { shown } from '../../../shared/kpi/shown';
import ui from '../../../shared/ui/ui.module.css';
import type { Dimension, KpiDefinition } from '../../../shared/wire/wire';
import { dimensionTitle } from './Bars';
import { breakdownOf, chartOf, sizes, type BoardCard, type Chart, type Placed, type Size } from '../data/model';

export const sizeTitle: Record<Size, string> = { '1x1': '1 × 1', '2x1': '2 × 1, wide', '2x2': '2 × 2, large' };
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
  const title = definition ? shown(definition).title : card.kpi;
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
          }}
        >
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[card.size]}
            onSelectionChange={(keys) => {
              const [size] = keys;
              if (size) onChange({ size: size as Size });
            }}
          >
            <Header className={ui.section ?? ''}>Size</Header>
            {sizes.map((size) => (
              <Item key={size} id={size} name={sizeTitle[size]} />
            ))}
          </MenuSection>
          {definition && (
            <MenuSection
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[chart]}
              onSelectionChange={(keys) => {
                const [own] = keys;
                if (own)
                  onChange({
                    chart: own as Chart,
                    ...(own === 'bars' && card.size === '1x1' ? { size: '2x1' as const } : {}),
                  });
              }}
            >
              <Header className={ui.section ?? ''}>Chart</Header>
              <Item id="trend" name={chartTitle.trend} />
              {dimension && <Item id="bars" name={chartTitle.bars} />}
              <Item id="none" name={chartTitle.none} />
            </MenuSection>
          )}
          {definition && chart === 'bars' && dimension && (
            <MenuSection
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[`by-${dimension}`]}
              onSelectionChange={(keys) => {
                const [own] = keys;
                if (own) onChange({ breakdown: String(own).slice(3) as Dimension });
              }}
            >
              <Header className={ui.section ?? ''}>Breakdown</Header>
              {definition.breakdowns.map((name) => (
                <Item key={name} id={`by-${name}`} name={dimensionTitle[name as Dimension] ?? name} />
              ))}
            </MenuSection>
          )}
          <MenuSection>
            <Header className={ui.section ?? ''}>Card</Header>
            <Item id="remove" name="Remove" />
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Item({ id, name }: { id: string; name: string }) {
  return (
    <MenuItem id={id} textValue={name} className={ui.item ?? ''}>
      <Check size="1rem" strokeWidth={1.5} className={ui.check} aria-hidden="true" />
      <span>{name}</span>
    </MenuItem>
  );
}

import { ChevronDown, Plus, X } from 'lucide-react';
import { Button, Menu, MenuTrigger, Popover } from 'react-aria-components';
import { boardGroups } from '../../../shared/kpi/order';
import { useDesk, type Group } from '../../../shared/store/desk';
import { dimensionsNow, dimensionTitle } from '../../../shared/store/breakdowns';
import { groupLabel, groupNames } from '../../../shared/store/group';
import { join } from '../../../shared/ui/join';
import { ChoiceSection } from '../../../shared/ui/MenuParts';
import toolbar from '../../../shared/ui/toolbar.module.css';
import ui from '../../../shared/ui/ui.module.css';
import type { Dimension, KpiDefinition } from '../../../shared/wire/wire';
import { mostOthers, readShown, writeShown, type Shown } from '../address/address';
import styles from './Toolbar.module.css';

/** The breakdowns of a KPI that history is kept of. */
export const breakdownsOf = (definition: KpiDefinition): Dimension[] =>
  dimensionsNow().filter((dimension) => definition.breakdowns.includes(dimension));

/** "Open tickets"; of a group "Open tickets, Network". */
export const titleOf = ({ kpi, group }: Shown, catalogue: Readonly<Record<string, KpiDefinition>>): string => {
  const { title, window } = catalogue[kpi]?.presentation ?? { title: kpi, window: null };
  return [title, window, group && groupLabel(group)].filter(Boolean).join(', ');
};

function useKpiSections(): { title: string; options: { id: string; text: string }[] }[] {
  const catalogue = useDesk((desk) => desk.catalogue);
  const order = useDesk((desk) => desk.order);
  return boardGroups(catalogue, order).map(({ name, ids }) => ({
    title: name,
    options: ids.map((id) => ({ id, text: titleOf({ kpi: id, group: null }, catalogue) })),
  }));
}

/** The groups that a KPI has now, by breakdown. */
function useGroupSections(definition: KpiDefinition): { title: string; dimension: Dimension; names: string[] }[] {
  const result = useDesk((desk) => desk.results[definition.id]);
  return breakdownsOf(definition)
    .map((dimension) => ({
      title: dimensionTitle(dimension),
      dimension,
      names: result ? groupNames([result], dimension) : [],
    }))
    .filter(({ names }) => names.length > 0);
}

/** Which KPI the page is about. */
export function KpiPicker({ kpi, onChoose }: { kpi: string; onChoose: (kpi: string) => void }) {
  const sections = useKpiSections();
  const catalogue = useDesk((desk) => desk.catalogue);
  const title = titleOf({ kpi, group: null }, catalogue);
  return (
    <MenuTrigger>
      <Button className={join(toolbar.picker, styles.picker, styles.strong)}>
        <span className="hidden-text">{`KPI: ${title}`}</span>
        <bdi aria-hidden="true">{title}</bdi>
        <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className={ui.popover ?? ''} placement="bottom start" offset={6}>
        <Menu className={ui.menu ?? ''} aria-label="KPI">
          {sections.map((section) => (
            <ChoiceSection key={section.title} {...section} chosen={kpi} onChoose={onChoose} />
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const desk = 'desk';

/** The whole desk, or one of its groups. */
export function GroupPicker({
  definition,
  group,
  onChoose,
}: {
  definition: KpiDefinition;
  group: Group | null;
  onChoose: (group: Group | null) => void;
}) {
  const sections = useGroupSections(definition);
  const label = group ? groupLabel(group) : 'Whole desk';
  const chosen = group ? writeShown({ kpi: '', group }) : desk;
  const choose = (id: string): void => onChoose(id === desk ? null : readShown(`x${id}`)!.group);
  return (
    <MenuTrigger>
      <Button className={join(toolbar.picker, styles.picker)}>
        <span className="hidden-text">{`Group: ${label}`}</span>
        <bdi aria-hidden="true">{label}</bdi>
        <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className={ui.popover ?? ''} placement="bottom start" offset={6}>
        <Menu className={ui.menu ?? ''} aria-label="Group">
          <ChoiceSection title="Desk" options={[{ id: desk, text: 'Whole desk' }]} chosen={chosen} onChoose={choose} />
          {sections.map(({ title, dimension, names }) => (
            <ChoiceSection
              key={title}
              title={title}
              options={names.map((name) => ({
                id: writeShown({ kpi: '', group: { dimension, name } }),
                text: groupLabel({ dimension, name }),
              }))}
              chosen={chosen}
              onChoose={choose}
            />
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** What stands beside it in the chart: other KPIs, or the same of other groups. */
export function Compare({
  definition,
  group,
  others,
  onChange,
}: {
  definition: KpiDefinition;
  group: Group | null;
  others: readonly Shown[];
  onChange: (others: Shown[]) => void;
}) {
  const kpis = useKpiSections(),
    groups = useGroupSections(definition);
  const catalogue = useDesk((state) => state.catalogue);
  const taken = new Set([writeShown({ kpi: definition.id, group }), ...others.map(writeShown)]);
  const add = (id: string): void => {
    const shown = readShown(id);
    if (shown) onChange([...others, shown].slice(0, mostOthers));
  };
  const free = (options: { id: string; text: string }[]): { id: string; text: string }[] =>
    options.filter(({ id }) => !taken.has(id));
  return (
    <>
      {others.map((one) => (
        <span key={writeShown(one)} className={styles.chip}>
          <bdi>{titleOf(one, catalogue)}</bdi>
          <button
            type="button"
            aria-label={`Without ${titleOf(one, catalogue)}`}
            onClick={() => onChange(others.filter((other) => other !== one))}
          >
            <X size=".875rem" strokeWidth={1.5} aria-hidden="true" />
          </button>
        </span>
      ))}
      {others.length < mostOthers && (
        <MenuTrigger>
          <Button className={toolbar.toggle ?? ''}>
            <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />
            Compare
          </Button>
          <Popover className={ui.popover ?? ''} placement="bottom start" offset={6}>
            <Menu className={ui.menu ?? ''} aria-label="Compare with">
              {groups.map(({ title, dimension, names }) => (
                <ChoiceSection
                  key={title}
                  title={`${definition.presentation.title} by ${title.toLowerCase()}`}
                  options={free(
                    names.map((name) => ({
                      id: writeShown({ kpi: definition.id, group: { dimension, name } }),
                      text: groupLabel({ dimension, name }),
                    })),
                  )}
                  chosen=""
                  onChoose={add}
                />
              ))}
              {kpis.map(({ title, options }) => (
                <ChoiceSection key={title} title={title} options={free(options)} chosen="" onChoose={add} />
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
    </>
  );
}

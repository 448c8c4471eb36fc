import { ChevronDown, ListChevronsDownUp, ListChevronsUpDown } from 'lucide-react';
import { Choice } from '../../../shared/ui/Choice';
import { SearchBox } from '../../../shared/ui/SearchBox';
import { useFilterView } from './useFilterView';
import { AddFilter, Conditions } from '../../../shared/filter/Conditions';
import { groupChoices, plainColumns, sortChoices, sortChosen, type TableView } from '../data/tableView';
import conditions from '../../../shared/filter/Conditions.module.css';
import styles from './Toolbar.module.css';

export interface BarProps {
  view: TableView;
  search: React.RefObject<HTMLInputElement | null>;
  /** Closes all groups, or opens them. */
  onFold: (closed: boolean) => void;
}

/** Search, filters, group and sort of a table; all of it stands in the address. */
export function FilterBar({ view, search, onFold }: BarProps) {
  const { query, change, sort } = view;
  const filter = useFilterView(view);
  const by = plainColumns(view).find((column) => column.name === query.group)?.title ?? 'nothing',
    chosen = sortChosen(view);
  const sorted = chosen?.text ?? 'Ticket',
    choices = sortChoices(view);
  return (
    <div className={styles.bar} role="search">
      <SearchBox
        label="Search these rows"
        text={query.search}
        input={search}
        onChange={(text) => change({ search: text })}
      />
      <Conditions view={filter} />
      <AddFilter view={filter} className={conditions.plain} />
      <div className={styles.right}>
        {query.group && (
          <>
            <button
              type="button"
              className={conditions.plain}
              aria-label="Collapse all groups"
              title="Collapse all groups"
              onClick={() => onFold(true)}
            >
              <ListChevronsDownUp size="1rem" strokeWidth={1.5} aria-hidden="true" />
            </button>
            <button
              type="button"
              className={conditions.plain}
              aria-label="Expand all groups"
              title="Expand all groups"
              onClick={() => onFold(false)}
            >
              <ListChevronsUpDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
            </button>
          </>
        )}
        <Choice
          label={`Group by ${by}`}
          className={conditions.plain}
          chosen={query.group ?? ''}
          onChoose={(group) => change({ group: group || null })}
          options={groupChoices(view)}
        >
          Group by <b>{by}</b> <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </Choice>
        <Choice
          label={`Sort by ${sorted}`}
          className={conditions.plain}
          chosen={chosen?.id ?? ''}
          options={choices}
          onChoose={(id) => change({ sort: choices.filter((choice) => choice.id === id).map((choice) => choice.sort) })}
        >
          Sort by <b>{sorted}</b>
          {sort.length > 1 && <bdi>{` and ${sort.length - 1} more`}</bdi>}{' '}
          <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </Choice>
      </div>
    </div>
  );
}

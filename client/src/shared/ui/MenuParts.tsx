import { Check } from 'lucide-react';
import { Header, MenuItem, MenuSection } from 'react-aria-components';
import styles from './ui.module.css';

export interface Option<T extends string> {
  id: T;
  text: string;
}

/** A line of a menu, with a tick where it is chosen. */
export const TickedItem = ({ id, text, note }: { id: string; text: string; note?: string | undefined }) => (
  <MenuItem id={id} textValue={text} className={styles.item ?? ''}>
    <Check size="1rem" strokeWidth={1.5} className={styles.check} aria-hidden="true" />
    <span>{text}</span>
    {note && <span className={styles.note}>{note}</span>}
  </MenuItem>
);

interface Props<T extends string> {
  title: string;
  options: readonly Option<T>[];
  chosen: T;
  onChoose: (id: T) => void;
}

/** A section of a menu of which one is chosen. */
export const ChoiceSection = <T extends string>({ title, options, chosen, onChoose }: Props<T>) => (
  <MenuSection
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[chosen]}
    onSelectionChange={(keys) => {
      const [id] = keys;
      if (id !== undefined) onChoose(id as T);
    }}
  >
    <Header className={styles.section ?? ''}>{title}</Header>
    {options.map(({ id, text }) => (
      <TickedItem key={id} id={id} text={text} />
    ))}
  </MenuSection>
);

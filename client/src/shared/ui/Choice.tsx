import { Button, Menu, MenuTrigger, Popover } from 'react-aria-components';
import { TickedItem } from './MenuParts';
import styles from './ui.module.css';

interface Props<T extends string> {
  /** What it chooses, for those who cannot see where it stands. */
  label: string;
  className: string | undefined;
  options: readonly { id: T; text: string; note?: string | undefined }[];
  chosen: T;
  onChoose: (id: T) => void;
  children: React.ReactNode;
}

/** A button that opens a menu with one choice. */
export function Choice<T extends string>({ label, className, options, chosen, onChoose, children }: Props<T>) {
  return (
    <MenuTrigger>
      <Button className={className ?? ''}>
        <span className="hidden-text">{label}</span>
        <span className={styles.face} aria-hidden="true">
          {children}
        </span>
      </Button>
      <Popover className={styles.popover ?? ''} placement="bottom start" offset={6}>
        <Menu
          className={styles.menu ?? ''}
          aria-label={label}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[chosen]}
          onSelectionChange={(keys) => {
            const [key] = keys;
            if (key !== undefined) onChoose(key as T);
          }}
        >
          {options.map((option) => (
            <TickedItem key={option.id} id={option.id} text={option.text} note={option.note} />
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

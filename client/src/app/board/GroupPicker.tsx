import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  Button,
  Dialog,
  DialogTrigger,
  ListBox,
  ListBoxItem,
  Popover,
  Tab,
  TabList,
  TabPanel,
  Tabs,
} from 'react-aria-components';
import { pickGroup } from '../../shared/session/session';
import { useDesk } from '../../shared/store/desk';
import { dimensionTitle, useDimensions } from '../../shared/store/breakdowns';
import { groupLabel, groupNames } from '../../shared/store/group';
import ui from '../../shared/ui/ui.module.css';
import { getKpis } from '../../shared/wire/api';
import type { Dimension } from '../../shared/wire/wire';
import styles from './GroupPicker.module.css';

/** Whole desk, or one group of a breakdown on every card. */
export function GroupPicker({ className, children }: { className?: string | undefined; children?: React.ReactNode }) {
  const group = useDesk((desk) => desk.group);
  const dimensions = useDimensions();
  return (
    <DialogTrigger>
      <Button className={className ?? `${styles.picker} ${group ? styles.picked : ''}`}>
        {children ?? (
          <>
            <bdi>{group ? groupLabel(group) : 'Whole desk'}</bdi>
            <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
          </>
        )}
      </Button>
      <Popover className={`${ui.popover} ${styles.popover}`} placement="bottom start" offset={6}>
        <Dialog className={styles.dialog ?? ''} aria-label="Show on the board">
          {({ close }) => (
            <>
              <Button
                className={`${styles.desk} ${group ? '' : styles.chosen}`}
                onPress={() => {
                  pickGroup(null);
                  close();
                }}
              >
                Whole desk
              </Button>
              <Tabs className={styles.tabs ?? ''} defaultSelectedKey={group?.dimension ?? 'team'}>
                <TabList className={styles.list ?? ''} aria-label="By">
                  {dimensions.map((dimension) => (
                    <Tab key={dimension} id={dimension} className={styles.tab ?? ''}>
                      <bdi>{dimensionTitle(dimension)}</bdi>
                    </Tab>
                  ))}
                </TabList>
                {dimensions.map((dimension) => (
                  <TabPanel key={dimension} id={dimension}>
                    <Names dimension={dimension} close={close} />
                  </TabPanel>
                ))}
              </Tabs>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Names({ dimension, close }: { dimension: Dimension; close: () => void }) {
  const desk = useDesk((state) => state.desk?.id);
  const group = useDesk((state) => state.group);
  const [names, setNames] = useState<readonly string[] | 'failed' | null>(null);
  useEffect(() => {
    const left = new AbortController();
    if (desk)
      getKpis(desk, dimension, left.signal).then(
        (found) => setNames(groupNames(found, dimension)),
        () => {
          if (!left.signal.aborted) setNames('failed');
        },
      );
    return () => left.abort();
  }, [desk, dimension]);
  if (names === null) return <p className={styles.note}>Reading…</p>;
  if (names === 'failed') return <p className={styles.note}>Not available now.</p>;
  if (names.length === 0) return <p className={styles.note}>No ticket has one.</p>;
  return (
    <ListBox
      className={ui.menu ?? ''}
      aria-label={dimensionTitle(dimension)}
      selectionMode="single"
      autoFocus
      selectedKeys={group?.dimension === dimension ? [group.name] : []}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined) pickGroup({ dimension, name: String(key) });
        close();
      }}
    >
      {names.map((name) => (
        <ListBoxItem key={name} id={name} className={ui.item ?? ''}>
          {groupLabel({ dimension, name })}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}

import { Check, ChevronDown } from 'lucide-react';
import { useEffect } from 'react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { useRoute } from 'wouter';
import { useMay, useWho } from '../../../shared/access/who';
import { navigate } from '../../../shared/address/navigate';
import { prefer, usePreferences } from '../../../shared/preferences/preferences';
import { useDesk } from '../../../shared/store/desk';
import ui from '../../../shared/ui/ui.module.css';
import { boardAddress, nameInAddress } from '../data/address';
import { readList, reset } from '../data/boards';
import styles from './BoardTools.module.css';
import { isDraft } from '../data/draft';
import { openDialog, type Asked } from '../dialogs/dialog';
import { exportBoard } from '../data/files';
import { documentOf, usualBoard } from '../data/model';
import { say } from '../data/speech';
import { useBoards } from '../data/state';
import { useEditing } from '../data/useEditing';

const all = 'board:';

/** Which board is shown, and what can be done with it. */
export function BoardSwitcher() {
  const list = useBoards((state) => state.list);
  const open = useBoards((state) => state.open);
  const start = usePreferences((own) => own.start);
  const ready = useDesk((state) => state.order.length > 0);
  const { canEdit, startEditing } = useEditing();
  const isManager = useMay('manager');
  // Where nobody signs in there is nothing that a link could spare.
  const mayLink = useWho(({ who }) => who?.signIn != null) && isManager;
  const [isShared] = useRoute('/board/shared/:share'),
    [isOwn] = useRoute('/board/:name');
  useEffect(() => {
    void readList();
  }, []);
  const own = open !== null && !open.isShared,
    isKept = own && !isDraft(open);
  // A board that was just made may not be in the list yet.
  const names = [...new Set([...(list ?? []).map((board) => board.name), ...(own ? [open.name] : [])])].toSorted(
    (a, b) => a.localeCompare(b, undefined, { numeric: true }),
  );

  const called = open?.name ?? (isShared ? 'Shared board' : isOwn ? nameInAddress() : 'All KPIs');

  function act(key: string): void {
    if (key === all) navigate('/');
    else if (key.startsWith(all)) navigate(boardAddress(key.slice(all.length)));
    else if (key === 'start') openFirst(start !== open!.name);
    else if (key === 'edit') startEditing();
    else if (key === 'reset') {
      reset();
      say('The board shows all KPIs again. Undo brings yours back.');
    } else if (key === 'export') exportBoard(open?.name ?? 'All KPIs', current());
    else openDialog(key as Asked);
  }

  function openFirst(first: boolean): void {
    prefer({ start: first ? open!.name : null });
    say(
      first
        ? `Apollo opens with ${open!.name} from now on, in this browser.`
        : 'Apollo opens with all KPIs from now on.',
    );
  }

  return (
    <MenuTrigger
      onOpenChange={(isOpen) => {
        if (isOpen) void readList();
      }}
    >
      <Button className={styles.switcher ?? ''}>
        <span className="hidden-text">Board: </span>
        <span className={styles.name}>{called}</span>
        <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className={ui.popover ?? ''} placement="bottom start" offset={6}>
        <Menu className={ui.menu ?? ''} aria-label="Boards" onAction={(key) => act(String(key))}>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[own ? all + open.name : isOwn || isShared ? '' : all]}
          >
            <Header className={ui.section ?? ''}>Boards</Header>
            <Item id={all} name="All KPIs" />
            {names.map((name) => (
              <Item key={name} id={all + name} name={name} />
            ))}
          </MenuSection>
          {isKept && (
            <MenuSection selectionMode="multiple" selectedKeys={start === open.name ? ['start'] : []}>
              <Header className={ui.section ?? ''}>This board</Header>
              <Item id="start" name="Open at start" />
            </MenuSection>
          )}
          <MenuSection {...(isKept ? { 'aria-label': 'This board' } : {})}>
            {!isKept && <Header className={ui.section ?? ''}>Make your own</Header>}
            {canEdit && <Item id="edit" name="Edit board" />}
            {isKept && <Item id="rename" name="Rename…" />}
            {(own || open) && <Item id="duplicate" name={own ? 'Duplicate…' : 'Keep as my own…'} />}
            {isKept && <Item id="share" name="Share by link…" />}
            {isKept && mayLink && <Item id="links" name="View links…" />}
            {ready && <Item id="export" name="Export as file" />}
            {own && <Item id="reset" name="Reset to all KPIs" />}
            {isKept && <Item id="delete" name="Delete…" />}
          </MenuSection>
          <MenuSection>
            <Header className={ui.section ?? ''}>More</Header>
            {ready && <Item id="new" name="New board…" />}
            <Item id="import" name="Import from file…" />
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function current() {
  const { open } = useBoards.getState();
  const { desk, catalogue, order } = useDesk.getState();
  return open ? documentOf(open.desk, open.sections) : usualBoard(desk!.id, catalogue, order);
}

function Item({ id, name }: { id: string; name: string }) {
  return (
    <MenuItem id={id} textValue={name} className={ui.item ?? ''}>
      <Check size="1rem" strokeWidth={1.5} className={ui.check} aria-hidden="true" />
      <span>{name}</span>
    </MenuItem>
  );
}

import { useEffect, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { navigate } from 'wouter/use-browser-location';
import { useDesk } from '../../../shared/store/desk';
import { ApiError } from '../../../shared/wire/api';
import { boardAddress, sharedAddress } from '../data/address';
import styles from './BoardDialog.module.css';
import { createBoard, removeBoard, renameBoard } from '../data/boards';
import { closeDialog, type Asked } from './dialog';
import { documentOf, faultOfName, freeName, usualBoard, type BoardDocument } from '../data/model';
import { BoardFault, parseFile } from '../data/parse';
import { setEditing, useBoards } from '../data/state';

const titles: Record<Asked, string> = {
  new: 'New board',
  duplicate: 'Duplicate board',
  rename: 'Rename board',
  share: 'Share board',
  delete: 'Delete board',
  import: 'Import board',
};

/** The one dialog about boards. */
export default function BoardDialog({ asked }: { asked: Asked }) {
  return (
    <ModalOverlay
      className={styles.under ?? ''}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) closeDialog();
      }}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''}>
          <Heading slot="title" className={styles.title ?? ''}>
            {titles[asked]}
          </Heading>
          {asked === 'share' ? (
            <Share />
          ) : asked === 'delete' ? (
            <Delete />
          ) : asked === 'import' ? (
            <Import />
          ) : (
            <Name asked={asked} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const words = (error: unknown): string =>
  error instanceof ApiError || error instanceof BoardFault
    ? error.message
    : 'The server does not answer. Try again in a moment.';

/** A board of all KPIs of the desk, or without any. */
function fresh(empty: boolean): BoardDocument {
  const { desk, catalogue, order } = useDesk.getState();
  return empty
    ? { version: 1, desk: desk!.id, sections: [{ title: '', cards: [] }] }
    : usualBoard(desk!.id, catalogue, order);
}

function useNames(): string[] {
  return (useBoards((state) => state.list) ?? []).map((board) => board.name);
}

/** Runs what the dialog is for; closes it when that is done, else says why not. */
function useDoing(): {
  busy: boolean;
  fault: string | null;
  doing: (work: () => Promise<void>) => void;
  setFault: (fault: string | null) => void;
} {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  function doing(work: () => Promise<void>): void {
    setBusy(true);
    setFault(null);
    work().then(closeDialog, (error) => {
      setBusy(false);
      setFault(words(error));
    });
  }
  return { busy, fault, doing, setFault };
}

function Name({ asked }: { asked: 'new' | 'duplicate' | 'rename' }) {
  const names = useNames();
  const open = useBoards((state) => state.open);
  const [name, setName] = useState(() =>
    asked === 'rename'
      ? open!.name
      : freeName(asked === 'duplicate' && open ? `${open.name.slice(0, 50)} copy` : 'My board', names),
  );
  const [empty, setEmpty] = useState(false);
  const { busy, fault, doing, setFault } = useDoing();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  function submit(event: React.FormEvent): void {
    event.preventDefault();
    const own = name.trim();
    if (asked === 'rename' && own === open!.name) return closeDialog();
    const wrong = faultOfName(own, names);
    if (wrong) {
      setFault(wrong);
      return input.current?.focus();
    }
    doing(async () => {
      if (asked === 'rename') await renameBoard(open!.name, own);
      else await createBoard(own, asked === 'duplicate' && open ? documentOf(open.desk, open.sections) : fresh(empty));
      navigate(boardAddress(own));
      if (asked === 'new') setEditing(own);
    });
  }

  return (
    <form onSubmit={submit} noValidate>
      <label className={styles.label}>
        Name
        <input
          ref={input}
          autoFocus
          className={styles.input}
          value={name}
          maxLength={60}
          aria-invalid={fault !== null}
          aria-describedby="board-fault"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      {asked === 'new' && (
        <fieldset className={styles.choice}>
          <legend>Begin with</legend>
          <label>
            <input type="radio" name="begin" checked={!empty} onChange={() => setEmpty(false)} /> all KPIs
          </label>
          <label>
            <input type="radio" name="begin" checked={empty} onChange={() => setEmpty(true)} /> an empty board
          </label>
        </fieldset>
      )}
      <Fault text={fault} />
      <Buttons>
        <button type="submit" className={styles.main} disabled={busy}>
          {asked === 'rename' ? 'Rename' : asked === 'duplicate' ? 'Duplicate' : 'Make board'}
        </button>
      </Buttons>
    </form>
  );
}

function Share() {
  const open = useBoards((state) => state.open);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const input = useRef<HTMLInputElement>(null);
  if (!open?.share)
    return (
      <>
        <p>The board has a link as soon as the server has kept it.</p>
        <Buttons away="Close" />
      </>
    );
  const link = `${location.origin}${sharedAddress(open.share)}`;
  const copy = (): void => {
    input.current?.select();
    void (navigator.clipboard?.writeText(link) ?? Promise.reject(new Error())).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  };
  return (
    <>
      <p>
        {`Whoever has this link and may see the desk can look at “${open.name}”, not change it. ` +
          'It follows your changes, and ends when you delete the board.'}
      </p>
      <label className={styles.label}>
        Link
        <input ref={input} readOnly className={styles.input} value={link} onFocus={(event) => event.target.select()} />
      </label>
      <p className={styles.fault} role="status">
        {copied === 'yes' ? 'Copied.' : copied === 'no' ? 'The browser did not copy it: press Ctrl+C.' : ''}
      </p>
      <Buttons away="Close">
        <button type="button" className={styles.main} autoFocus onClick={copy}>
          Copy link
        </button>
      </Buttons>
    </>
  );
}

function Delete() {
  const open = useBoards((state) => state.open);
  const { busy, fault, doing } = useDoing();
  return (
    <>
      <p>{`“${open?.name}” and its shared link end. This cannot be undone; an export keeps a copy.`}</p>
      <Fault text={fault} />
      <Buttons>
        <button
          type="button"
          className={styles.danger}
          disabled={busy}
          onClick={() =>
            doing(async () => {
              await removeBoard(open!.name);
              navigate('/');
            })
          }
        >
          Delete board
        </button>
      </Buttons>
    </>
  );
}

function Import() {
  const names = useNames();
  const { busy, fault, doing } = useDoing();
  const take = (file: File | undefined): void => {
    if (!file) return;
    doing(async () => {
      if (file.size > 64 * 1024) throw new BoardFault('A board has at most 64 KiB.');
      const { name, document } = parseFile(await file.text());
      const own = freeName(name && !faultOfName(name) ? name : 'Imported board', names);
      await createBoard(own, document);
      navigate(boardAddress(own));
    });
  };
  return (
    <>
      <label className={styles.label}>
        Board file (JSON, as exported)
        <input
          type="file"
          autoFocus
          accept=".json,application/json"
          className={styles.file}
          disabled={busy}
          onChange={(event) => take(event.target.files?.[0])}
        />
      </label>
      <Fault text={fault} />
      <Buttons />
    </>
  );
}

const Fault = ({ text }: { text: string | null }) => (
  <p id="board-fault" className={styles.fault} role="alert">
    {text}
  </p>
);

const Buttons = ({ children, away = 'Cancel' }: { children?: React.ReactNode; away?: string }) => (
  <div className={styles.buttons}>
    <button type="button" className={styles.plain} onClick={closeDialog}>
      {away}
    </button>
    {children}
  </div>
);

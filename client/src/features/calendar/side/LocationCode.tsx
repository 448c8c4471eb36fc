import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import ui from '../../../shared/ui/ui.module.css';
import styles from './LocationCode.module.css';

interface Props {
  name: string;
  code: string;
  onRecode: (name: string, code: string) => Promise<string | null>;
}

/** Gives a location another code, on every screen. */
export function LocationCode(props: Props) {
  return (
    <DialogTrigger>
      <Button className={styles.edit ?? ''} aria-label={`Change the code ${props.code} of ${props.name}`}>
        <Pencil size=".875rem" strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className={ui.popover ?? ''} placement="bottom start" offset={4}>
        <Dialog className={styles.dialog ?? ''} aria-label={`Code of ${props.name}`}>
          {({ close }) => <Form {...props} onDone={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Form({ name, code, onRecode, onDone }: Props & { onDone: () => void }) {
  const [text, setText] = useState(code);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const problem = await onRecode(name, text);
    setBusy(false);
    if (problem) setWrong(problem);
    else onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        void save(event);
      }}
    >
      <label>
        <bdi>{`Code of ${name}`}</bdi>
        <input
          type="text"
          autoFocus
          value={text}
          maxLength={3}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={wrong !== null}
          onChange={(event) => {
            setText(event.target.value.toUpperCase());
            setWrong(null);
          }}
        />
      </label>
      <p role={wrong ? 'alert' : undefined} className={wrong ? styles.wrong : undefined}>
        {wrong ?? 'One to three letters or digits, for everybody.'}
      </p>
      <div className={styles.acts}>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
        <button type="submit" className={styles.save} disabled={busy || text === ''}>
          Save
        </button>
      </div>
    </form>
  );
}

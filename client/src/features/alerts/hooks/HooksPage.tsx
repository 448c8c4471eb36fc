import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../../shared/access/who';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { NothingHere } from '../../../shared/ui/NothingHere';
import { Region } from '../../../shared/ui/Region';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { useDoing } from '../../../shared/ui/useDoing';
import { Frame } from '../frame/Frame';
import table from '../history/EndedTable.module.css';
import { HookDialog } from './HookDialog';
import { hooksPath, presets, testHook, type Hook } from '../data/hooks';
import styles from './Hooks.module.css';

/** Where the desk's alerts are sent over HTTP: to a chat, to whoever is on duty, to a program. */
export default function HooksPage() {
  if (!useMay('manager'))
    return <NothingHere title="Hooks are for managers">They send alerts to a chat or a program.</NothingHere>;
  return <Hooks />;
}

function Hooks() {
  const desk = useDesk((state) => state.desk?.id);
  const { data, fault, renew } = useAnswer<readonly Hook[]>(hooksPath);
  const [open, setOpen] = useState<Hook | 'new' | null>(null);
  const hooks = data?.filter((hook) => hook.desk === desk);
  return (
    <Frame
      tools={
        <button type="button" className={form.button} onClick={() => setOpen('new')}>
          <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <bdi>New hook</bdi>
        </button>
      }
    >
      {fault !== null && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      {hooks?.length === 0 && (
        <p className={styles.none}>
          There are none yet. A hook sends the alerts of rules that name it to Slack, Teams or a program.
        </p>
      )}
      {hooks && hooks.length > 0 && (
        <Region name="The hooks">
          <List hooks={hooks} onOpen={setOpen} />
        </Region>
      )}
      {open && (
        <HookDialog
          hook={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onKept={() => {
            setOpen(null);
            renew();
          }}
        />
      )}
    </Frame>
  );
}

function List({ hooks, onOpen }: { hooks: readonly Hook[]; onOpen: (hook: Hook) => void }) {
  const { isBusy, fault, setFault, doing } = useDoing();
  const [said, setSaid] = useState('');
  const test = (hook: Hook): void =>
    doing(async () => {
      setSaid('');
      const { sent, error } = await testHook(hook);
      if (sent) setSaid(`${hook.name} has taken the test.`);
      else setFault(`${hook.name} did not take the test: ${error ?? 'it gave no reason.'}`);
    });
  return (
    <>
      <div className={table.scroll}>
        <table className={table.table} aria-label="Hooks">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Kind</th>
              <th scope="col" className={styles.more}>
                Address
              </th>
              <th scope="col" className={styles.more}>
                Signed
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {hooks.map((hook) => (
              <tr key={hook.id}>
                <th scope="row">
                  <bdi>{hook.name}</bdi>
                </th>
                <td>{presets[hook.preset]}</td>
                <td className={`${table.note} ${styles.more}`}>{hook.address}</td>
                <td className={styles.more}>{hook.hasSecret ? 'yes' : 'no'}</td>
                <td className={`${table.number} ${styles.acts}`}>
                  <button
                    type="button"
                    disabled={isBusy}
                    aria-label={`Send a test to ${hook.name}`}
                    onClick={() => test(hook)}
                  >
                    Send a test
                  </button>
                  <button type="button" aria-label={`Change ${hook.name}`} onClick={() => onOpen(hook)}>
                    Change
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={form.fault} role="alert">
        {fault}
      </p>
      <p className={styles.said} role="status">
        {said}
      </p>
    </>
  );
}

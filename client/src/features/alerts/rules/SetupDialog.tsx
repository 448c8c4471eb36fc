import { useState } from 'react';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { ModalDialog } from '../../../shared/ui/ModalDialog';
import { useDoing } from '../../../shared/ui/useDoing';
import { send } from '../../../shared/wire/api';
import table from '../history/EndedTable.module.css';
import { setupPath, type SetupReport } from './setup';
import styles from './RulesPage.module.css';

const most = 1024 * 1024;

const words = { added: 'new', changed: 'changed', unchanged: 'as it is', refused: 'not taken' } as const;

/** Takes a desk's rules, limits, boards and displays in: first what would change, then what did. */
export function SetupDialog({ onClose, onTaken }: { onClose: () => void; onTaken: () => void }) {
  const desk = useDesk((state) => state.desk?.id ?? '');
  const [setup, setSetup] = useState<unknown>(null);
  const [report, setReport] = useState<SetupReport | null>(null);
  const { isBusy, fault, setFault, doing } = useDoing();
  const ask = (document: unknown, isDry: boolean): void =>
    doing(async () => {
      setReport(await send<SetupReport>('POST', setupPath(desk) + (isDry ? '?dry=true' : ''), document));
      if (!isDry) onTaken();
    });
  async function read(file: File | undefined): Promise<void> {
    setReport(null);
    if (!file) return;
    if (file.size > most) return setFault('The file is larger than 1 MB.');
    try {
      const document: unknown = JSON.parse(await file.text());
      setSetup(document);
      ask(document, true);
    } catch {
      setFault('This file is no JSON.');
    }
  }
  return (
    <ModalDialog title="Take a setup in" onClose={onClose}>
      <p>
        Rules, limits, boards and displays of a file that was saved here, or at another desk. It adds and changes, and
        removes nothing.
      </p>
      <label className={form.label}>
        File
        <input
          className={form.input}
          type="file"
          accept="application/json,.json"
          onChange={({ target }) => void read(target.files?.[0])}
        />
      </label>
      {report && <Report report={report} />}
      <p className={form.fault} role="alert">
        {fault}
      </p>
      <div className={form.buttons}>
        <button type="button" className={form.button} onClick={onClose}>
          {report && !report.dry ? 'Close' : 'Cancel'}
        </button>
        {report?.dry && (
          <button type="button" className={form.main} disabled={isBusy} onClick={() => ask(setup, false)}>
            Take it in
          </button>
        )}
      </div>
    </ModalDialog>
  );
}

function Report({ report: { dry, changes } }: { report: SetupReport }) {
  const count = (outcome: keyof typeof words): number => changes.filter((one) => one.outcome === outcome).length;
  const sums = (['added', 'changed', 'unchanged', 'refused'] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${words[outcome]}`);
  return (
    <>
      <p role="status">
        <b>{`${dry ? 'It would be' : 'Done'}: ${sums.join(', ') || 'nothing in it'}.`}</b>
      </p>
      <div className={styles.report}>
        <table className={table.table} aria-label="What becomes of each part">
          <thead>
            <tr>
              <th scope="col">Part</th>
              <th scope="col">Name</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ part, name, outcome, reason }, at) => (
              <tr key={at}>
                <td>{part}</td>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td className={styles.limits}>
                  <bdi>{words[outcome]}</bdi>
                  {reason && <p>{reason}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

import { CircleAlert, CircleCheck, CircleX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { reasonOf } from '../../../shared/wire/api';
import type { CheckStep, CheckVerdict } from '../../../shared/wire/generated';
import { check } from '../data/check';
import styles from './Connect.module.css';
import { Mapped } from './Mapped';

const signs: Readonly<Record<CheckVerdict, { Sign: typeof CircleX; text: string }>> = {
  ok: { Sign: CircleCheck, text: 'Right' },
  note: { Sign: CircleAlert, text: 'Worth knowing' },
  wrong: { Sign: CircleX, text: 'Wrong' },
};

/** Checks the ITSM of a desk: what is found stands there line by line, as it is found. */
export function Check() {
  const desks = useDesk((state) => state.desks);
  const open = useDesk((state) => state.desk?.id);
  const [chosen, setChosen] = useState<string>();
  const { steps, state, fault, run } = useCheck();
  const desk = chosen ?? open;
  const tickets = steps.find((step) => step.tickets)?.tickets;
  return (
    <section className={styles.part} aria-labelledby="check-heading">
      <h3 id="check-heading">Check how a desk is read</h3>
      <p>
        Connection, login, every query, ids, stamps, values and what a poll costs, each with its mend. It writes
        nothing, and takes seconds at a million tickets.
      </p>
      <div className={styles.row}>
        <label className={form.label}>
          Desk
          <select className={form.select} value={desk ?? ''} onChange={(event) => setChosen(event.target.value)}>
            {desks.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className={form.main}
          disabled={state === 'running' || desk === undefined}
          onClick={() => run(desk!)}
        >
          {state === 'running' ? 'Checking…' : 'Check'}
        </button>
      </div>
      {fault !== null && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      <ul className={styles.lines} aria-busy={state === 'running'} hidden={steps.length === 0}>
        {steps
          .filter((step) => !step.tickets)
          .map(({ verdict, text }) => (
            <Line key={text} verdict={verdict} text={text} />
          ))}
      </ul>
      <p role="status" className={styles.sum}>
        {state === 'done' ? sumOf(steps) : ''}
      </p>
      {tickets && <Mapped tickets={tickets} />}
    </section>
  );
}

function Line({ verdict, text }: { verdict: CheckVerdict; text: string }) {
  const { Sign, text: spoken } = signs[verdict];
  return (
    <li className={styles[verdict]}>
      <Sign size="1rem" strokeWidth={1.75} aria-hidden="true" />
      <span className="hidden-text">{`${spoken}: `}</span>
      <span translate="no">{text}</span>
    </li>
  );
}

/** What the check says in all. */
function sumOf(steps: readonly CheckStep[]): string {
  const count = (verdict: CheckVerdict): number => steps.filter((step) => step.verdict === verdict).length;
  const wrong = count('wrong'),
    notes = count('note');
  if (wrong > 0) return `${wrong} wrong: mend ${wrong === 1 ? 'it' : 'them'}, and check again.`;
  return notes > 0 ? `Nothing is wrong; ${notes} worth knowing.` : 'Nothing is wrong.';
}

interface Running {
  steps: readonly CheckStep[];
  state: 'idle' | 'running' | 'done';
  fault: string | null;
}

/** A check as it runs; it ends when the page is left. */
function useCheck(): Running & { run: (desk: string) => void } {
  const [running, setRunning] = useState<Running>({ steps: [], state: 'idle', fault: null });
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const run = (desk: string): void => {
    const own = (stop.current = new AbortController());
    setRunning({ steps: [], state: 'running', fault: null });
    check(desk, (step) => setRunning((now) => ({ ...now, steps: [...now.steps, step] })), own.signal).then(
      () => setRunning((now) => ({ ...now, state: 'done' })),
      (error: unknown) => {
        if (!own.signal.aborted) setRunning((now) => ({ ...now, state: 'idle', fault: reasonOf(error) }));
      },
    );
  };
  return { ...running, run };
}

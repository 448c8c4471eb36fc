import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { Region } from '../../../shared/ui/Region';
import { ModalDialog } from '../../../shared/ui/ModalDialog';
import { useDoing } from '../../../shared/ui/useDoing';
import { ApiError, reasonOf } from '../../../shared/wire/api';
import type { AlertRule } from '../../../shared/wire/alerts';
import { say } from '../data/acting';
import { BackTestPanel } from '../backtest/BackTestPanel';
import { addRule, changeRule, readRules, removeRule, useRulesStore } from '../data/rules';
import { Switch } from '../rules/Switch';
import styles from './Editor.module.css';
import { Due } from './Due';
import { draftOfForm, formOf, freshRule, levelText, limitText, type Faults, type Form } from './form';
import { isOfTickets, scaleOf, startOf, type Watched } from './kinds';
import { Limits } from './Limits';
import { Message } from './Message';
import { LeaveDialog, useLeaving } from './useLeaving';
import { What } from './What';
import { When } from './When';
import { Who } from './Who';

const home = '/alerts/rules';

type Read = Omit<AlertRule, 'id' | 'revision'> | AlertRule;

const isKept = (rule: Read): rule is AlertRule => 'id' in rule;

/** The five parts of a rule. What the server finds wrong stands at its field. */
export function Editor({ rule, onRead }: { rule: Read; onRead: (rule: AlertRule) => void }) {
  const [, go] = useLocation();
  const desk = useDesk((state) => state.desk?.id ?? '');
  const catalogue = useDesk((state) => state.catalogue);
  const first = useDesk((state) => state.order[0]);
  const [shown, setShown] = useState<Form>(() => formOf(rule, catalogue[rule.kpi]));
  const [isDirty, setDirty] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const [isElsewhere, setElsewhere] = useState(false);
  const [asks, setAsks] = useState(false);
  const { isBusy, fault, doing } = useDoing(reasonOf);
  const { draft, faults: found } = draftOfForm(shown, catalogue[shown.kpi]);
  const { to, leave, stay } = useLeaving(isDirty);
  const change = (more: Partial<Form>): void => {
    setShown((before) => ({ ...before, ...more }));
    setDirty(true);
    setFaults({});
  };
  function other(kpi: string): void {
    const definition = catalogue[kpi];
    if (!definition) return;
    const { warning, critical, above } = formOf(freshRule(definition), definition);
    const isOwnName = shown.name !== '' && shown.name !== catalogue[shown.kpi]?.title;
    const dimension = definition.breakdowns.includes(shown.dimension)
      ? shown.dimension
      : (definition.breakdowns[0] ?? '');
    change({
      kpi,
      warning,
      critical,
      above,
      dimension,
      ...(dimension === '' ? { scope: 'desk' } : {}),
      ...(isOwnName ? {} : { name: definition.title }),
    });
  }
  function watch(what: Watched): void {
    const begins = what === 'kpi' ? null : startOf[what];
    if (!begins) {
      const definition = catalogue[shown.kpi] ?? catalogue[first ?? ''];
      if (definition) change({ ...formOf(freshRule(definition), definition), enabled: shown.enabled });
      return;
    }
    const scale = scaleOf(what, undefined);
    change({
      what,
      name: begins.name,
      scope: 'desk',
      above: true,
      warning: levelText(begins.warning, scale),
      critical: levelText(begins.critical, scale),
      before: isOfTickets(what) ? '30' : '',
      ahead: '',
      to: shown.to.filter((to) => to !== 'holder'),
    });
  }
  function keep(revision: AlertRule | null): void {
    if (Object.keys(found).length > 0) return setFaults(found);
    doing(async () => {
      try {
        await (revision ? changeRule(desk, revision, draft) : addRule(desk, draft));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.status === 412) return setElsewhere(true);
        if (error.status === 403) throw new ApiError(403, notYours);
        if (error.parameter === null) throw error;
        return setFaults({ [error.parameter.split(/[.[]/)[0]!]: error.message });
      }
      setDirty(false);
      say('The rule is kept.');
      await readRules(desk);
      go(home);
    });
  }
  const kept = isKept(rule) ? rule : null;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        keep(kept);
      }}
    >
      <div className={styles.title}>
        <h3>{`Rule: ${shown.name || 'without a name'}`}</h3>
        <Switch label="The rule is switched on" isOn={shown.enabled} onSwitch={(enabled) => change({ enabled })} />
        <bdi>{shown.enabled ? 'On' : 'Off'}</bdi>
      </div>
      <div className={styles.columns}>
        <div className={styles.card}>
          <What rule={shown} faults={faults} onChange={change} onKpi={other} onWhat={watch} />
          {isOfTickets(shown.what) ? (
            <Due rule={shown} faults={faults} onChange={change} />
          ) : (
            <Limits rule={shown} faults={faults} onChange={change} />
          )}
          <When rule={shown} faults={faults} onChange={change} />
          <Who rule={shown} notify={draft.notify} faults={faults} onChange={change} />
          <Message rule={shown} draft={draft} faults={faults} onChange={change} />
          {isElsewhere && kept && (
            <Elsewhere
              onTheirs={() =>
                doing(async () => {
                  const theirs = await latest(desk, kept.id);
                  if (theirs) {
                    onRead(theirs);
                    setShown(formOf(theirs, catalogue[theirs.kpi]));
                    setDirty(false);
                  }
                  setElsewhere(false);
                })
              }
              onMine={() =>
                doing(async () => {
                  const theirs = await latest(desk, kept.id);
                  setElsewhere(false);
                  if (theirs) onRead(theirs);
                  keep(theirs);
                })
              }
            />
          )}
          {fault && (
            <p className={`${form.fault} ${styles.fault}`} role="alert">
              {fault}
            </p>
          )}
          <div className={styles.foot}>
            <button type="submit" className={form.main} disabled={isBusy}>
              Save
            </button>
            <button type="button" className={form.button} onClick={() => leave(home)}>
              Cancel
            </button>
            {kept && kept.revision > 0 && (
              <button type="button" className={styles.remove} onClick={() => setAsks(true)}>
                <Trash2 size="1rem" strokeWidth={1.5} aria-hidden="true" />
                <bdi>Delete rule</bdi>
              </button>
            )}
          </div>
        </div>
        <Region name="The back-test">
          {shown.what === 'kpi' ? (
            <BackTestPanel
              id={kept?.id ?? null}
              draft={draft}
              isWhole={['warning', 'critical', 'group'].every((field) => found[field] === undefined)}
              onLimit={(severity, at) => {
                const scale = scaleOf('kpi', catalogue[shown.kpi]);
                change({ [severity]: { ...shown[severity], at: limitText(at, scale) } });
              }}
            />
          ) : (
            <p className={styles.noPast}>
              History keeps the numbers of the desk: a rule on tickets, on the reading of the ITSM or on displays cannot
              be tried on the past.
            </p>
          )}
        </Region>
      </div>
      {to !== null && <LeaveDialog to={to} onStay={stay} />}
      {asks && kept && (
        <Remove
          rule={kept}
          onClose={() => setAsks(false)}
          onRemoved={() => {
            setDirty(false);
            void readRules(desk);
            go(home);
          }}
        />
      )}
    </form>
  );
}

const notYours = 'This rule is not yours to keep: members keep rules of their own teams that tell their own teams.';

/** The rule as it is now; null = it is no more. */
async function latest(desk: string, id: string): Promise<AlertRule | null> {
  await readRules(desk);
  return useRulesStore.getState().rules?.find((each) => each.id === id) ?? null;
}

/** Somebody else kept it meanwhile: theirs or mine. */
const Elsewhere = ({ onTheirs, onMine }: { onTheirs: () => void; onMine: () => void }) => (
  <div className={styles.elsewhere} role="alert">
    <p>Somebody else has changed this rule meanwhile. Yours is not kept yet.</p>
    <div className={form.buttons}>
      <button type="button" className={form.button} onClick={onTheirs}>
        Show theirs
      </button>
      <button type="button" className={form.button} onClick={onMine}>
        Keep mine
      </button>
    </div>
  </div>
);

function Remove({ rule, onClose, onRemoved }: { rule: AlertRule; onClose: () => void; onRemoved: () => void }) {
  const desk = useDesk((state) => state.desk?.id ?? '');
  const { isBusy, fault, doing } = useDoing((error) =>
    error instanceof ApiError && error.status === 403 ? notYours : reasonOf(error),
  );
  return (
    <ModalDialog title={`Delete ${rule.name}?`} onClose={onClose}>
      <p>What it raised ends. Alerts that are over stay in the history.</p>
      <p className={form.fault} role="alert">
        {fault}
      </p>
      <div className={form.buttons}>
        <button type="button" className={form.button} autoFocus onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className={form.danger}
          disabled={isBusy}
          onClick={() =>
            doing(async () => {
              await removeRule(desk, rule);
              onRemoved();
            })
          }
        >
          Delete rule
        </button>
      </div>
    </ModalDialog>
  );
}

import { Download, Plus, Upload } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { under } from '../../../shared/address/base';
import { useMay } from '../../../shared/access/who';
import { plain } from '../../../shared/format/plain';
import { useDesk } from '../../../shared/store/desk';
import { serverNow } from '../../../shared/tick/clock';
import form from '../../../shared/ui/form.module.css';
import { NothingHere } from '../../../shared/ui/NothingHere';
import { Region } from '../../../shared/ui/Region';
import { SearchBox } from '../../../shared/ui/SearchBox';
import { useAnswer } from '../../../shared/ui/useAnswer';
import type { AlertRule } from '../../../shared/wire/alerts';
import type { Alert } from '../../../shared/wire/wire';
import { alertsPath } from '../data/api';
import { readRules, useRules } from '../data/rules';
import { titleOf } from '../data/words';
import { Frame } from '../frame/Frame';
import { RuleTable } from './RuleTable';
import { setupPath } from './setup';
import { SetupDialog } from './SetupDialog';
import styles from './RulesPage.module.css';

const month = 30 * 86_400_000;

/** The server gives so many alerts at most. */
const most = 1_000;

/** What is watched, and what could be. */
export default function RulesPage() {
  if (!useMay('member'))
    return (
      <NothingHere title="Rules are for members">
        They say when somebody is told, and whom. You see the alerts.
      </NothingHere>
    );
  return <Rules />;
}

function Rules() {
  const desk = useDesk((state) => state.desk?.id);
  const catalogue = useDesk((state) => state.catalogue);
  const { rules, fault } = useRules();
  const isManager = useMay('manager');
  const [isTaking, setTaking] = useState(false);
  const [search, setSearch] = useState('');
  const [since] = useState(() => serverNow() - month);
  const { data } = useAnswer<readonly Alert[]>(desk ? alertsPath(desk, since) : null);
  const found = (rules ?? []).filter((rule) =>
    plain(`${rule.name} ${titleOf(rule, catalogue)} ${rule.group ?? ''}`).includes(plain(search.trim())),
  );
  const kept = found.filter(({ revision }) => revision > 0),
    suggested = found.filter(({ revision }) => revision === 0);
  const firedOf = (rule: AlertRule): string | null =>
    data === null
      ? null
      : `${data.filter(({ rule: id, firedAt }) => id === rule.id && firedAt !== null).length}${
          data.length >= most ? ' or more' : ''
        }`;
  return (
    <Frame
      tools={
        <>
          {(rules?.length ?? 0) > 8 && <SearchBox label="Find a rule" text={search} onChange={setSearch} />}
          {isManager && desk && (
            <>
              <a className={form.button} href={under(setupPath(desk))} download={`apollo-${desk}.json`}>
                <Download size="1rem" strokeWidth={1.5} aria-hidden="true" />
                <bdi>Save all</bdi>
              </a>
              <button type="button" className={form.button} onClick={() => setTaking(true)}>
                <Upload size="1rem" strokeWidth={1.5} aria-hidden="true" />
                <bdi>Take in</bdi>
              </button>
            </>
          )}
          <Link href="/alerts/rules/new" className={form.button}>
            <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />
            <bdi>New rule</bdi>
          </Link>
        </>
      }
    >
      {fault !== null && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      {rules !== null && kept.length === 0 && search === '' && (
        <p className={styles.none}>No rule yet: switch on one that your limits suggest, or write one.</p>
      )}
      {kept.length > 0 && (
        <Region name="The rules">
          <RuleTable rules={kept} firedOf={firedOf} label="Rules" />
        </Region>
      )}
      {suggested.length > 0 && (
        <Region name="The suggested rules">
          <section className={styles.suggested}>
            <h3>Suggested by the desk’s limits</h3>
            <RuleTable rules={suggested} firedOf={() => null} label="Suggested rules" />
          </section>
        </Region>
      )}
      {isTaking && desk && <SetupDialog onClose={() => setTaking(false)} onTaken={() => void readRules(desk)} />}
    </Frame>
  );
}

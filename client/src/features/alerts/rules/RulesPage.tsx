import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
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
import { useRules } from '../data/rules';
import { titleOf } from '../data/words';
import { Frame } from '../frame/Frame';
import { RuleTable } from './RuleTable';
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
    </Frame>
  );
}

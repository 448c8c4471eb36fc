import { useState } from 'react';
import { duration } from '../../../shared/format/duration';
import { columnTime } from '../../../shared/format/time';
import { limitValue } from '../../../shared/format/value';
import { useDesk } from '../../../shared/store/desk';
import { tickNow } from '../../../shared/tick/ticker';
import { useSpoken } from '../../../shared/ui/useSpoken';
import table from '../history/EndedTable.module.css';
import type { BackTest } from '../../../shared/wire/alerts';
import type { RuleDraft } from '../data/rules';
import { numberText, whereText } from '../data/words';
import styles from './BackTest.module.css';
import { Chart } from './Chart';
import { useBackTest, usePast } from './useBackTest';
import { busiest, enoughFrom, enoughText, further, lastedOf, rangeText, sentence } from './words';

const ranges = [7, 30, 90] as const;

/** So many times are listed. */
const most = 12;

interface Props {
  /** Of a rule that is kept. */
  id: string | null;
  draft: RuleDraft;
  /** Whether the fields can be sent. */
  isWhole: boolean;
  onLimit: (severity: 'warning' | 'critical', at: number) => void;
}

/** What the rule would have done in the days before: a sentence, a chart, each time, and limits around its own. */
export function BackTestPanel({ id, draft, isWhole, onLimit }: Props) {
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const [days, setDays] = useState<number>(30);
  const of = draft.critical ? 'critical' : 'warning';
  const { test, fault, isAsking, isNone } = useBackTest(id, isWhole ? draft : null, days, of);
  const past = usePast(draft, days);
  const enough = test && enoughFrom(test);
  const said = test && enough === null ? sentence(test, draft[of]?.at) : '';
  const spoken = useSpoken(said, 500);
  if (isNone) return null;
  return (
    <section className={styles.panel} aria-labelledby="back-test" aria-busy={isAsking}>
      <div className={styles.head}>
        <h3 id="back-test">Back-test</h3>
        <bdi>{test ? rangeText(Date.parse(test.from), Date.parse(test.to), zone) : ''}</bdi>
        <div className={styles.ranges} role="group" aria-label="Days of the back-test">
          {ranges.map((each) => (
            <button key={each} type="button" aria-pressed={days === each} onClick={() => setDays(each)}>
              {`${each} d`}
            </button>
          ))}
        </div>
      </div>
      {fault && (
        <p className={styles.fault} role="status">
          {`It could not be tried: ${fault}`}
        </p>
      )}
      {!isWhole && <p className={styles.fault}>It is tried as soon as number, group and limits are whole.</p>}
      {test && enough !== null && <p className={styles.sentence}>{enoughText(enough, zone)}</p>}
      {said && (
        <>
          <p className={styles.sentence}>{said}</p>
          <p className={styles.further}>
            {[busiest(test!), further(test!), 'Drag a limit, or type it at the left: both follow.']
              .filter(Boolean)
              .join(' ')}
          </p>
        </>
      )}
      <p className="hidden-text" role="status">
        {spoken}
      </p>
      {test && (
        <>
          <Chart test={test} past={draft.group === '*' ? null : past} draft={draft} onLimit={onLimit} />
          <div className={styles.tables}>
            <Each test={test} draft={draft} />
            <Around test={test} draft={draft} />
          </div>
        </>
      )}
    </section>
  );
}

function Each({ test, draft }: { test: BackTest; draft: RuleDraft }) {
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const definition = useDesk((state) => state.catalogue[draft.kpi]);
  const fired = test.fired.filter(({ severity }) => severity === test.of).toReversed();
  const now = tickNow();
  if (fired.length === 0) return <div />;
  return (
    <div>
      <h4>{fired.length > most ? `The latest ${most}` : 'Each time'}</h4>
      <div className={table.scroll}>
        <table className={table.table} aria-label="Each time">
          <thead>
            <tr>
              <th scope="col">From</th>
              {draft.group === '*' && <th scope="col">Group</th>}
              <th scope="col" className={table.number}>
                Lasted
              </th>
              <th scope="col" className={table.number}>
                Worst
              </th>
              <th scope="col">Told</th>
            </tr>
          </thead>
          <tbody>
            {fired.slice(0, most).map((each) => (
              <tr key={`${each.from} ${each.group ?? ''}`}>
                <td>{columnTime(Date.parse(each.from), now, zone)}</td>
                {draft.group === '*' && <td>{whereText({ dimension: draft.dimension, group: each.group })}</td>}
                <td className={table.number}>{duration(lastedOf(each, test.to))}</td>
                <td className={table.number}>{numberText(each.worst, definition)}</td>
                <td className={table.note}>
                  {each.live ? 'as it was' : each.outsideHours ? 'nobody, outside its hours' : 'at once'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Around({ test, draft }: { test: BackTest; draft: RuleDraft }) {
  const definition = useDesk((state) => state.catalogue[draft.kpi]);
  const own = draft[test.of]?.at;
  return (
    <div>
      <h4>{`If ${test.of} were ${draft.above ? 'at' : 'below'}`}</h4>
      <div className={table.scroll}>
        <table className={table.table} aria-label="Other limits">
          <thead>
            <tr>
              <th scope="col">Limit</th>
              <th scope="col" className={table.number}>
                Times
              </th>
              <th scope="col" className={table.number}>
                In all
              </th>
            </tr>
          </thead>
          <tbody>
            {test.around.map(({ at, times, total }) => (
              <tr
                key={at}
                className={at === own ? styles.own : undefined}
                aria-current={at === own ? 'true' : undefined}
              >
                <th scope="row">{definition ? limitValue(at, definition.presentation) : at}</th>
                <td className={table.number}>{times}</td>
                <td className={table.number}>{duration(total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

import { useState } from 'react';
import { endAfter, spans } from '../../../shared/access/spans';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { Once } from '../../../shared/ui/Once';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { useDoing } from '../../../shared/ui/useDoing';
import { at, send } from '../../../shared/wire/api';
import type { ViewLink } from '../../../shared/wire/people';
import { useBoards } from '../data/state';
import { Buttons } from './parts';
import { ViewLinkLine } from './ViewLinkLine';
import styles from './ViewLinks.module.css';

/** Links by which a board stands, live, in a page of the intranet: made and ended by who manages the desk. */
export function ViewLinks() {
  const open = useBoards((state) => state.open);
  const here = useDesk((state) => state.desk?.id);
  const path = `${at(open?.desk ?? here ?? '')}/links`;
  const { data, fault, renew } = useAnswer<readonly ViewLink[]>(path);
  const [days, setDays] = useState(90);
  const [made, setMade] = useState<ViewLink | null>(null);
  const making = useDoing();
  const failed = making.fault ?? fault;
  const share = open?.share;
  // Those of this board first, then the others of the desk, for they are the manager's too; the latest first.
  const links = (data ?? [])
    .toSorted((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt))
    .toSorted((one, other) => Number(other.board === share) - Number(one.board === share));
  return (
    <>
      {made?.url ? (
        <Once
          label="Address of the view link"
          secret={made.url}
          note="Shown only now. Whoever has it sees this board, and nothing else, without sign-in."
        />
      ) : (
        <form
          className={form.form}
          onSubmit={(event) => {
            event.preventDefault();
            making.doing(async () => {
              setMade(await send<ViewLink>('POST', path, { board: share, expiresAt: endAfter(days) }));
              renew();
            });
          }}
        >
          <p>{`Shows “${open?.name ?? ''}” to whoever has the link, live and without sign-in: in an intranet, say.`}</p>
          <label className={form.label}>
            It holds for
            <select className={form.select} value={days} onChange={(event) => setDays(Number(event.target.value))}>
              {spans.map(([span, text]) => (
                <option key={span} value={span}>
                  {text}
                </option>
              ))}
            </select>
          </label>
          <div>
            <button type="submit" className={form.main} disabled={making.isBusy || !share}>
              Make a link
            </button>
          </div>
        </form>
      )}
      {failed !== null && (
        <p className={form.fault} role="alert">
          {failed}
        </p>
      )}
      {links.length > 0 && (
        <ul className={styles.list} aria-label="View links of this desk">
          {links.map((link) => (
            <ViewLinkLine
              key={link.id}
              link={link}
              isBusy={making.isBusy}
              onEnd={() =>
                making.doing(async () => {
                  await send('DELETE', `${path}/${encodeURIComponent(link.id)}`);
                  if (made?.id === link.id) setMade(null);
                  renew();
                })
              }
            />
          ))}
        </ul>
      )}
      <Buttons away="Close" />
    </>
  );
}

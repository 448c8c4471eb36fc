import { useWho } from '../../../shared/access/who';
import { Administration } from '../../../shared/ui/Administration';
import { NothingHere } from '../../../shared/ui/NothingHere';
import { Check } from './Check';
import styles from './Connect.module.css';
import { Connect } from './Connect';

/** Whether the ITSM of a desk is read as it should be, and how another is connected. */
export default function ConnectPage() {
  const isAdmin = useWho(({ who }) => who === null || who.admin);
  if (!isAdmin)
    return (
      <NothingHere title="Connecting an ITSM is for administrators">
        They check how a desk is read, and connect others.
      </NothingHere>
    );
  return (
    <Administration>
      <div className={styles.page}>
        <Check />
        <Connect />
      </div>
    </Administration>
  );
}

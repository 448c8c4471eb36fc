import { useActing } from '../data/acting';
import { AcknowledgeDialog } from './AcknowledgeDialog';
import { Done } from './Done';
import { SilenceDialog } from './SilenceDialog';

/** What a person does with an alert, on whatever page: the dialog that is open, and what was done. */
export function Acts() {
  const open = useActing((state) => state.open);
  return (
    <>
      {open &&
        (open.act === 'silence' ? (
          <SilenceDialog key={open.alert.id} alert={open.alert} />
        ) : (
          <AcknowledgeDialog key={open.alert.id} alert={open.alert} />
        ))}
      <Done />
    </>
  );
}

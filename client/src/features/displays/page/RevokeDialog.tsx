import { useState } from 'react';
import { ask } from '../../../shared/wire/api';
import { ModalDialog } from '../../../shared/ui/ModalDialog';
import form from '../../../shared/ui/form.module.css';
import type { WallDisplay } from '../../../shared/wire/wire';

interface Props {
  display: WallDisplay;
  onClose: () => void;
}

/** Asks once before a display is revoked. */
export function RevokeDialog({ display, onClose }: Props) {
  const [fault, setFault] = useState<string | null>(null);
  const revoke = (): void => {
    ask(`/api/displays/${encodeURIComponent(display.id)}`, {
      method: 'DELETE',
      headers: { 'if-match': `"${display.revision}"` },
    }).then(onClose, (error: unknown) => setFault(error instanceof Error ? error.message : 'Not revoked: try again.'));
  };
  return (
    <ModalDialog title={`Revoke ${display.name}?`} onClose={onClose}>
      <p>Its television shows no numbers any more, and a code to be paired again.</p>
      <p className={form.fault} role="alert">
        {fault}
      </p>
      <div className={form.buttons}>
        <button type="button" className={form.button} onClick={onClose}>
          Cancel
        </button>
        <button type="button" className={form.danger} onClick={revoke}>
          Revoke
        </button>
      </div>
    </ModalDialog>
  );
}

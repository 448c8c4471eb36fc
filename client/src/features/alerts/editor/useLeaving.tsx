import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { base } from '../../../shared/address/base';
import form from '../../../shared/ui/form.module.css';
import { ModalDialog } from '../../../shared/ui/ModalDialog';

/** Leaving with changes asks once: by a link of Apollo, by Cancel, and by the browser itself. */
export function useLeaving(isDirty: boolean): {
  /** Where somebody is about to go; null = nowhere. */
  to: string | null;
  leave: (to: string) => void;
  stay: () => void;
} {
  const [, go] = useLocation();
  const [to, setTo] = useState<string | null>(null);
  useEffect(() => {
    if (!isDirty) return;
    const closing = (event: BeforeUnloadEvent): void => event.preventDefault();
    const pressed = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.origin !== location.origin) return;
      event.preventDefault();
      event.stopPropagation();
      setTo(link.pathname.slice(base.length) + link.search);
    };
    addEventListener('beforeunload', closing);
    document.addEventListener('click', pressed, true);
    return () => {
      removeEventListener('beforeunload', closing);
      document.removeEventListener('click', pressed, true);
    };
  }, [isDirty]);
  const leave = (address: string): void => (isDirty ? setTo(address) : go(address));
  return { to, leave, stay: () => setTo(null) };
}

/** Whether what was changed may be lost. */
export function LeaveDialog({ to, onStay }: { to: string; onStay: () => void }) {
  const [, go] = useLocation();
  return (
    <ModalDialog title="Leave without saving?" onClose={onStay}>
      <p>What you changed in this rule is lost then.</p>
      <div className={form.buttons}>
        <button type="button" className={form.button} autoFocus onClick={onStay}>
          Stay
        </button>
        <button type="button" className={form.danger} onClick={() => go(to)}>
          Leave
        </button>
      </div>
    </ModalDialog>
  );
}

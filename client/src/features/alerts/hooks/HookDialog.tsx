import { useState } from 'react';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { FormDialog } from '../../../shared/ui/FormDialog';
import { useDoing } from '../../../shared/ui/useDoing';
import { reasonOrChanged } from '../../../shared/wire/api';
import { addHook, changeHook, presets, removeHook, type Hook, type HookDraft, type Preset } from '../data/hooks';

const changed = reasonOrChanged('Somebody has changed this hook meanwhile: close this, and open it again.');

/** A hook, new or to be changed. */
export function HookDialog({ hook, onKept, onClose }: { hook: Hook | null; onKept: () => void; onClose: () => void }) {
  const desk = useDesk((state) => state.desk?.id);
  const [name, setName] = useState(hook?.name ?? '');
  const [preset, setPreset] = useState<Preset>(hook?.preset ?? 'json');
  const [url, setUrl] = useState('');
  const [secret, setSecret] = useState('');
  const { isBusy, fault, doing } = useDoing(changed);
  const keep = (): void => {
    const draft: HookDraft = {
      name,
      preset,
      ...(url.trim() === '' ? {} : { url: url.trim() }),
      ...(secret === '' ? {} : { secret }),
    };
    doing(() => (hook ? changeHook(hook, draft) : addHook(desk === undefined ? draft : { ...draft, desk })), onKept);
  };
  return (
    <FormDialog
      title={hook ? `Hook ${hook.name}` : 'New hook'}
      submit="Save"
      isBusy={isBusy}
      fault={fault}
      onSubmit={keep}
      onClose={onClose}
      onRemove={hook ? () => doing(() => removeHook(hook), onKept) : undefined}
    >
      <label className={form.label}>
        Name
        <input
          className={form.input}
          autoComplete="off"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label className={form.label}>
        Kind
        <select className={form.select} value={preset} onChange={({ target }) => setPreset(target.value as Preset)}>
          {Object.entries(presets).map(([id, text]) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label className={form.label}>
        <span>{hook ? `Address; left empty it stays ${hook.address}` : 'Address'}</span>
        <input
          className={form.input}
          type="url"
          autoComplete="off"
          placeholder="https://"
          value={url}
          onChange={({ target }) => setUrl(target.value)}
        />
      </label>
      <label className={form.label}>
        <span>{secretText(preset, hook)}</span>
        <input
          className={form.input}
          type="password"
          autoComplete="new-password"
          value={secret}
          onChange={({ target }) => setSecret(target.value)}
        />
      </label>
      <p className={form.hint}>Address and secret are never shown again.</p>
    </FormDialog>
  );
}

const secretText = (preset: Preset, hook: Hook | null): string => {
  if (hook?.hasSecret) return 'Secret; left empty it stays';
  return preset === 'pagerduty' ? 'Routing key of the service' : 'Secret that its calls are signed with, if you want';
};

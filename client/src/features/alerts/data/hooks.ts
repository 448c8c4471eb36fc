import { send } from '../../../shared/wire/api';

/** A place that alerts are sent to over HTTP; its address in full and its secret are never shown again. */
export interface Hook {
  id: string;
  desk: string;
  name: string;
  /** As much of its address as may be shown: `https://hooks.example/…`. */
  address: string;
  preset: Preset;
  hasSecret: boolean;
  revision: number;
}

/** In whose words a hook is told. */
export const presets = {
  json: 'Apollo’s own JSON',
  slack: 'Slack',
  teams: 'Microsoft Teams (Workflows)',
  mattermost: 'Mattermost',
  ntfy: 'ntfy',
  pagerduty: 'PagerDuty',
  alertmanager: 'Alertmanager',
} as const;
export type Preset = keyof typeof presets;

/** Of a change, an address or a secret that is left out stays as it was. */
export interface HookDraft {
  desk?: string;
  name: string;
  url?: string;
  secret?: string;
  preset: Preset;
}

export const hooksPath = '/api/hooks';
const one = (hook: Hook): string => `${hooksPath}/${encodeURIComponent(hook.id)}`;
const tag = (hook: Hook): string => `"${hook.revision}"`;

export const addHook = (draft: HookDraft): Promise<Hook> => send('POST', hooksPath, draft);
export const changeHook = (hook: Hook, draft: HookDraft): Promise<Hook> => send('PUT', one(hook), draft, tag(hook));
export const removeHook = (hook: Hook): Promise<null> => send('DELETE', one(hook), undefined, tag(hook));

/** Whether a message made for trying was taken, and else why not. */
export const testHook = (hook: Hook): Promise<{ sent: boolean; error: string | null }> =>
  send('POST', `${one(hook)}/test`);

import type { Group } from '../../../shared/store/desk';
import type { Alert } from '../../../shared/wire/wire';

/** The group that an alert is about; null = the whole desk. */
export const groupOf = ({ dimension, group }: Pick<Alert, 'dimension' | 'group'>): Group | null =>
  dimension === null || group === null ? null : { dimension: dimension, name: group };

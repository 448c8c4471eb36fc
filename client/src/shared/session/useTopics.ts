import { useEffect } from 'react';
import { watchTopics } from './session';

/** Further topics of the hub, as long as a component shows them. */
export function useTopics(topics: readonly string[]): void {
  const asked = topics.join(' ');
  useEffect(() => (asked ? watchTopics(asked.split(' ')) : undefined), [asked]);
}

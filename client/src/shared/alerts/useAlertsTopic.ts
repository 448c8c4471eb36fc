import { useTopics } from '../session/useTopics';

const topics = ['alerts'];

/** Asks the hub for the desk's alerts, as long as a component shows them. */
export const useAlertsTopic = (): void => useTopics(topics);

import styles from './Named.module.css';

/** Which display this is, over all that it shows: somebody looks for it. */
export const Named = ({ name, place }: { name: string; place: string }) => (
  <div className={styles.named} role="status" translate="no">
    <p>
      <b>{name}</b>
      <span>{place}</span>
    </p>
  </div>
);

import styles from './Editor.module.css';
import form from '../../../shared/ui/form.module.css';

/** A part of the editor, with what is wrong in it. */
export const Part = ({
  title,
  fault,
  children,
}: {
  title: string;
  fault?: string | undefined;
  children: React.ReactNode;
}) => (
  <fieldset className={styles.part}>
    <legend>{title}</legend>
    {children}
    <p className={form.fault} role="alert">
      {fault}
    </p>
  </fieldset>
);

/** One of some, side by side. */
export function Segments<T extends string>({
  label,
  options,
  chosen,
  onChoose,
}: {
  label: string;
  options: readonly { id: T; text: string }[];
  chosen: T;
  onChoose: (id: T) => void;
}) {
  return (
    <div className={styles.segments} role="group" aria-label={label}>
      {options.map(({ id, text }) => (
        <button key={id} type="button" aria-pressed={chosen === id} onClick={() => onChoose(id)}>
          {text}
        </button>
      ))}
    </div>
  );
}

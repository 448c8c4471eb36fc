import { under } from '../../../shared/address/base';
import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWho } from '../../../shared/access/who';
import { at, reasonOf, send } from '../../../shared/wire/api';
import type { Feed } from '../../../shared/wire/people';
import styles from './Subscribe.module.css';

/** What one may subscribe to; `location` and `person` are what is filtered now. */
export interface Offer {
  desk: string;
  deskName: string;
  locations: readonly string[];
  people: readonly string[];
  location: string | null;
  person: string | null;
}

type Kind = 'desk' | 'location' | 'technician';

/** Where a calendar program finds the visits: of the whole desk, of one location, or of one technician. */
export function feedAddress(origin: string, desk: string, kind: Kind, name: string): string {
  const only = kind === 'desk' ? '' : `?${kind}=${encodeURIComponent(name)}`;
  return `${origin}${under(at(desk))}/interventions.ics${only}`;
}

/** The address by which a calendar program opens it. */
export const webcal = (address: string): string => address.replace(/^https?:/, 'webcal:');

const kinds: readonly [Kind, string][] = [
  ['desk', 'Whole desk'],
  ['location', 'Location'],
  ['technician', 'Technician'],
];

/** An address to subscribe to: copied, opened, or saved as it is now. */
export function Subscribe({
  desk,
  deskName,
  locations,
  people,
  location: place,
  person,
  onClose,
}: Offer & { onClose: () => void }) {
  const [kind, setKind] = useState<Kind>(place !== null ? 'location' : person !== null ? 'technician' : 'desk');
  const [names, setNames] = useState({
    desk: '',
    location: place ?? locations[0] ?? '',
    technician: person ?? people[0] ?? '',
  });
  const [said, setSaid] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const isAsked = useWho(({ who }) => who?.signIn != null);
  const [own, setOwn] = useState<{ of: string; url: string } | null>(null);
  const plain = feedAddress(location.origin, desk, kind, names[kind]);
  // Where people sign in, a calendar program needs an address of its person's own; it is made when it is asked for.
  const address = !isAsked ? plain : own?.of === plain ? own.url : null;
  const options = kind === 'location' ? locations : people;

  const make = async (): Promise<void> => {
    try {
      const feed = await send<Feed>('POST', '/api/me/feeds', {
        desk,
        location: kind === 'location' ? names.location : null,
        technician: kind === 'technician' ? names.technician : null,
      });
      setOwn({ of: plain, url: feed.url ?? '' });
      setSaid('Made. It is shown only now; your account has a list of your addresses, where each can be ended.');
    } catch (error) {
      setSaid(reasonOf(error));
    }
  };

  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      // Without https there is no clipboard to write to; the older way still works there.
      if (navigator.clipboard) await navigator.clipboard.writeText(address ?? '');
      else if (!document.execCommand('copy')) throw new Error();
      setSaid(`Copied the address of ${kind === 'desk' ? deskName : names[kind]}.`);
    } catch {
      setSaid('The browser did not copy it: press Ctrl+C.');
    }
  };

  return (
    <ModalOverlay
      className={styles.under ?? ''}
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''}>
          <Heading slot="title" className={styles.title ?? ''}>
            Subscribe
          </Heading>
          <fieldset className={styles.kinds}>
            <legend>Interventions of</legend>
            {kinds.map(([id, text]) => (
              <label key={id}>
                <input
                  type="radio"
                  name="kind"
                  checked={kind === id}
                  disabled={
                    (id === 'location' && locations.length === 0) || (id === 'technician' && people.length === 0)
                  }
                  onChange={() => {
                    setKind(id);
                    setSaid('');
                  }}
                />
                <bdi>{text}</bdi>
              </label>
            ))}
          </fieldset>
          {kind !== 'desk' && (
            <label className={`${styles.label} ${styles.pick}`}>
              <bdi>{kind === 'location' ? 'Which location' : 'Which technician'}</bdi>
              <select
                value={names[kind]}
                onChange={(event) => {
                  setNames({ ...names, [kind]: event.target.value });
                  setSaid('');
                }}
              >
                {options.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            </label>
          )}
          <label className={styles.label}>
            Address
            <input
              ref={field}
              readOnly
              value={address ?? ''}
              placeholder="your own, once it is made"
              onFocus={(event) => event.target.select()}
            />
          </label>
          <p className={styles.hint}>
            A calendar program that knows this address follows what is planned, from 30 days back on.
          </p>
          <p className={styles.said} role="status">
            {said}
          </p>
          <div className={styles.acts}>
            <a href={plain} download={`${desk}.ics`}>
              Download
            </a>
            {address !== null && <a href={webcal(address)}>Open in calendar app</a>}
            {address === null ? (
              <button type="button" autoFocus className={styles.main} onClick={() => void make()}>
                Make an address
              </button>
            ) : (
              <button type="button" autoFocus className={styles.main} onClick={() => void copy()}>
                Copy address
              </button>
            )}
          </div>
          <button type="button" className={styles.close} aria-label="Close" onClick={onClose}>
            <X size="1rem" strokeWidth={1.5} aria-hidden="true" />
          </button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

import { useSpeech } from '../data/speech';

/** The polite live region of a board that is arranged. */
export function Spoken() {
  return (
    <div className="hidden-text" role="status" aria-live="polite" data-speech="">
      {useSpeech((speech) => speech.text)}
    </div>
  );
}

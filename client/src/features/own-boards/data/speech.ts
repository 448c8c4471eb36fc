import { create } from 'zustand';

/** What the board being arranged says to those who cannot see it. */
export const useSpeech = create<{ text: string }>(() => ({ text: '' }));

let odd = false;

/** Says it politely; the same words twice are said twice. */
export function say(text: string): void {
  odd = !odd;
  useSpeech.setState({ text: odd ? text : `${text}\u00a0` });
}

/** Tones of the sound, Hz, one after the other, and how long each is, s. */
const tones = [660, 880, 660, 880],
  each = 0.28,
  loudness = 0.5;

let context: AudioContext | null = null;

const made = (): AudioContext | null => {
  if (!context && typeof AudioContext !== 'undefined') context = new AudioContext();
  return context;
};

/** Whether the browser lets this page make a sound that nobody has asked for by a touch. */
export const isAudible = (): boolean => made()?.state === 'running';

/** Makes the sound of an alert, where the browser lets it; begun by hand it may be let from then on. */
export async function sound(): Promise<void> {
  const now = made();
  if (!now) return;
  if (now.state !== 'running') await Promise.race([now.resume(), new Promise((over) => setTimeout(over, 500))]);
  if (!isAudible()) return;
  tones.forEach((tone, place) => {
    const from = now.currentTime + place * each;
    const source = now.createOscillator(),
      volume = now.createGain();
    source.frequency.value = tone;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(loudness, from + 0.02);
    volume.gain.setValueAtTime(loudness, from + each - 0.06);
    volume.gain.linearRampToValueAtTime(0, from + each - 0.01);
    source.connect(volume).connect(now.destination);
    source.start(from);
    source.stop(from + each);
  });
}

const remembered = 50;
const sounded: string[] = [];

/** Makes it once for each notice. */
export function soundOnce(notices: readonly string[]): void {
  const news = notices.filter((notice) => !sounded.includes(notice));
  if (news.length === 0) return;
  sounded.push(...news);
  sounded.splice(0, sounded.length - remembered);
  void sound();
}

let context: AudioContext | null = null;

/** Two short tones, the second higher. Refused where nobody has touched the page yet: then nothing is heard. */
export async function play(): Promise<boolean> {
  const Context = globalThis.AudioContext;
  if (!Context) return false;
  context ??= new Context();
  if (context.state === 'suspended') await context.resume().catch(() => {});
  if (context.state !== 'running') return false;
  const begin = context.currentTime;
  [660, 880].forEach((pitch, place) => {
    const tone = context!.createOscillator(),
      loudness = context!.createGain(),
      at = begin + place * 0.18;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(0.2, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.16);
    tone.connect(loudness).connect(context!.destination);
    tone.start(at);
    tone.stop(at + 0.18);
  });
  return true;
}

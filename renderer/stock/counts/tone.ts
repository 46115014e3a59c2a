/** Good and bad told by ear: a clerk with a scanner looks at the goods, not at the screen. */

const GOOD_HZ = 880;
const BAD_HZ = 196;

/** A short tone. Where the browser gives no sound, the screen alone tells. */
export function playTone(kind: 'good' | 'bad'): void {
  if (typeof AudioContext === 'undefined') return;
  const audio = new AudioContext();
  const seconds = kind === 'good' ? 0.07 : 0.22;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.setValueAtTime(0.08, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + seconds);
  tone.frequency.value = kind === 'good' ? GOOD_HZ : BAD_HZ;
  tone.connect(volume).connect(audio.destination);
  tone.onended = () => void audio.close();
  tone.start();
  tone.stop(audio.currentTime + seconds);
}

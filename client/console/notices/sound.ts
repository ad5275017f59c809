import type { Urgency } from '../../../domain/notices/notice.ts'

/** Tones of a notice, Hz, each a fifth of a second: one for what is routine, a rising call for what is urgent, and that three times. */
const CALLS: Readonly<Record<Urgency, readonly number[]>> = {
  routine: [660],
  urgent: [660, 880],
  emergency: [660, 880, 0, 660, 880, 0, 660, 880],
}
const TONE_S = 0.2
const LOUDNESS = 0.15

let context: AudioContext | undefined

/** Plays the call of a notice. @returns false: the browser plays nothing before somebody has used the page */
export async function playCall(urgency: Urgency): Promise<boolean> {
  if (typeof AudioContext === 'undefined') return false
  context ??= new AudioContext()
  const audio = context
  // It stays pending for ever where nobody has used the page.
  if (audio.state === 'suspended') void audio.resume()
  await Promise.resolve()
  if (audio.state !== 'running' && navigator.userActivation?.hasBeenActive === false) return false
  CALLS[urgency].forEach((frequency, n) => {
    if (frequency === 0) return
    const tone = audio.createOscillator()
    const gain = audio.createGain()
    const from = audio.currentTime + n * TONE_S
    tone.frequency.value = frequency
    gain.gain.setValueAtTime(LOUDNESS, from)
    // An edge would click.
    gain.gain.exponentialRampToValueAtTime(0.001, from + TONE_S)
    tone.connect(gain).connect(audio.destination)
    tone.start(from)
    tone.stop(from + TONE_S)
  })
  return true
}

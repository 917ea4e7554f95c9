import { useSyncExternalStore } from 'react'

/** A choice of this device, not of a person; off until somebody turns it on. */
const storedAs = 'holdspace-call-sound'
const changed = 'holdspace-call-sound-changed'

function isOn(): boolean {
  return localStorage.getItem(storedAs) === 'on'
}

function subscribe(tell: () => void): () => void {
  window.addEventListener(changed, tell)
  window.addEventListener('storage', tell)
  return () => {
    window.removeEventListener(changed, tell)
    window.removeEventListener('storage', tell)
  }
}

export function useCallSound() {
  const on = useSyncExternalStore(subscribe, isOn, () => false)
  const toggle = () => {
    localStorage.setItem(storedAs, on ? 'off' : 'on')
    window.dispatchEvent(new Event(changed))
    // The press is what a browser asks for before it lets a page sound; it also says what will be heard.
    if (!on) void sound()
  }
  return { isOn: on, toggle }
}

const tones = [523, 659] as const
const toneSeconds = 0.28

/** Two soft tones, from one tab of the browser alone. A browser that allows no sound yet stays silent. */
export async function sound(): Promise<void> {
  const context = new AudioContext()
  const started = await Promise.race([context.resume().then(() => true), wait(300).then(() => false)])
  if (!started) return context.close()
  await navigator.locks.request(storedAs, { ifAvailable: true }, async (lock) => {
    if (lock === null) return
    for (const [at, hertz] of tones.entries()) play(context, hertz, at * toneSeconds)
    await wait(1500)
  })
  return context.close()
}

function play(context: AudioContext, hertz: number, after: number): void {
  const [tone, loudness, begins] = [context.createOscillator(), context.createGain(), context.currentTime + after]
  tone.frequency.value = hertz
  loudness.gain.setValueAtTime(0, begins)
  loudness.gain.linearRampToValueAtTime(0.15, begins + 0.03)
  loudness.gain.linearRampToValueAtTime(0, begins + toneSeconds)
  tone.connect(loudness).connect(context.destination)
  tone.start(begins)
  tone.stop(begins + toneSeconds)
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

export function soundIfWanted(): void {
  if (isOn()) void sound()
}

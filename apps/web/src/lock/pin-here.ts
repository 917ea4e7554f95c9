import { mostWrongPins } from '@holdspace/clinic/access/login-limits'
import type { Answers } from '../outputs.ts'

type Held = Answers['signIn']['sessionPin']
type Verifier = NonNullable<Held['verifier']>

/** Milliseconds, each from a beginning of its own. */
export interface TwoClocks {
  readonly monotonic: () => number
  readonly wall: () => number
}

export type TriedHere = { readonly is: 'right' } | { readonly is: 'wrong'; readonly triesLeft: number }

/**
 * What this page knows of the session PIN, in its memory and nowhere else: enough to open itself while the server cannot
 * be reached (RULINGS 14). A reload forgets it. Five wrong ones forget it too, and then only the server opens the screen.
 */
export class PinHere {
  private verifier: Verifier | null = null
  private wrongTries = 0
  private endsAt = { monotonic: 0, wall: 0 }
  private roomsOpen = 0

  constructor(private readonly clocks: TwoClocks) {}

  /** What the server said of the PIN of this login. */
  hold({ verifier, msLeft }: Held): void {
    this.verifier = verifier
    this.wrongTries = 0
    this.endsAt = { monotonic: this.clocks.monotonic() + msLeft, wall: this.clocks.wall() + msLeft }
  }

  /** This page shows the room of an open session until the answered function is called. */
  sitDown(): () => void {
    this.roomsOpen += 1
    return () => {
      this.roomsOpen -= 1
    }
  }

  isInRoom(): boolean {
    return this.roomsOpen > 0
  }

  /**
   * Whether a PIN can open this page without the server. The twelve hours of the login rule offline too: whichever clock
   * has run further counts, because one stands still while the device sleeps and the other can be set back.
   */
  canOpen(): boolean {
    const isOver = this.clocks.monotonic() >= this.endsAt.monotonic || this.clocks.wall() >= this.endsAt.wall
    return this.isInRoom() && this.verifier !== null && !isOver
  }

  /** Null when no PIN opens anything here: the server is needed. Counted before it is compared. */
  async tryPin(pin: string): Promise<TriedHere | null> {
    const { verifier } = this
    if (verifier === null || !this.canOpen()) return null
    this.wrongTries += 1
    const triesLeft = mostWrongPins - this.wrongTries
    if (triesLeft === 0) this.verifier = null
    if ((await hashOf(verifier, pin)) !== verifier.hash) return { is: 'wrong', triesLeft }
    this.wrongTries = 0
    this.verifier = verifier
    return { is: 'right' }
  }
}

/** The same arithmetic as the server's: PBKDF2 with SHA-256, 256 bits, base64. */
async function hashOf({ salt, iterations }: Verifier, pin: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: Uint8Array.from(atob(salt), (one) => one.charCodeAt(0)), iterations },
    key,
    256,
  )
  return btoa(String.fromCharCode(...new Uint8Array(bits)))
}

/** One page, one memory. */
export const pinHere = new PinHere({ monotonic: () => performance.now(), wall: () => Date.now() })

import type { House } from '@holdspace/use-cases/house'
import type { PatientState } from '@holdspace/use-cases/intake/find-packet-patient'
import type { LoginState } from '@holdspace/use-cases/sign-in/login-state'

/** What a request says about itself, as far as Holdspace relies on it. */
export interface RequestInfo {
  /** Address of the caller as the front saw it; throttling counts by it. */
  readonly ipAddress: string
  readonly userAgent: string
  /** Sent by the app's own polling and streams: it does not count as somebody using the login (S25). */
  readonly isBackground: boolean
}

/** What the browser brought: tokens as they are, never stored and never logged. */
export interface BroughtCookies {
  readonly login: string | null
  /** Password shown, code still owed. */
  readonly pending: string | null
  /** Names the browser, so that its owner is never locked out by somebody else's guesses (S19). */
  readonly device: string | null
  /** A patient's packet of forms on this browser. */
  readonly packet: string | null
}

export interface ApiContext {
  readonly house: House
  readonly request: RequestInfo
  readonly cookies: BroughtCookies
  readonly login: LoginState
  /** The patient whose packet this browser holds; apart from any login (RULINGS 15). */
  readonly patient: PatientState
  /** Adds one `Set-Cookie` header to the answer. */
  readonly setCookie: (header: string) => void
}

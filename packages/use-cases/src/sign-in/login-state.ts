import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { Instant } from '@holdspace/kit/instant'

/** How the request stands: nobody signed in, signed in but idle too long, or signed in and at work. */
export type LoginState =
  | { readonly kind: 'none' }
  /** `lockedSince`: entries made before it may still be sent, nothing else (RULINGS 14). */
  | { readonly kind: 'locked'; readonly actor: StaffActor; readonly lockedSince: Instant }
  | { readonly kind: 'active'; readonly actor: StaffActor }

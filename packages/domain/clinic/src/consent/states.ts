/** How a consent of somebody stands, in a word; apart from the rules that find it, for screens that only show it. */
export const standingStates = [
  'signed',
  'expiring',
  'missing',
  'expired',
  'outdated',
  'withdrawn',
  'contested',
  'declined',
] as const
export type StandingState = (typeof standingStates)[number]

/** Whether something may be done under it. */
export function isInForce(state: StandingState): boolean {
  return state === 'signed' || state === 'expiring'
}

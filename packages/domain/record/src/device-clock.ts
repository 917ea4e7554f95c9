/** A device that differs from the server by more than this says so, and the record keeps by how much (CK5). */
const tolerated = 60

export function isClockOff(secondsFast: number): boolean {
  return Math.abs(secondsFast) > tolerated
}

/** `3 min fast`, `1 h 30 min slow`: how a device's clock differs from the server's. */
export function clockOffWords(secondsFast: number): string {
  const minutes = Math.round(Math.abs(secondsFast) / 60)
  const hours = Math.floor(minutes / 60)
  const told = [
    ...(hours === 0 ? [] : [`${hours}\u00a0h`]),
    ...(minutes % 60 === 0 ? [] : [`${minutes % 60}\u00a0min`]),
  ]
  return `${told.join(' ')} ${secondsFast > 0 ? 'fast' : 'slow'}`
}

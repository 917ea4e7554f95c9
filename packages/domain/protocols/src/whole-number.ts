/**
 * Exact arithmetic for doses: whole numbers in, one rounding at the end, half away from zero. A float would round
 * 28.65 the wrong way on some machine one day; these cannot.
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new Error('A dose cannot be divided by nothing.')
  const negative = numerator < 0n !== denominator < 0n
  const top = numerator < 0n ? -numerator : numerator
  const bottom = denominator < 0n ? -denominator : denominator
  const rounded = (2n * top + bottom) / (2n * bottom)
  return negative ? -rounded : rounded
}

export function divideDown(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n || numerator < 0n) throw new Error('Only amounts, never debts, are rounded down.')
  return numerator / denominator
}

/** A whole number small enough to be exact as a JavaScript number; anything larger is no dose of any medicine. */
export function exactNumber(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new Error(`${value} is larger than any amount a clinic can hold.`)
  return number
}

/** `n ÷ d`, half up, as an exact number. */
export function ratio(numerator: bigint, denominator: bigint): number {
  return exactNumber(divideHalfUp(numerator, denominator))
}

/**
 * Reads what a person typed (`154`, `69.9`, `0.75`) as whole thousandths. Null for anything else: a comma, a sign, a
 * unit, more than three decimals. No float is made on the way.
 */
export function thousandthsOf(text: string): number | null {
  const match = /^(\d{1,7})(?:\.(\d{1,3}))?$/.exec(text.trim())
  if (match === null) return null
  const [, whole = '0', fraction = ''] = match
  return Number(whole) * 1000 + Number(fraction.padEnd(3, '0'))
}

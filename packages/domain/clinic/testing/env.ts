/** A run that must not skip what needs the neighbouring data (RULINGS 24). */
export function isContinuousIntegration(): boolean {
  return process.env.CI === 'true'
}

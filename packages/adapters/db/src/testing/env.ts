/** The folder of this test run's database, set by the run's global set-up and inherited by every worker. */
export function testRunFolder(): string | undefined {
  return process.env.HOLDSPACE_TEST_RUN_FOLDER
}

export function setTestRunFolder(folder: string): void {
  process.env.HOLDSPACE_TEST_RUN_FOLDER = folder
}

/** `npm run soak` runs the full sizes of RELIABILITY, `npm test` the small ones (RULINGS 23). */
export function isFullSize(): boolean {
  return process.env.HOLDSPACE_SIZE === 'full'
}

/** The seed that a run is to repeat; null where chance may take its own. */
export function askedSeed(): number | null {
  const seed = process.env.HOLDSPACE_SEED
  return seed === undefined ? null : Number(seed)
}

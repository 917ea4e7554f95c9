/** The one place where the commands read the environment. Children get a copy with telemetry switched off. */
export const isCi = process.env.CI === 'true' || process.env.CI === '1'
export const chromePath = process.env.CHROME_PATH ?? process.env.CHROMIUM_PATH ?? ''
export const searchPath = process.env.PATH ?? ''
/** A log file is read as it is: no colours where nobody looks at a terminal. */
export const coloursFor = process.stdout.isTTY ? {} : { NO_COLOR: '1' }
export const seedAsked = process.env.HOLDSPACE_SEED ?? ''

export function childEnv(extra = {}) {
  return {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    npm_config_update_notifier: 'false',
    ...extra,
  }
}

/** For the server that `npm start` runs in this same process: what is set by hand wins. */
export function becomeDemo(dataDir) {
  process.env.NODE_ENV ??= 'production'
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  process.env.HOLDSPACE_DEMO ??= '1'
  process.env.HOLDSPACE_DATA_DIR ??= dataDir
}

export function becomeProduction() {
  process.env.NODE_ENV ??= 'production'
  process.env.NEXT_TELEMETRY_DISABLED = '1'
}

/**
 * The server starts here: `node apps/server/dist/server.mjs`, and in the same way from `npm start` and
 * `holdspace serve`.
 */
import { boot, type Running } from './boot.ts'
import { readSettings } from './env.ts'
import { outliveOutput } from './outlive-output.ts'
import { sweepSooner } from './sweep-sooner.ts'

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Refusals to start are one sentence; anything else is a fault, and its stack helps whoever mends it. */
function explain(error: unknown): string {
  const expected = typeof error === 'object' && error !== null && 'tag' in error && error.tag === 'start-refused'
  if (!(error instanceof Error)) return 'Holdspace did not start, and said no reason.'
  return expected
    ? `Holdspace did not start: ${error.message}`
    : `Holdspace did not start: ${error.stack ?? error.message}`
}

/** First signal: finish what is begun, then stop. Second: stop now; the next start tidies up. */
function stopOnSignals(starting: Promise<Running>): void {
  let asked = false
  const onSignal = async (): Promise<void> => {
    if (asked) process.exit(130)
    asked = true
    say('Holdspace: stopping …')
    const running = await starting.catch(() => undefined)
    await running?.stop()
    say('Holdspace: stopped. Nothing was lost.')
    process.exit(0)
  }
  process.on('SIGINT', () => void onSignal())
  process.on('SIGTERM', () => void onSignal())
}

sweepSooner()
outliveOutput([process.stdout, process.stderr])
try {
  const starting = boot(readSettings(), say)
  stopOnSignals(starting)
  await starting
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { listen } from './address.ts'
import { clockFrom } from './clock.ts'
import { type Closing, closing } from './closing.ts'
import { openData } from './data.ts'
import { demoOf } from './demo.ts'
import { openDoors } from './doors.ts'
import { drainOf } from './drain.ts'
import type { Settings } from './env.ts'
import { createFront } from './front.ts'
import { type HealthCheck, healthOf } from './health.ts'
import { backupCheck, databaseCheck, diskCheck } from './health-checks.ts'
import { watchLedger } from './ledger-watch.ts'
import { keepLogs } from './log-keeper.ts'
import { newId } from './new-id.ts'
import { openHouse } from './open-house.ts'
import { outsideCheckpoints } from './outside-checkpoints.ts'
import { jsonLog, type Log, toFile, toStandardOutput } from './request-log.ts'
import { secretKeyOf } from './secret-key.ts'
import { mailSender } from './worker/mail-sender.ts'
import { openWorker } from './worker/open-worker.ts'

export interface Running {
  /** Where it answers, without a trailing slash. */
  readonly address: string
  /** Lets open requests finish, then closes everything, the database last. */
  readonly stop: () => Promise<void>
}

/** How long a request that is being answered may still take once the server was asked to stop. */
const patienceMs = 5_000

/**
 * From settings to a server that answers: data folder, database, migrations, house, demo clinic, doors, front. What was
 * opened is closed again when a later step fails.
 */
export async function boot(settings: Settings, say: (line: string) => void): Promise<Running> {
  mkdirSync(settings.dataDir, { recursive: true })
  const log = jsonLog(settings.isDemo ? toFile(join(settings.dataDir, 'server.log')) : toStandardOutput)
  const opened = closing(log)
  try {
    return await start(settings, say, log, opened)
  } catch (error) {
    await opened.all()
    throw error
  }
}

async function start(settings: Settings, say: (line: string) => void, log: Log, opened: Closing): Promise<Running> {
  const secretKey = secretKeyOf(settings)
  const data = await openData(settings, secretKey, log, opened)
  const publicUrl = settings.publicUrl ?? `http://localhost:${settings.port}`
  const demo = settings.isDemo ? demoOf(settings) : null
  const house = openHouse({
    settings,
    secretKey,
    publicUrl,
    data,
    clock: clockFrom(settings.clockStartsMs),
    demo,
    log,
    opened,
  })
  await demo?.fill(house, { settings, secretKey, publicUrl, appUrl: data.appUrl }, say)

  let isStopping = false
  const stopping: HealthCheck = async () => ({ failing: isStopping ? ['stopping'] : [], warnings: [] })
  const checks = [databaseCheck(data.db, data.migrations), diskCheck(settings.dataDir), backupCheck(data.db)]
  if (settings.role === 'all' || settings.role === 'worker') {
    const outside = outsideCheckpoints(settings.dataDir)
    opened.add('log keeper', keepLogs(house, outside, log).stop)
    const ledger = watchLedger(house, outside, log)
    opened.add('ledger watch', ledger.stop)
    checks.push(ledger.check)
    const tools = { sendMail: mailSender(settings, publicUrl, opened) }
    await openWorker({ house, appUrl: data.appUrl, tools, log, opened })
  }
  const health = healthOf(checks)
  const doors = await openDoors({ settings, house, appUrl: data.appUrl, publicUrl, log, opened })
  const server = createFront({
    doors,
    health: async () => (isStopping ? stopping() : health()),
    log,
    newId,
  })
  const drain = drainOf(server)
  const address = await listen(server, settings)
  opened.add('front', () => drain.stop(patienceMs))
  demo?.introduce({ address, publicUrl, ownerUrl: data.ownerUrl, say })
  if (demo === null) log('info', 'ready', { role: settings.role })
  return {
    address,
    stop: async () => {
      isStopping = true
      await opened.all()
    },
  }
}

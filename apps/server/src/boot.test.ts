import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { stopPostgres } from '@holdspace/postgres-launcher/start-postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boot, type Running } from './boot.ts'
import { readSettings, type Settings } from './env.ts'
import { freePort, postgresPid } from './testing/running-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdspace-boot-'))
const dataDir = join(folder, 'clinic')
const said: string[] = []
let settings: Settings
let running: Running

/** The FHIR process: everything but the pages, which need a build. */
async function start(): Promise<Running> {
  return boot(settings, (line) => said.push(line))
}

async function ready(): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${running.address}/readyz`)
  return { status: answer.status, body: await answer.json() }
}

beforeAll(async () => {
  const outside = { HOLDSPACE_DEMO: '1', HOLDSPACE_ROLE: 'fhir', HOLDSPACE_DATA_DIR: dataDir }
  settings = readSettings({ ...outside, PORT: String(await freePort()) })
  running = await start()
}, 180_000)

afterAll(async () => {
  await running?.stop()
  await stopPostgres({ dataDir })
  rmSync(folder, { recursive: true, force: true })
})

describe('a first start on a new folder', () => {
  it('is ready, prints its address and one line per role, and writes demo.json for its owner alone', async () => {
    expect(await ready()).toEqual({ status: 200, body: { status: 'ready', failing: [], warnings: ['backup-unknown'] } })
    expect(said.join('\n')).toContain(`Holdspace is at ${running.address}`)
    for (const role of [
      'prescriber',
      'nurse',
      'therapist',
      'outside-therapist',
      'front-desk',
      'biller',
      'admin',
      'auditor',
    ]) {
      expect(said.filter((line) => line.trim().startsWith(`${role} `))).toHaveLength(1)
    }
    const demo = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'))
    expect(Object.keys(demo).sort()).toEqual([
      'baseUrl',
      'clock',
      'databaseUrl',
      'fhirBaseUrl',
      'partners',
      'patients',
      'people',
    ])
    expect(statSync(join(dataDir, 'demo.json')).mode & 0o077).toBe(0)
  })

  it('serves what its role serves and nothing else', async () => {
    expect((await fetch(`${running.address}/fhir/r4/metadata`)).status).toBe(200)
    expect((await fetch(`${running.address}/trpc/signIn.whoAmI`)).status).toBe(404)
    expect((await fetch(`${running.address}/`)).status).toBe(404)
  })
})

describe('a second start', () => {
  it('on a folder in use is refused in one sentence', async () => {
    const refused = boot({ ...settings, port: await freePort() }, () => undefined)
    await expect(refused).rejects.toThrow(/^Holdspace is already running on [^\n]+$/)
    expect((await ready()).status).toBe(200)
  })

  it('on a port in use is refused in one sentence, and leaves nothing running', async () => {
    const elsewhere = { ...settings, dataDir: join(folder, 'elsewhere') }
    await expect(boot(elsewhere, () => undefined)).rejects.toThrow(/^port \d+ is in use/)
    expect(() => postgresPid(elsewhere.dataDir)).toThrow()
  }, 120_000)
})

describe('when the database is killed', () => {
  it('livez still answers, readyz names the database and comes back by itself (HE1, HE2, R8)', async () => {
    process.kill(postgresPid(dataDir), 'SIGKILL')
    const seen = new Set<string>()
    for (let tries = 0; tries < 300 && !(seen.has('503') && (await ready()).status === 200); tries += 1) {
      expect((await fetch(`${running.address}/livez`)).status).toBe(200)
      const { status, body } = await ready()
      seen.add(String(status))
      if (status === 503) expect(body).toMatchObject({ status: 'not-ready' })
      await pause(40)
    }
    expect((await ready()).body).toEqual({ status: 'ready', failing: [], warnings: ['backup-unknown'] })
  }, 60_000)
})

describe('stopping', () => {
  it('ends the database too, and the next start keeps the clinic as it was', async () => {
    const before = readFileSync(join(dataDir, 'demo-seed.json'), 'utf8')
    await running.stop()
    expect(() => postgresPid(dataDir)).toThrow()
    said.length = 0
    running = await start()
    expect((await ready()).status).toBe(200)
    expect(readFileSync(join(dataDir, 'demo-seed.json'), 'utf8')).toBe(before)
    expect(said.some((line) => line.includes('filling'))).toBe(false)
  }, 120_000)
})

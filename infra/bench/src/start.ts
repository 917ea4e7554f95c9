import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { browserLike } from '@holdspace/server/testing/browser-like'
import { freePort, startServer } from '@holdspace/server/testing/running-server'
import type { Clinic } from './clinic.ts'
import { percentile, type Row } from './measure.ts'

function residentMb(pid: number): number | null {
  const path = `/proc/${pid}/status`
  if (!existsSync(path)) return null
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}

/** Scripts a page asks for in its own HTML, gzipped, in kilobytes. */
async function scriptKb(address: string, path: string, cookie: string): Promise<number> {
  const html = await (await fetch(`${address}${path}`, { headers: { cookie } })).text()
  const sources = new Set([...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map((match) => match[1] ?? ''))
  let bytes = 0
  for (const source of sources) {
    const script = await (await fetch(new URL(source, address))).arrayBuffer()
    bytes += gzipSync(Buffer.from(script)).length
  }
  return bytes / 1024
}

/** Start of a filled clinic to ready, memory, and the JavaScript of a first page. Runs last: it stops the server. */
export async function benchStart(clinic: Clinic): Promise<readonly Row[]> {
  const { address } = clinic.server
  const nurse = browserLike(address)
  await nurse.mutate('signIn.asDemoPerson', { email: clinic.demo.people.find((one) => one.role === 'nurse')?.email })
  const board = await scriptKb(address, '/', nurse.cookie())
  const door = await scriptKb(address, '/sign-in', '')
  const memory = residentMb(clinic.server.child.pid ?? 0)
  await clinic.server.stop()
  const times: number[] = []
  for (let count = 0; count < 3; count += 1) {
    const again = await startServer(clinic.dataDir, await freePort())
    times.push(again.readyAfterMs)
    await again.stop()
  }
  return [
    { name: 'start of a filled clinic to ready', figure: `${percentile(times, 0.5).toFixed(0)} ms`, must: '≤ 4000 ms' },
    ...(memory === null
      ? []
      : [{ name: 'memory after the bench', figure: `${memory.toFixed(0)} MB`, must: '≤ 400 MB' }]),
    { name: 'JavaScript of the sign-in page, gzip', figure: `${door.toFixed(0)} kB`, must: '≤ 170 kB' },
    { name: 'JavaScript of the first page signed in, gzip', figure: `${board.toFixed(0)} kB`, must: '≤ 300 kB' },
  ]
}

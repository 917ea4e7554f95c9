import { gzipSync } from 'node:zlib'
import { type BenchClinic, openSessions, signIn, team } from './clinic.ts'
import { atMost, type Bar, type Figure, round } from './measure.ts'

/** The scripts a page names, as a browser gets them on a first visit, gzip size summed. */
export async function firstRouteFigures(clinic: BenchClinic): Promise<Figure[]> {
  const { address } = clinic.server()
  const nurse = await signIn(address, team.nurse)
  const [session = ''] = await openSessions(clinic, address, 1)
  return [
    await scriptsOf('sign-in', `${address}/sign-in`, '', atMost(170, 120, 'kB')),
    await scriptsOf('patient forms', `${address}/p`, '', atMost(170, 120, 'kB')),
    await scriptsOf('session room', `${address}/sessions/${session}`, nurse.cookie(), atMost(300, 200, 'kB')),
  ]
}

async function scriptsOf(name: string, url: string, cookie: string, bar: Bar): Promise<Figure> {
  const page = await fetch(url, { headers: { cookie }, redirect: 'manual' })
  if (page.status !== 200) throw new Error(`${url} answered ${page.status}`)
  const html = await page.text()
  const loaded = new Set([...html.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"/g)].map((match) => match[1] ?? ''))
  const old = new Set(
    [...html.matchAll(/<script[^>]+noModule[^>]*>/gi)].map((match) => match[0].match(/src="([^"]+)"/)?.[1]),
  )
  let bytes = 0
  let count = 0
  for (const source of loaded) {
    // Browsers that know modules never load the polyfills of those that do not.
    if (old.has(source)) continue
    const script = await fetch(new URL(source, url))
    bytes += gzipSync(Buffer.from(await script.arrayBuffer()), { level: 9 }).length
    count += 1
  }
  const kilobytes = round(bytes / 1000)
  return {
    area: 'web',
    name: `JS of the first route: ${name}`,
    value: kilobytes,
    unit: 'kB gzip',
    held: kilobytes,
    bar,
    note: `${count} scripts`,
  }
}

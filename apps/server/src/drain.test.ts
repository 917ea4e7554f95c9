import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { listen } from './address.ts'
import { type Drain, drainOf } from './drain.ts'

let server: Server
afterEach(() => server.closeAllConnections())

/** A server whose first request is held in the test's hands. */
async function serve(): Promise<{ drain: Drain; address: string; arrived: Promise<ServerResponse> }> {
  server = createServer()
  const arrived = new Promise<ServerResponse>((resolve) => server.once('request', (_req, res) => resolve(res)))
  const drain = drainOf(server)
  return { drain, arrived, address: await listen(server, { host: '127.0.0.1', port: 0 }) }
}

describe('a server that is asked to stop', () => {
  it('lets a request that is being answered finish, and takes no new one', async () => {
    const { drain, address, arrived } = await serve()
    const reading = fetch(address).then((answer) => answer.text())
    const res = await arrived
    const stopped = drain.stop(60_000)
    res.end('118/76')
    expect(await reading).toBe('118/76')
    await stopped
    await expect(fetch(address)).rejects.toThrow()
  })

  it('ends event streams, even one whose writer has not heard of it yet', async () => {
    const { drain, address, arrived } = await serve()
    const asked = fetch(address, { headers: { accept: 'text/event-stream' } })
    const res = await arrived
    res.writeHead(200, { 'content-type': 'text/event-stream' })
    res.write('data: 1\n\n')
    const stream = await asked
    const stopped = drain.stop(60_000)
    res.write('data: 2\n\n')
    await stopped
    expect(await stream.text()).toContain('data: 1')
  })

  it('closes what does not end when its patience is over', async () => {
    const { drain, address, arrived } = await serve()
    const hanging = fetch(address).catch((error: unknown) => error)
    await arrived
    await drain.stop(100)
    expect(await hanging).toBeInstanceOf(Error)
  })
})

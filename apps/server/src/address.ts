import type { Server } from 'node:http'
import { type Settings, SettingsRefused } from './env.ts'

/** Listens, and answers the address a person on this machine can open. Refuses a port in use in one sentence. */
export function listen(server: Server, { host, port }: Pick<Settings, 'host' | 'port'>): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined
      if (code === 'EADDRINUSE')
        reject(new SettingsRefused(`port ${port} is in use: stop what uses it, or set PORT to another.`))
      else if (code === 'EACCES')
        reject(new SettingsRefused(`port ${port} needs rights this user does not have: set PORT to 1024 or more.`))
      else if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
        reject(new SettingsRefused(`HOST ${host} is no address of this machine.`))
      else reject(error)
    })
    server.listen(port, host, () => {
      const bound = server.address()
      const actual = typeof bound === 'object' && bound !== null ? bound.port : port
      const shown = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host
      resolve(`http://${shown}:${actual}`)
    })
  })
}

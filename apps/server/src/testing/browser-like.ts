/** Speaks to the tRPC door as a page would: own origin, JSON, cookies kept. */
export interface BrowserLike {
  /** The same login at another address of the same installation: a second server process. */
  readonly at: (address: string) => BrowserLike
  readonly mutate: (path: string, input?: unknown) => Promise<unknown>
  readonly query: (path: string, input?: unknown) => Promise<unknown>
  /** The cookies it holds, as a header. */
  readonly cookie: () => string
}

export class Refused extends Error {
  constructor(
    readonly httpStatus: number,
    readonly body: string,
    /** Seconds after which the server asks to be asked again; null where it says nothing. */
    readonly retryAfter: string | null,
  ) {
    super(`${httpStatus}: ${body.slice(0, 500)}`)
  }
}

export function browserLike(address: string, cookies = new Map<string, string>()): BrowserLike {
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = () => ({ origin: address, 'content-type': 'application/json', cookie: cookie() })
  const read = async (answer: Response): Promise<unknown> => {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const text = await answer.text()
    if (!answer.ok) throw new Refused(answer.status, text, answer.headers.get('retry-after'))
    return JSON.parse(text).result.data.json
  }
  return {
    cookie,
    at: (other) => browserLike(other, cookies),
    mutate: async (path, input) =>
      read(
        await fetch(`${address}/trpc/${path}`, {
          method: 'POST',
          headers: headers(),
          ...(input === undefined ? {} : { body: JSON.stringify({ json: input }) }),
        }),
      ),
    query: async (path, input) => {
      const asked = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`
      return read(await fetch(`${address}/trpc/${path}${asked}`, { headers: headers() }))
    },
  }
}

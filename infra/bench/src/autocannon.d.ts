/** The little we use of the load generator, which brings no types. */
declare module 'autocannon' {
  export interface Options {
    readonly url: string
    readonly connections: number
    /** Seconds. */
    readonly duration?: number
    /** So many requests instead of so many seconds. */
    readonly amount?: number
    readonly method?: 'GET' | 'POST'
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
    /** Called for each connection before its first request. */
    readonly setupClient?: (client: Client) => void
    /** A body it calls wrong counts as a mismatch. */
    readonly verifyBody?: (body: string) => boolean
  }
  export interface Request {
    readonly method?: string
    readonly path?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
    /** Makes each request anew out of the one before. */
    readonly setupRequest?: (request: Request) => Request
  }
  export interface Client {
    readonly setRequests: (requests: readonly Request[]) => void
  }
  interface Result {
    readonly requests: { readonly average: number; readonly total: number }
    readonly latency: { readonly p50: number; readonly p99: number }
    readonly non2xx: number
    readonly errors: number
    readonly mismatches: number
  }
  export default function autocannon(options: Options): Promise<Result>
}

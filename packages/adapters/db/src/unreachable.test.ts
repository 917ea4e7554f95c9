import { createServer } from 'node:net'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { freshDatabase } from './testing.ts'
import { isUnreachable, isUnwritable, whyUnavailable } from './unreachable.ts'

const failing = (work: Promise<unknown>) =>
  work.then(
    () => Promise.reject(new Error('It was expected to fail.')),
    (error: unknown) => error,
  )

/** A port of this machine where nobody listens. */
async function closedPort(): Promise<number> {
  const probe = createServer()
  const port = await new Promise<number>((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address()
      resolve(typeof bound === 'object' && bound !== null ? bound.port : 0)
    })
  })
  await new Promise((closed) => probe.close(closed))
  return port
}

describe('the database is not there (R8)', () => {
  it('when nobody listens on its port', async () => {
    const { db, close } = openDatabase(`postgresql://holdspace_app:none@127.0.0.1:${await closedPort()}/holdspace`)
    expect(isUnreachable(await failing(db.execute('select 1')))).toBe(true)
    await close()
  })

  it('when it ends the connection in the middle of a statement', async () => {
    const { db, stop } = await freshDatabase()
    expect(isUnreachable(await failing(db.execute('select pg_terminate_backend(pg_backend_pid())')))).toBe(true)
    await stop()
  })

  it('but not when it refuses a statement, nor when the fault is our own', async () => {
    const { db, stop } = await freshDatabase()
    expect(isUnreachable(await failing(db.execute('select 1 / 0')))).toBe(false)
    expect(isUnreachable(await failing(db.execute('select * from clinic.no_such_table')))).toBe(false)
    expect(isUnreachable(new TypeError('undefined is not a function'))).toBe(false)
    const nothing = await failing(db.execute(sql`select ${'a\u0000b'}::text`))
    expect([isUnwritable(nothing), isUnreachable(nothing)]).toEqual([true, false])
    expect(isUnwritable(await failing(db.execute('select 1 / 0')))).toBe(false)
    expect(whyUnavailable(await failing(db.execute('select 1 / 0')))).toBeNull()
    await stop()
  })
})

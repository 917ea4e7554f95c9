import { openDatabase } from '@holdspace/db/database'
import { asOwner, type FreshDatabase, freshDatabase } from '@holdspace/db/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { allGood } from './health.ts'
import { backupCheck, databaseCheck, diskCheck, leastFreeBytes } from './health-checks.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.stop())

describe('the age of the newest backup (HE2, HE3)', () => {
  const madeHoursAgo = (hours: number) =>
    asOwner(database.ownerUrl, (owner) =>
      owner.query('insert into upkeep.backup (finished_at) values (now() - make_interval(hours => $1))', [hours]),
    )
  afterEach(() => asOwner(database.ownerUrl, (owner) => owner.query('truncate upkeep.backup')))

  it('is told as unknown where none was ever made, and stops nothing', async () => {
    expect(await backupCheck(database.db)()).toEqual({ failing: [], warnings: ['backup-unknown'] })
  })

  it('is good for a night and two hours', async () => {
    await madeHoursAgo(25)
    expect(await backupCheck(database.db)()).toEqual(allGood)
  })

  it('is named when it is older, and no more once a new one was made', async () => {
    await madeHoursAgo(27)
    expect(await backupCheck(database.db)()).toEqual({ failing: ['backup'], warnings: [] })
    await madeHoursAgo(0)
    expect(await backupCheck(database.db)()).toEqual(allGood)
  })
})

describe('the other parts', () => {
  it('a database that does not answer within a second is named slow (HE3)', async () => {
    const check = databaseCheck(database.db, 1)
    await asOwner(database.ownerUrl, async (owner) => {
      await owner.query('begin')
      await owner.query('lock table upkeep.migration in access exclusive mode')
      expect(await check()).toEqual({ failing: ['database-slow'], warnings: [] })
      await owner.query('rollback')
    })
    expect(await check()).toEqual(allGood)
  })

  it('a database that takes no writes is named (HE3)', async () => {
    const readOnly = openDatabase(`${database.appUrl}?options=-c%20default_transaction_read_only%3Don`)
    expect(await databaseCheck(readOnly.db, 1)()).toEqual({ failing: ['read-only'], warnings: [] })
    await readOnly.close()
  })

  it('a migration that is not there yet is named (HE3)', async () => {
    expect(await databaseCheck(database.db, 10_000)()).toEqual({ failing: ['migrations'], warnings: [] })
  })

  it.each([
    ['less than what is needed', leastFreeBytes - 1, ['disk']],
    ['just enough', leastFreeBytes, []],
  ])('a disk with %s (HE3)', async (_, free, failing) => {
    expect(await diskCheck('/', async () => free)()).toEqual({ failing, warnings: [] })
  })

  it('a folder that cannot be asked counts as full (HE3)', async () => {
    const gone = async () => {
      throw new Error('no such folder')
    }
    expect(await diskCheck('/', gone)()).toEqual({ failing: ['disk'], warnings: [] })
  })
})

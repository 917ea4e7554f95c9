import { acts } from '@holdspace/clinic/access/acts'
import { describe, expect, it } from 'vitest'
import { policy } from './policy.ts'
import { procedureMetas } from './procedure-metas.ts'
import { appRouter } from './router.ts'

describe('the policy table', () => {
  it('has one row for every procedure, and the row says what the code says (S01)', () => {
    const inCode = Object.fromEntries([...procedureMetas(appRouter)].map(([path, meta]) => [path, meta?.act]))
    expect(inCode).toEqual(policy)
  })

  it('names only acts that the permission table knows', () => {
    const known: readonly string[] = [...acts, 'public', 'locked-login']
    expect(Object.values(policy).filter((act) => !known.includes(act))).toEqual([])
  })
})

import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { doorFindings, procedures } from './doors.ts'
import { printFindings } from './finding.ts'
import { readHouse } from './read-house.ts'
import { repositoryRoot, temporaryCopy } from './temporary-copy.ts'

const house = readHouse(repositoryRoot)

describe('every tRPC procedure (S01)', () => {
  it('names an act that has a row in the reviewed matrix', () => {
    expect(procedures(house).length).toBeGreaterThan(20)
    expect(printFindings(doorFindings(house))).toEqual([])
  })
})

describe('a planted violation is caught', () => {
  const copy = temporaryCopy()
  afterAll(() => copy.remove())
  const path = 'packages/doors/api/src/planted-router.ts'

  const cases: readonly (readonly [rule: string, text: string])[] = [
    ['act', "import { t } from './t.ts'\nexport const r = { open: t.procedure.query(() => 1) }\n"],
    [
      'matrix',
      "import { staffProcedure } from './procedure.ts'\nexport const r = { open: staffProcedure('till.open').mutation(() => 1) }\n",
    ],
    ['act', "import { initTRPC } from '@trpc/server'\nexport const t = initTRPC.create()\n"],
  ]

  it.each(cases)('%s', (rule, text) => {
    onTestFinished(copy.plant(path, text))
    const found = doorFindings(readHouse(copy.root)).filter((one) => one.path === path)
    expect(found.map((one) => one.rule)).toEqual([rule])
  })
})

import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { cycleFindings, filesRead } from './cycles.ts'
import { printFindings } from './finding.ts'
import { importFindings } from './imports.ts'
import { readHouse } from './read-house.ts'
import { repositoryRoot, temporaryCopy } from './temporary-copy.ts'

const house = readHouse(repositoryRoot)

describe('imports of the house', () => {
  it('reads every package, so that no rule passes by not looking', () => {
    const counts = filesRead(house)
    const empty = [...counts].filter(([, count]) => count === 0).map(([name]) => name)
    expect(empty, 'packages of which no file was read').toEqual([])
    expect(counts.size).toBeGreaterThanOrEqual(24)
    expect(house.sources.length).toBeGreaterThan(200)
  })

  it('look down only, stay inside their fences and are declared', () => {
    expect(printFindings(importFindings(house))).toEqual([])
  })

  it('never run in a ring', () => {
    expect(printFindings(cycleFindings(house))).toEqual([])
  })
})

describe('a planted violation is caught', () => {
  const copy = temporaryCopy()
  afterAll(() => copy.remove())

  const cases: readonly (readonly [rule: string, path: string, text: string])[] = [
    ['floor', 'packages/domain/kit/src/planted.ts', "import { x } from '@holdspace/db/planted'\nexport const y = x\n"],
    ['floor', 'packages/use-cases/src/planted.ts', "import { x } from '@holdspace/api/planted'\nexport const y = x\n"],
    ['floor', 'packages/adapters/pdf/src/planted.ts', "import { x } from '@holdspace/db/x'\nexport const y = x\n"],
    ['floor', 'packages/ui/src/planted.ts', "import type { X } from '@holdspace/api/x'\nexport type Y = X\n"],
    ['floor', 'apps/web/src/planted.ts', "import { x } from '@holdspace/api/router'\nexport const y = x\n"],
    [
      'floor',
      'packages/doors/api/src/planted.ts',
      "import { x } from '@holdspace/fixture-clinic/x'\nexport const y = x\n",
    ],
    ['storey', 'packages/domain/kit/src/planted.ts', "import { x } from '@holdspace/record/x'\nexport const y = x\n"],
    [
      'pure',
      'packages/domain/kit/src/planted.ts',
      "import { readFileSync } from 'node:fs'\nexport const y = readFileSync\n",
    ],
    ['leaves-package', 'packages/domain/clinic/src/planted.ts', "export { x } from '../../kit/src/ids.ts'\n"],
    ['file-ending', 'packages/domain/kit/src/planted.ts', "import { x } from './ids'\nexport const y = x\n"],
    [
      'fence',
      'packages/use-cases/src/sign/planted.ts',
      "import { x } from '../share/planted.ts'\nexport const y = x\n",
    ],
    ['undeclared', 'packages/use-cases/src/planted.ts', "import { x } from 'left-pad'\nexport const y = x\n"],
    ['kept-to', 'packages/doors/api/src/planted.ts', "import { Pool } from 'pg'\nexport const y = Pool\n"],
  ]

  it.each(cases)('%s: %s', (rule, path, text) => {
    const before = importFindings(readHouse(copy.root))
    onTestFinished(copy.plant(path, text))
    const found = importFindings(readHouse(copy.root))
    expect(found.filter((one) => one.path === path).map((one) => one.rule)).toContain(rule)
    expect(found.length).toBeGreaterThan(before.length)
  })

  it('cycle: two files of one package, types only', () => {
    onTestFinished(
      copy.plant('packages/domain/kit/src/ring-a.ts', "import type { B } from './ring-b.ts'\nexport type A = B | 1\n"),
    )
    onTestFinished(
      copy.plant('packages/domain/kit/src/ring-b.ts', "import type { A } from './ring-a.ts'\nexport type B = A | 2\n"),
    )
    const found = cycleFindings(readHouse(copy.root)).filter((one) => one.path.includes('ring-'))
    expect(found).toHaveLength(1)
  })
})

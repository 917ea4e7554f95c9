import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { printFindings } from './finding.ts'
import { firstRouteFindings, missingFirstFiles } from './first-route.ts'
import { readHouse } from './read-house.ts'
import { repositoryRoot, temporaryCopy } from './temporary-copy.ts'

describe('what a browser fetches first', () => {
  it('holds no schema library and no time library', () => {
    const house = readHouse(repositoryRoot)
    expect(missingFirstFiles(house)).toEqual([])
    expect(printFindings(firstRouteFindings(house))).toEqual([])
  })

  describe('a planted violation is caught', () => {
    const copy = temporaryCopy()
    afterAll(() => copy.remove())

    it.each([
      ['packages/domain/kit/src/elapsed.ts', "import { z } from 'zod'\nexport const planted = z\n", 1],
      ['packages/domain/kit/src/elapsed.ts', "import type { z } from 'zod'\nexport type Planted = z.ZodType\n", 0],
    ])('%s', (path, text, caught) => {
      onTestFinished(copy.plant(path, text))
      expect(firstRouteFindings(readHouse(copy.root))).toHaveLength(caught)
    })
  })
})

import { describe, test } from 'vitest'
import { projectSession } from './project-session.ts'
import type { FhirResource } from './resource-types.ts'
import { chartedSession, signature, signedRefs } from './testing/marigold-session.ts'
import { profileValidator, r4Validator, usCorePackage } from './testing/validator.ts'

const usCore = usCorePackage()
describe('x', () => {
  test('all valid', () => {
    const { all } = chartedSession()
    const writes = projectSession([...all, signature(all.length + 1)], signedRefs)
    const v = usCore === null ? r4Validator() : profileValidator(usCore)
    for (const w of writes) {
      const issues = v(JSON.parse(w.text) as FhirResource)
      if (issues.length) console.log(w.type, w.id, issues)
    }
    console.log(writes.length, writes.map((w) => `${w.type}/${w.id} ${w.search.length}`).join('\n'))
    console.log(writes.find((w) => w.type === 'MedicationAdministration')?.text)
  })
})

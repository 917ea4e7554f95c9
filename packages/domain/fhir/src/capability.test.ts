import { expect, test } from 'vitest'
import { capabilityStatement, supportedProfiles } from './capability.ts'
import type { FhirResource } from './resource-types.ts'
import { r4Validator, usCorePackage } from './testing/validator.ts'

const statement = capabilityStatement({ base: 'https://a.example/fhir/r4', tokenAddress: 'https://a.example/token' })

test('given the capability statement, when it is validated, then it is R4', () => {
  expect(r4Validator()(statement as unknown as FhirResource)).toEqual([])
})

const usCore = usCorePackage()
test.skipIf(usCore === null)(
  'given the profiles it names, when they are looked up, then US Core 6.1.0 has each for its type',
  () => {
    for (const [type, urls] of Object.entries(supportedProfiles)) {
      for (const url of urls) expect([url, usCore?.profiles.get(url)?.type]).toEqual([url, type])
    }
  },
)

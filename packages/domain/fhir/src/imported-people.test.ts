import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBundle } from '@holdspace/clinic/referral/read-bundle'
import type { ReferralContent } from '@holdspace/clinic/referral/referral-content'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { expect, test } from 'vitest'
import { allergyResources } from './allergy-intolerance.ts'
import { conditionResource } from './condition.ts'
import { patientResource } from './patient.ts'
import type { FhirResource } from './resource-types.ts'
import { isContinuousIntegration } from './testing/env.ts'
import { marigold, ramonId } from './testing/marigold-session.ts'
import { ownIssues } from './testing/own-checks.ts'
import { profileValidator, r4Validator, usCorePackage } from './testing/validator.ts'

/** Generated people whom nobody here wrote; a stranger's clone has none (RULINGS 24). */
const folder = join(process.cwd(), '..', 'shared', 'fhir', 'synthea')
const files = existsSync(folder)
  ? readdirSync(folder).filter((name) => name.endsWith('.json') && !/^(hospital|practitioner)Information/.test(name))
  : []
if (files.length === 0 && isContinuousIntegration()) throw new Error(`The Synthea bundles are missing: ${folder}`)

const usCore = usCorePackage()
const validate = usCore === null ? r4Validator() : profileValidator(usCore)
const recordedAt = instant.parse('2026-11-21T10:00:00.000Z')

test.skipIf(files.length === 0).each(files.length === 0 ? ['none'] : files)(
  'given the referral %s, when its person is told in FHIR, then every resource is valid (issue 2, 4.4)',
  (name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    const practice = { today: calendarDate.parse('2026-11-21'), treatsMinors: true }
    const read = readBundle({ text, byteLength: Buffer.byteLength(text) }, practice)
    if (!read.ok) throw new Error(read.refusal.sentence)
    const resources = resourcesOf(read.value.content)
    expect(resources.length).toBeGreaterThan(0)
    const issues = resources.flatMap((resource) =>
      [...validate(resource), ...ownIssues(resource, usCore)].map((line) => `${resource.resourceType} ${line}`),
    )
    expect(issues).toEqual([])
  },
)

function resourcesOf(content: ReferralContent): FhirResource[] {
  const { person, identifiers, problems, allergies, allergyStatus } = content
  const known = {
    patientId: ramonId,
    status: allergyStatus,
    statusRecordedAt: recordedAt,
    allergies: allergies.map((allergy, at) => ({ ...defined(allergy), allergyId: `a-${at}`, recordedAt })),
  }
  return [
    patientResource({ patientId: ramonId, mrn: '10017', identifiers, person }, marigold),
    ...problems.map((problem, at) =>
      conditionResource({ ...defined(problem), problemId: `p-${at}`, patientId: ramonId, recordedAt }, marigold),
    ),
    ...allergyResources(known as Parameters<typeof allergyResources>[0], marigold),
  ]
}

/** What was read keeps an absent value as undefined; a record has no such key at all. */
function defined<T extends object>(value: T): never {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never
}

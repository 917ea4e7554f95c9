import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from '@playwright/test'
import { isContinuousIntegration, syntheaFile } from './env.ts'
import { canary } from './watch.ts'

/** A file as a browser's file field takes it. */
export interface HandedFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

export interface MadeUp {
  readonly family: string
  readonly given: string
  readonly birthDate?: string
  readonly allergy?: { readonly code: string; readonly display: string }
}

export const penicillin = { code: '91936005', display: 'Allergy to penicillin' }

/** A referral of somebody who does not exist, in the shape a small practice would send. */
export function referralFile({ family, given, birthDate = '1984-04-19', allergy }: MadeUp): HandedFile {
  const subject = { reference: 'Patient/p1' }
  const patient = {
    resourceType: 'Patient',
    id: 'p1',
    name: [{ use: 'official', family: canary(family), given: [given] }],
    gender: 'female',
    birthDate,
    identifier: [{ system: 'https://valleyfamily.example/records', value: `V-${family}` }],
  }
  const depression = {
    resourceType: 'Condition',
    id: 'c1',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '370143000', display: 'Major depressive disorder' }] },
    clinicalStatus: { coding: [{ code: 'active' }] },
    subject,
    onsetDateTime: '2019-04-02',
  }
  const allergies = allergy === undefined ? [] : [allergyOf(allergy)]
  return bundleFile(`${family}.json`, [patient, depression, ...allergies])
}

function allergyOf({ code, display }: NonNullable<MadeUp['allergy']>) {
  return {
    resourceType: 'AllergyIntolerance',
    id: `a-${code}`,
    clinicalStatus: { coding: [{ code: 'active' }] },
    code: { coding: [{ system: 'http://snomed.info/sct', code, display }], text: display },
    patient: { reference: 'Patient/p1' },
  }
}

export function bundleFile(name: string, resources: readonly object[]): HandedFile {
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) }
  return { name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(bundle)) }
}

/** A Synthea bundle as it is. Without the files beside the clone the test is skipped, and fails where CI=true (RULINGS 24). */
export function generatedReferral(name: string): HandedFile {
  const path = syntheaFile(name)
  if (path === null && isContinuousIntegration) throw new Error(`${name} must be at hand where CI=true.`)
  test.skip(path === null, `${name} is not beside this clone`)
  return { name: basename(path ?? name), mimeType: 'application/json', buffer: readFileSync(path ?? name) }
}

import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
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
  readonly problem?: { readonly code: string; readonly display: string }
  readonly allergy?: { readonly code: string; readonly display: string }
}

const depression = { code: '370143000', display: 'Major depressive disorder' }
export const penicillin = { code: '91936005', display: 'Allergy to penicillin' }

/** A referral of somebody who does not exist, in the shape a small practice would send. */
export function referralFile(person: MadeUp): HandedFile {
  const { family, given, birthDate = '1984-04-19', problem = depression, allergy } = person
  const subject = { reference: 'Patient/p1' }
  const patient = {
    resourceType: 'Patient',
    id: 'p1',
    name: [{ use: 'official', family: canary(family), given: [given] }],
    gender: 'female',
    birthDate,
    identifier: [{ system: 'https://valleyfamily.example/records', value: `V-${family}` }],
  }
  const condition = {
    resourceType: 'Condition',
    id: 'c1',
    code: { coding: [{ system: 'http://snomed.info/sct', ...problem }] },
    clinicalStatus: { coding: [{ code: 'active' }] },
    subject,
    onsetDateTime: '2019-04-02',
  }
  const allergies = allergy === undefined ? [] : [allergyOf(allergy)]
  return bundleFile(`${family}.json`, [patient, condition, ...allergies])
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

const withHypertension = 'Patrica_Mraz_ceee7d55-7996-4ae2-b843-e3ebadadd5ed.json'

/**
 * Patrica Mraz as Synthea generated her: a file nobody here wrote. A stranger's clone has no such file and tests with a
 * small one about the same invented person; where CI=true it must be at hand (RULINGS 24).
 */
export function patricasReferral(): HandedFile {
  const path = syntheaFile(withHypertension)
  if (path !== null) return { name: basename(path), mimeType: 'application/json', buffer: readFileSync(path) }
  if (isContinuousIntegration) throw new Error(`${withHypertension} must be at hand where CI=true.`)
  const problem = { code: '59621000', display: 'Essential hypertension' }
  return referralFile({ family: 'Mraz', given: 'Patrica', birthDate: '1998-02-04', problem })
}

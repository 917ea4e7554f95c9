import type {
  DemographicCategory,
  ReferredIdentifier,
  ReferredPerson,
} from '@holdspace/clinic/referral/referral-content'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import type { Extension, HumanName, Identifier } from 'fhir/r4'
import { addressOf, contactPointOf, hasAddress } from './contact.ts'
import type { PracticeRefs } from './refs.ts'
import { organizationRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { extensions, localSystem, profiles, systems } from './systems.ts'

export interface PatientRecord {
  readonly patientId: PatientId
  /** This clinic's record number. */
  readonly mrn: string
  /** Numbers other organisations know the person by, kept on import (RULINGS 20). */
  readonly identifiers: readonly ReferredIdentifier[]
  readonly person: ReferredPerson
  readonly deceasedOn?: CalendarDate
}

export function patientResource(record: PatientRecord, refs: PracticeRefs): Served<'Patient'> {
  const { person } = record
  const extension = demographics(person)
  const addresses = person.addresses.filter(hasAddress).map(addressOf)
  return {
    resourceType: 'Patient',
    id: record.patientId,
    meta: { profile: [profiles.patient], security: labels([]) },
    ...(extension.length === 0 ? {} : { extension }),
    identifier: identifiersOf(record, refs),
    active: true,
    name: namesOf(person),
    ...(person.telecoms.length === 0 ? {} : { telecom: person.telecoms.map(contactPointOf) }),
    gender: person.sex,
    birthDate: person.birthDate,
    ...(record.deceasedOn === undefined ? {} : { deceasedDateTime: record.deceasedOn }),
    ...(addresses.length === 0 ? {} : { address: addresses }),
    ...(person.maritalStatus === undefined ? {} : { maritalStatus: { text: person.maritalStatus } }),
    ...(person.language === undefined
      ? {}
      : { communication: [{ language: { coding: [definedCoding(person.language)] } }] }),
    managingOrganization: organizationRef(refs),
  }
}

function identifiersOf(record: PatientRecord, refs: PracticeRefs): Identifier[] {
  const own: Identifier = {
    use: 'usual',
    type: { coding: [{ system: systems.identifierType, code: 'MR', display: 'Medical record number' }] },
    system: localSystem.mrn(refs.localBase),
    value: record.mrn,
  }
  const others = record.identifiers.map(({ system, value, label }): Identifier => {
    return { use: 'secondary', type: { text: label }, system, value }
  })
  return [own, ...others]
}

function namesOf(person: ReferredPerson): HumanName[] {
  const official: HumanName = {
    use: 'official',
    ...(person.family === '' ? {} : { family: person.family }),
    ...(person.given.length === 0 ? {} : { given: [...person.given] }),
    ...(person.prefix === undefined ? {} : { prefix: [person.prefix] }),
    ...(person.suffix === undefined ? {} : { suffix: [person.suffix] }),
    // US Core us-core-6: a name with neither part says so instead of staying silent.
    ...(person.family === '' && person.given.length === 0 ? { extension: [unknown] } : {}),
  }
  const preferred = person.preferredName
  const usual: HumanName[] = preferred === undefined ? [] : [{ use: 'usual', text: preferred, given: [preferred] }]
  return [official, ...usual, ...person.otherNames.map(otherName)]
}

/** An earlier or other name as one line of text: its last word is the family name, which is how it is searched. */
function otherName(text: string): HumanName {
  const words = text.split(' ')
  const given = words.slice(0, -1)
  return { text, family: words.at(-1) ?? text, ...(given.length === 0 ? {} : { given }) }
}

const unknown: Extension = { url: extensions.dataAbsent, valueCode: 'unknown' }

const ombSystem = 'urn:oid:2.16.840.1.113883.6.238'
const ombRaces = ['1002-5', '2028-9', '2054-5', '2076-8', '2106-3']
const ombEthnicities = ['2135-2', '2186-5']
const birthSexes = ['F', 'M', 'ASKU', 'OTH', 'UNK']

function demographics(person: ReferredPerson): Extension[] {
  const { race, ethnicity, birthSex } = person
  return [
    ...(race === undefined ? [] : [category(extensions.race, race, ombRaces, 5)]),
    ...(ethnicity === undefined ? [] : [category(extensions.ethnicity, ethnicity, ombEthnicities, 1)]),
    ...(birthSex !== undefined && birthSexes.includes(birthSex)
      ? [{ url: extensions.birthSex, valueCode: birthSex }]
      : []),
  ]
}

/** The OMB categories are a closed list; a finer code of the same system is `detailed`; the text is always there. */
function category(
  url: string,
  { codings, text }: DemographicCategory,
  omb: readonly string[],
  most: number,
): Extension {
  const known = codings.filter((coding) => coding.system === ombSystem)
  const broad = known.filter((coding) => omb.includes(coding.code)).slice(0, most)
  const fine = known.filter((coding) => !omb.includes(coding.code))
  return {
    url,
    extension: [
      ...broad.map((coding) => ({ url: 'ombCategory', valueCoding: definedCoding(coding) })),
      ...fine.map((coding) => ({ url: 'detailed', valueCoding: definedCoding(coding) })),
      { url: 'text', valueString: text },
    ],
  }
}

function definedCoding({ system, code, display }: { system: string; code: string; display?: string | undefined }) {
  return { system, code, ...(display === undefined ? {} : { display }) }
}

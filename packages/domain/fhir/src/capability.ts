import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4'
import { type ServedType, servedTypes } from './resource-types.ts'
import type { AnySearchParameter } from './search-parameter.ts'
import { parametersOf } from './search-parameters.ts'
import { profiles } from './systems.ts'

/** The profiles of each type that is served; those without a US Core profile are plain R4. */
export const supportedProfiles: { readonly [T in ServedType]: readonly string[] } = {
  Patient: [profiles.patient],
  Practitioner: [profiles.practitioner],
  Organization: [profiles.organization],
  Location: [profiles.location],
  Condition: [profiles.problem],
  AllergyIntolerance: [profiles.allergy],
  Encounter: [profiles.encounter],
  Procedure: [profiles.procedure],
  MedicationAdministration: [],
  Observation: [
    profiles.bloodPressure,
    profiles.heartRate,
    profiles.respiratoryRate,
    profiles.pulseOximetry,
    profiles.bodyTemperature,
    profiles.bodyWeight,
    profiles.bodyHeight,
    profiles.clinicalResult,
    profiles.screening,
  ],
  DocumentReference: [profiles.document],
  Binary: [],
  Consent: [],
  CarePlan: [profiles.carePlan],
  CareTeam: [profiles.careTeam],
  Goal: [profiles.goal],
  QuestionnaireResponse: [profiles.questionnaireResponse],
  ServiceRequest: [profiles.serviceRequest],
  MedicationRequest: [profiles.medicationRequest],
  Appointment: [],
  RelatedPerson: [profiles.relatedPerson],
  Coverage: [profiles.coverage],
  ChargeItem: [],
  Invoice: [],
  Provenance: [profiles.provenance],
}

/** The newest change of what is announced here. */
const published = '2026-11-22'

/** What this server truly does, derived from the same tables that do it. */
export function capabilityStatement(place: {
  readonly base: string
  readonly tokenAddress: string
}): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: published,
    kind: 'instance',
    instantiates: [
      'http://hl7.org/fhir/us/core/CapabilityStatement/us-core-server',
      'http://hl7.org/fhir/uv/bulkdata/CapabilityStatement/bulk-data',
    ],
    implementation: { description: 'Holdspace FHIR R4 for partners: reading what patients released', url: place.base },
    software: { name: 'Holdspace' },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        documentation:
          'A partner sees a patient only while a release of information to it is in force, and a medicine session only once it is signed. Every read is entered in the accounting of disclosures.',
        security: {
          cors: false,
          service: [
            {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
                  code: 'SMART-on-FHIR',
                  display: 'SMART-on-FHIR',
                },
              ],
              text: 'SMART Backend Services with private_key_jwt',
            },
          ],
          extension: [
            {
              url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
              extension: [{ url: 'token', valueUri: place.tokenAddress }],
            },
          ],
        },
        resource: [...servedTypes.map(resourceOf), group],
        operation: [{ name: 'export', definition: `${bulkData}/export` }],
      },
    ],
  }
}

const bulkData = 'http://hl7.org/fhir/uv/bulkdata/OperationDefinition'

/** Made anew for each reading out of the releases in force, so it has no versions. */
const group: CapabilityStatementRestResource = {
  type: 'Group',
  interaction: [{ code: 'read' }, { code: 'search-type' }],
  documentation: 'One for each partner: the people whose release to it is in force. Its id is the partner’s own.',
  operation: [{ name: 'export', definition: `${bulkData}/group-export` }],
}

function resourceOf(type: ServedType): CapabilityStatementRestResource {
  const parameters = Object.entries(parametersOf(type))
  const supportedProfile = supportedProfiles[type]
  const searchable = parameters.length > 0
  return {
    type,
    ...(supportedProfile.length === 0 ? {} : { supportedProfile: [...supportedProfile] }),
    interaction: [
      { code: 'read' },
      { code: 'vread' },
      { code: 'history-instance' },
      ...(searchable ? [{ code: 'search-type' as const }] : []),
    ],
    versioning: 'versioned',
    readHistory: true,
    updateCreate: false,
    conditionalRead: 'not-match',
    ...(type === 'Patient' ? { operation: [{ name: 'export', definition: `${bulkData}/patient-export` }] } : {}),
    ...(searchable ? { searchInclude: includesOf(type, parameters), searchRevInclude: ['Provenance:target'] } : {}),
    ...(searchable
      ? {
          searchParam: [
            ...parameters.map(([name, { kind, definition }]) => ({ name, definition, type: kind })),
            {
              name: '_lastUpdated',
              definition: 'http://hl7.org/fhir/SearchParameter/Resource-lastUpdated',
              type: 'date' as const,
            },
          ],
        }
      : {}),
  }
}

function includesOf(type: ServedType, parameters: readonly (readonly [string, AnySearchParameter])[]): string[] {
  return parameters.filter(([, { kind }]) => kind === 'reference').map(([name]) => `${type}:${name}`)
}

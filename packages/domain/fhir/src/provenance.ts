import type { Bodies } from '@holdspace/record/catalogue'
import type { ProvenanceAgent, Reference } from 'fhir/r4'
import { organizationRef, type PracticeRefs, practitionerRef } from './refs.ts'
import type { FhirResource, Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { localTime, type MappedFact, type SessionContext } from './session-context.ts'
import { profiles, systems } from './systems.ts'

/** Who signed what, when and with which meaning (21 CFR 11.50). Targets everything the signature made visible. */
export function signatureProvenance(
  body: Bodies['session-signed'],
  fact: MappedFact,
  targets: readonly FhirResource[],
  context: SessionContext,
): Served<'Provenance'> {
  return {
    resourceType: 'Provenance',
    id: `${fact.factId}-signature`,
    meta: { profile: [profiles.provenance], security: labels(['PSY']) },
    target: targets.map(referenceTo),
    occurredDateTime: localTime(context, fact.occurredAt),
    recorded: fact.recordedAt,
    activity: { text: body.meaningText },
    agent: agents(fact, context.refs),
    signature: [
      {
        type: [{ system: systems.signatureType, code: '1.2.840.10065.1.12.1.1', display: "Author's Signature" }],
        when: fact.recordedAt,
        who: practitionerRef(fact.actor),
        onBehalfOf: organizationRef(context.refs),
      },
    ],
  }
}

/** Links what was corrected to what replaced it, with the reason a person gave. */
export function correctionProvenance(
  correction: { readonly by: MappedFact; readonly reason: string },
  replaced: readonly FhirResource[],
  replacing: readonly FhirResource[],
  context: SessionContext,
): Served<'Provenance'> {
  return {
    resourceType: 'Provenance',
    id: `${correction.by.factId}-correction`,
    meta: { profile: [profiles.provenance], security: labels(['PSY']) },
    target: (replacing.length === 0 ? replaced : replacing).map(referenceTo),
    recorded: correction.by.recordedAt,
    reason: [{ text: correction.reason }],
    activity: { coding: [{ system: systems.dataOperation, code: 'UPDATE', display: 'revise' }] },
    agent: agents(correction.by, context.refs),
    entity: replaced.map((resource) => ({ role: 'revision', what: referenceTo(resource) })),
  }
}

/** provenance-1: a person acts on behalf of the practice, which is also who sends it. */
function agents(fact: MappedFact, refs: PracticeRefs): ProvenanceAgent[] {
  return [
    {
      type: { coding: [{ system: systems.provenanceParticipant, code: 'author', display: 'Author' }] },
      who: practitionerRef(fact.actor),
      onBehalfOf: organizationRef(refs),
    },
    {
      type: { coding: [{ system: systems.usCoreProvenanceParticipant, code: 'transmitter', display: 'Transmitter' }] },
      who: organizationRef(refs),
    },
  ]
}

function referenceTo(resource: FhirResource): Reference {
  return { reference: `${resource.resourceType}/${resource.id}` }
}

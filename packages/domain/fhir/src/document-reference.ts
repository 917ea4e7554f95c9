import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { codingOf } from './codes.ts'
import { encounterRef, organizationRef, patientRef, practitionerRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { localTime, type MappedFact, type RecordPaper, type SessionContext } from './session-context.ts'
import { localSystem, profiles, systems } from './systems.ts'

/** The signed session record as a paper: where it is, what its bytes hash to, who answers for it. */
export function recordDocument(
  paper: RecordPaper,
  fact: MappedFact,
  context: SessionContext,
): Served<'DocumentReference'> {
  const { refs, state } = context
  const start: Instant | undefined = state.opened?.occurredAt
  const end: Instant | undefined = state.ended?.occurredAt
  return {
    resourceType: 'DocumentReference',
    id: `${context.sessionId}-record`,
    meta: { profile: [profiles.document], security: labels(['PSY']) },
    identifier: [{ system: localSystem.document(refs.localBase), value: paper.sha256 }],
    status: 'current',
    docStatus: 'final',
    type: { coding: [codingOf('procedureNote')], text: paper.title },
    category: [{ coding: [{ system: systems.documentCategory, code: 'clinical-note', display: 'Clinical Note' }] }],
    subject: patientRef(context.patientId),
    date: paper.createdAt,
    author: [practitionerRef(fact.actor)],
    custodian: organizationRef(refs),
    content: [
      {
        attachment: {
          contentType: 'application/pdf',
          language: 'en-US',
          url: `Binary/${paper.sha256}`,
          size: paper.byteLength,
          title: paper.title,
          creation: localTime(context, paper.createdAt),
        },
        format: {
          system: systems.documentFormat,
          code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient',
          display: 'mimeType Sufficient',
        },
      },
    ],
    context: {
      encounter: [encounterRef(context.sessionId)],
      period: {
        ...(start === undefined ? {} : { start: localTime(context, start) }),
        ...(end === undefined ? {} : { end: localTime(context, end) }),
      },
    },
  }
}

/** The paper's bytes stay in the file store; the door puts them in when it is read, once consent has been asked. */
export function recordBinary(paper: Pick<RecordPaper, 'sha256'>, patientId: PatientId): Served<'Binary'> {
  return {
    resourceType: 'Binary',
    id: paper.sha256,
    meta: { security: labels(['PSY']) },
    contentType: 'application/pdf',
    securityContext: patientRef(patientId),
  }
}

import { boolean, integer, jsonb, pgSchema, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Tables of migrations 0040–0042. Constraints, grants and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')
const identity = pgSchema('identity')

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export const fhirResource = clinic.table(
  'fhir_resource',
  {
    practiceId: uuid('practice_id').notNull(),
    type: text('type').notNull(),
    id: text('id').notNull(),
    patientId: uuid('patient_id'),
    version: integer('version').notNull(),
    mappingVersion: integer('mapping_version').notNull(),
    lastUpdated: moment('last_updated').notNull(),
    visible: boolean('visible').notNull(),
    deleted: boolean('deleted').notNull(),
    labels: text('labels').array().notNull(),
    text: text('text').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.type, row.id] })],
)

export const partnerClient = identity.table('partner_client', {
  id: uuid('id').primaryKey(),
  practiceId: uuid('practice_id').notNull(),
  clientId: text('client_id').notNull(),
  name: text('name').notNull(),
  purpose: text('purpose').$type<'TREAT' | 'HPAYMT' | 'HOPERAT' | 'PATRQT'>().notNull(),
  jwks: jsonb('jwks').$type<{ keys: Record<string, unknown>[] }>().notNull(),
  scopes: text('scopes').array().notNull(),
  status: text('status').$type<'active' | 'revoked'>().notNull(),
  registeredAt: moment('registered_at').notNull(),
  registeredBy: text('registered_by').notNull(),
  revokedAt: moment('revoked_at'),
  revokedBy: text('revoked_by'),
  revokedWhy: text('revoked_why'),
})

export const partnerToken = identity.table('partner_token', {
  tokenSha256: text('token_sha256').primaryKey(),
  partnerId: uuid('partner_id').notNull(),
  scopes: text('scopes').array().notNull(),
  grants: text('grants').array().notNull(),
  issuedAt: moment('issued_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
})

export const partnerAssertion = identity.table(
  'partner_assertion',
  {
    clientId: text('client_id').notNull(),
    jti: text('jti').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.clientId, row.jti] })],
)

export const releaseOfInformation = clinic.table(
  'release_of_information',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    partnerId: uuid('partner_id').notNull(),
    purpose: text('purpose').$type<'TREAT' | 'HPAYMT' | 'HOPERAT' | 'PATRQT'>().notNull(),
    kinds: text('kinds').array().notNull(),
    types: text('types').array().notNull(),
    sensitive: text('sensitive').array().notNull(),
    validFrom: moment('valid_from').notNull(),
    validUntil: moment('valid_until').notNull(),
    givenHow: text('given_how').notNull(),
    documentSha256: text('document_sha256'),
    recordedAt: moment('recorded_at').notNull(),
    recordedBy: uuid('recorded_by'),
    recordedByName: text('recorded_by_name').notNull(),
    withdrawnAt: moment('withdrawn_at'),
    withdrawnBy: uuid('withdrawn_by'),
    withdrawnByName: text('withdrawn_by_name'),
    withdrawnHow: text('withdrawn_how'),
    /** Real time, whatever day the practice's own clock was set to: what `_since` is compared with. */
    withdrawalToldAt: moment('withdrawal_told_at'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const disclosure = clinic.table(
  'disclosure',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    partnerId: uuid('partner_id').notNull(),
    releaseId: uuid('release_id').notNull(),
    at: moment('at').notNull(),
    interaction: text('interaction').notNull(),
    resourceType: text('resource_type').notNull(),
    resourceIds: text('resource_ids').array(),
    resourceCount: integer('resource_count').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

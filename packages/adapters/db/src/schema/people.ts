import type { DetailPart } from '@holdspace/clinic/chart/change-details'
import type { FactKind, FactStatus } from '@holdspace/clinic/chart/fact-kinds'
import type { AllergyStatus } from '@holdspace/clinic/people/allergy-status'
import type { ReferralStatus } from '@holdspace/clinic/referral/decide-referral'
import type {
  Concept,
  ReferralContent,
  ReferredAllergy,
  ReferredIdentifier,
  ReferredMeasurement,
  ReferredMedication,
  ReferredPerson,
  ReferredProblem,
  Sex,
} from '@holdspace/clinic/referral/referral-content'
import {
  boolean,
  customType,
  date,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/** Tables of migration 0030. Constraints, grants, indexes and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
})
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** What a patient row keeps besides its own columns. */
export type PatientDetails = Omit<ReferredPerson, 'family' | 'given' | 'birthDate' | 'sex'>

export const patient = clinic.table(
  'patient',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    mrn: integer('mrn').notNull(),
    family: text('family').notNull(),
    given: text('given').array().notNull(),
    birthDate: date('birth_date', { mode: 'string' }).notNull(),
    sex: text('sex').$type<Sex>().notNull(),
    details: jsonb('details').$type<PatientDetails>().notNull(),
    familyFolded: text('family_folded').notNull(),
    givenFolded: text('given_folded').notNull(),
    allergyStatus: text('allergy_status').$type<AllergyStatus>().notNull(),
    allergyStatusAt: moment('allergy_status_at').notNull(),
    deceasedOn: date('deceased_on', { mode: 'string' }),
    createdAt: moment('created_at').notNull(),
    createdBy: uuid('created_by'),
    createdByName: text('created_by_name').notNull(),
    notDuplicateBecause: text('not_duplicate_because'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const mrnCounter = clinic.table('mrn_counter', {
  practiceId: uuid('practice_id').primaryKey(),
  lastMrn: integer('last_mrn').notNull(),
})

export const patientIdentifier = clinic.table(
  'patient_identifier',
  {
    practiceId: uuid('practice_id').notNull(),
    patientId: uuid('patient_id').notNull(),
    system: text('system').notNull(),
    value: text('value').notNull(),
    kind: text('kind').$type<ReferredIdentifier['kind']>().notNull(),
    label: text('label').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.patientId, row.system, row.value] })],
)

export const patientNameToken = clinic.table(
  'patient_name_token',
  {
    practiceId: uuid('practice_id').notNull(),
    token: text('token').notNull(),
    patientId: uuid('patient_id').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.token, row.patientId] })],
)

export const referral = clinic.table(
  'referral',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    fileSha256: bytes('file_sha256').notNull(),
    fileName: text('file_name').notNull(),
    byteLength: integer('byte_length').notNull(),
    status: text('status').$type<ReferralStatus>().notNull(),
    content: jsonb('content').$type<ReferralContent>().notNull(),
    receivedAt: moment('received_at').notNull(),
    receivedBy: uuid('received_by'),
    receivedByName: text('received_by_name').notNull(),
    decidedAt: moment('decided_at'),
    decidedBy: uuid('decided_by'),
    decidedByName: text('decided_by_name'),
    decisionReason: text('decision_reason'),
    decisionKey: uuid('decision_key'),
    patientId: uuid('patient_id'),
    attached: boolean('attached').notNull().default(false),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const referralFile = clinic.table(
  'referral_file',
  {
    practiceId: uuid('practice_id').notNull(),
    referralId: uuid('referral_id').notNull(),
    body: bytes('body').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.referralId] })],
)

/** What every fact about a person says of where it came from. */
const origin = () => ({
  sourceId: text('source_id').notNull(),
  referralId: uuid('referral_id'),
  recordedAt: moment('recorded_at').notNull(),
  recordedBy: uuid('recorded_by'),
  recordedByName: text('recorded_by_name'),
})
export type FactSource = 'imported' | 'recorded'

export const problem = clinic.table(
  'problem',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    concept: jsonb('concept').$type<Concept>().notNull(),
    status: text('status').$type<ReferredProblem['status']>().notNull(),
    verification: text('verification'),
    onset: text('onset'),
    ended: text('ended'),
    source: text('source').$type<FactSource>().notNull(),
    ...origin(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const allergy = clinic.table(
  'allergy',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    concept: jsonb('concept').$type<Concept>().notNull(),
    status: text('status').$type<ReferredAllergy['status']>().notNull(),
    criticality: text('criticality'),
    reactions: text('reactions').array().notNull(),
    onset: text('onset'),
    source: text('source').$type<FactSource>().notNull(),
    ...origin(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const medication = clinic.table(
  'medication',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    concept: jsonb('concept').$type<Concept>().notNull(),
    status: text('status').$type<ReferredMedication['status']>().notNull(),
    firstOn: date('first_on', { mode: 'string' }),
    lastOn: date('last_on', { mode: 'string' }),
    instructions: text('instructions'),
    source: text('source').$type<FactSource>().notNull(),
    ...origin(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const weight = clinic.table(
  'weight',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    weightG: integer('weight_g'),
    heightMm: integer('height_mm'),
    measuredAt: moment('measured_at').notNull(),
    precision: text('precision').$type<ReferredMeasurement['precision']>().notNull(),
    source: text('source').$type<'imported' | 'measured'>().notNull(),
    entered: text('entered').notNull(),
    readBack: text('read_back'),
    changeConfirmed: boolean('change_confirmed').notNull().default(false),
    ...origin(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

/** Tables of migration 0180. */
const signed = () => ({
  at: moment('at').notNull(),
  byMembership: uuid('by_membership').notNull(),
  byName: text('by_name').notNull(),
})

export const factStatement = clinic.table(
  'fact_statement',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    kind: text('kind').$type<FactKind | 'weight'>().notNull(),
    factId: uuid('fact_id').notNull(),
    says: text('says').$type<FactStatus>().notNull(),
    reason: text('reason').notNull(),
    ...signed(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const listReview = clinic.table(
  'list_review',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    list: text('list').$type<FactKind>().notNull(),
    says: text('says').$type<'as-listed' | 'none-known'>().notNull(),
    ...signed(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const detailsChange = clinic.table(
  'details_change',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    changeId: uuid('change_id').notNull(),
    part: text('part').$type<DetailPart>().notNull(),
    before: text('before'),
    after: text('after'),
    reason: text('reason'),
    source: text('source').$type<'staff' | 'form'>().notNull(),
    ...signed(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

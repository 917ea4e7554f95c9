import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { MembershipId, PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { hex } from '@holdspace/proof/bytes'
import { ledgerBytes } from '@holdspace/proof/canonical-json'
import type { Hasher } from '@holdspace/proof/hashing'
import type { ProtocolContent } from '@holdspace/protocols/protocol-version'
import { z } from 'zod'
import type { PlanContent, PlanId } from './plan-content.ts'
import type { PlanSigner } from './signers.ts'

/** How the patient signed: on this screen, by typing the name, or on paper kept in the folder (RULINGS 9). */
export const patientSigning = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('drawn'),
    /** The strokes as an SVG path, as the signature pad draws them. */
    strokes: z
      .string()
      .min(10)
      .max(40_000)
      .regex(/^[MLQCZ0-9 .,-]+$/),
  }),
  z.strictObject({ method: z.literal('typed'), typedName: z.string().trim().min(2).max(200) }),
  z.strictObject({ method: z.literal('paper'), attestation: z.string().trim().min(3).max(300) }),
])
export type PatientSigning = z.output<typeof patientSigning>

export interface PlanSignature {
  readonly signatureId: string
  readonly signer: PlanSigner
  readonly signerName: string
  /** `MD licence 12345 (NY)`; empty for the patient. */
  readonly credential: string
  /** Of the staff member who signed; null for the patient. */
  readonly membershipId: MembershipId | null
  readonly contentHash: string
  readonly meaning: string
  readonly method: 'password' | PatientSigning['method']
  /** The strokes, the typed name, or where the paper is. */
  readonly mark: string
  readonly signedAt: Instant
  /** Who stood by when the patient signed; the signer themselves for staff. */
  readonly recordedByName: string
}

/** One version of one patient's plan, with whoever signed it. */
export interface PlanVersion {
  readonly planId: PlanId
  readonly patientId: PatientId
  readonly version: number
  readonly content: PlanContent
  readonly contentHash: string
  /** Why it differs from the version before; empty for the first. */
  readonly whyChanged: string
  readonly proposedAt: Instant
  readonly proposedByName: string
  readonly signers: readonly PlanSigner[]
  readonly signatures: readonly PlanSignature[]
}

export const planEndings = ['completed', 'stopped', 'replaced'] as const
export type PlanEnding = (typeof planEndings)[number]

/** A course of treatment: its newest version is the one that counts. */
export interface Plan {
  readonly planId: PlanId
  readonly patientId: PatientId
  /** Newest first; never empty. */
  readonly versions: readonly [PlanVersion, ...PlanVersion[]]
  readonly ended: {
    readonly at: Instant
    readonly ending: PlanEnding
    readonly words: string
    readonly byName: string
  } | null
}

/** Those the protocol's staffing requires, and always the patient (RULINGS 4): no therapist on the infusion track. */
export function requiredSigners(protocol: Pick<ProtocolContent, 'modality' | 'staffing'>): readonly PlanSigner[] {
  const needsTherapist = protocol.modality === 'kap' && protocol.staffing.therapist === 'required'
  return needsTherapist ? ['prescriber', 'therapist', 'patient'] : ['prescriber', 'patient']
}

export function unsignedBy(version: Pick<PlanVersion, 'signers' | 'signatures'>): readonly PlanSigner[] {
  return version.signers.filter((signer) => !version.signatures.some((signature) => signature.signer === signer))
}

/** Whether the newest version still needs the patient’s signature. */
export function waitsForPatient({ ended, versions }: Pick<Plan, 'ended' | 'versions'>): boolean {
  return ended === null && unsignedBy(versions[0]).includes('patient')
}

/** Hash of exactly what is signed: whose plan, which version, and all of its content, in canonical JSON (RFC 8785). */
export function planHash(
  plan: Pick<PlanVersion, 'planId' | 'patientId' | 'version' | 'content'>,
  sha256: Hasher,
): string {
  const { planId, patientId, version, content } = plan
  return hex(sha256(ledgerBytes({ planId, patientId, version, content })))
}

export function isPastReview(version: Pick<PlanVersion, 'content'>, today: CalendarDate): boolean {
  return version.content.reviewBy < today
}

import { z } from 'zod'

/** Branded identifiers: UUID text (version 7 where Holdspace makes them), never interchangeable with each other. */
const uuid = () => z.uuid().transform((text) => text.toLowerCase())

export const practiceId = uuid().brand<'PracticeId'>()
export const accountId = uuid().brand<'AccountId'>()
export const membershipId = uuid().brand<'MembershipId'>()
export const loginId = uuid().brand<'LoginId'>()
export const deviceId = uuid().brand<'DeviceId'>()
export const patientId = uuid().brand<'PatientId'>()
export const referralId = uuid().brand<'ReferralId'>()
export const sessionId = uuid().brand<'SessionId'>()
export const entryId = uuid().brand<'EntryId'>()
export const documentId = uuid().brand<'DocumentId'>()
export const releaseId = uuid().brand<'ReleaseId'>()
export const partnerId = uuid().brand<'PartnerId'>()
export const taskId = uuid().brand<'TaskId'>()
export const mailId = uuid().brand<'MailId'>()
export const appointmentId = uuid().brand<'AppointmentId'>()
export const roomId = uuid().brand<'RoomId'>()
export const packetId = uuid().brand<'PacketId'>()
export const packetLinkId = uuid().brand<'PacketLinkId'>()
export const idempotencyKey = uuid().brand<'IdempotencyKey'>()

export type PracticeId = z.output<typeof practiceId>
export type AccountId = z.output<typeof accountId>
export type MembershipId = z.output<typeof membershipId>
export type LoginId = z.output<typeof loginId>
export type DeviceId = z.output<typeof deviceId>
export type PatientId = z.output<typeof patientId>
export type ReferralId = z.output<typeof referralId>
export type SessionId = z.output<typeof sessionId>
export type EntryId = z.output<typeof entryId>
export type DocumentId = z.output<typeof documentId>
export type ReleaseId = z.output<typeof releaseId>
export type PartnerId = z.output<typeof partnerId>
export type TaskId = z.output<typeof taskId>
export type MailId = z.output<typeof mailId>
export type AppointmentId = z.output<typeof appointmentId>
export type RoomId = z.output<typeof roomId>
export type PacketId = z.output<typeof packetId>
export type PacketLinkId = z.output<typeof packetLinkId>
/** Made by the client once per user intention, not per attempt; for a ledger entry it is the entry's own id. */
export type IdempotencyKey = z.output<typeof idempotencyKey>

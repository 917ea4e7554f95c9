'use client'
import { PatientHeading } from './patient-frame.tsx'
import type { OwnPacket } from './use-own-packet.ts'

export interface OtherItemProps {
  readonly item: OwnPacket['items'][number]
  readonly own: OwnPacket
  readonly onDone: () => void
}

/** What is not a form of the clinic: questionnaires and consents, drawn by those who keep them. */
export function OtherItem({ item }: OtherItemProps) {
  return <PatientHeading title={item.ref} place={item.id} />
}

'use client'
import { dateInZone, formatBorn } from '@holdspace/kit/calendar-words'
import type { Bodies } from '@holdspace/record/catalogue'
import { type AllergyState, PatientBanner } from '@holdspace/ui/patient-banner'
import { memo } from 'react'
import { substanceOf } from '../people/words.ts'
import { useRoom, useRoomTime } from './room-context.tsx'

type Snapshot = Bodies['session-opened']['patient']

/** The banner of the person in the room, as they were known when the session opened (BN7, M17). */
export const RoomBanner = memo(function RoomBanner() {
  const { now } = useRoomTime()
  const { zone } = useRoom().room
  return <BannerOn day={dateInZone(now, zone)} />
})

const BannerOn = memo(function BannerOn({ day }: { readonly day: ReturnType<typeof dateInZone> }) {
  const { state } = useRoom()
  const { opened } = state
  if (opened === null) return null
  const { patient, protocol, room } = opened
  const team = state.participants.filter((one) => one.leftAt === null).map((one) => one.actor.name)
  return (
    <PatientBanner
      familyName={patient.family}
      givenNames={patient.given}
      born={formatBorn(patient.birthDate, day)}
      gender={sexWords[patient.sex]}
      identifierLabel="MRN"
      identifier={patient.mrn}
      allergies={allergiesOf(patient)}
      treatment={`${protocol.title} · ${protocol.route} · ${room}`}
      careTeam={[...new Set(team)].join(' · ')}
    />
  )
})

const sexWords: { readonly [S in Snapshot['sex']]: string } = {
  female: 'Female',
  male: 'Male',
  other: 'Other',
  unknown: 'Not Known',
}

export function allergiesOf({ allergyTitle, allergies }: Pick<Snapshot, 'allergyTitle' | 'allergies'>): AllergyState {
  switch (allergyTitle) {
    case 'Known allergies':
      return { state: 'known', substances: allergies.map(substanceOf) }
    case 'No known allergies':
      return { state: 'none-known' }
    case 'Allergies not recorded':
      return { state: 'not-recorded' }
    case 'Allergies unavailable':
      return { state: 'unavailable' }
  }
}

import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { row, SourcedRows } from './sourced-rows.tsx'
import { careRoleWords, credentialWords, dischargeWords, licenceWords, therapistWords } from './words.ts'

interface TableProps {
  readonly protocol: ProtocolVersion
}

const basisWords = { actual: 'actual weight', ideal: 'ideal weight', adjusted: 'adjusted weight' } as const
const scaleWords = { padss: 'PADSS', 'padss-modified': 'PADSS, modified' } as const

export function WeightTable({ protocol: { weight } }: TableProps) {
  return (
    <SourcedRows
      caption="Weight"
      rows={[
        { label: 'Dosed by', value: basisWords[weight.basis] },
        row('No older than', weight.maxAgeDays, (days) => `${days}\u00a0days`),
        row('A change is flagged from', weight.flagChangePercent, (percent) => `${percent}\u00a0%`),
        row('Plausible BMI from', weight.plausibleBmi.min, String),
        row('Plausible BMI to', weight.plausibleBmi.max, String),
      ]}
    />
  )
}

export function DischargeTable({ protocol: { discharge, signatureLock } }: TableProps) {
  return (
    <SourcedRows
      caption="Discharge"
      rows={[
        row(scaleWords[discharge.scale], discharge.minScore, (score) => `${score} or more`),
        row('After the end at least', discharge.minMinutesAfterEnd, (count) => `${count}\u00a0min`),
        row('Vitals within, of baseline', discharge.vitalsWithinPercent, (percent) => `${percent}\u00a0%`),
        { label: 'All of', value: discharge.requires.map((each) => dischargeWords[each]).join(', ') },
        row('Patient’s signatures count again', signatureLock.nextDayTime, (time) => `at ${time} on the next day`),
      ]}
    />
  )
}

export function StaffingTable({ protocol: { staffing } }: TableProps) {
  const present = staffing.continuousPresence.map((role) => careRoleWords[role]).join(', ')
  return (
    <SourcedRows
      caption="People"
      rows={[
        { label: 'May administer', value: staffing.administer.map(licenceWords).join(', ') },
        { label: 'Always in the room', value: present === '' ? 'nobody named' : present },
        { label: 'Therapist', value: therapistWords[staffing.therapist] },
        row('Rooms for each provider at most', staffing.maxRoomsPerProvider, String),
        { label: 'Credentials in force', value: staffing.credentials.map((each) => credentialWords[each]).join(', ') },
      ]}
    />
  )
}

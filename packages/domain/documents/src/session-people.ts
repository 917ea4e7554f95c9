import { dateInZone, dateTimeInZone, formatBorn, formatDate, timeInZone } from '@holdspace/kit/calendar-date'
import { formatKg, formatLb } from '@holdspace/kit/format-amount'
import type { Bodies } from '@holdspace/record/catalogue'
import type { Fact, Participant, SessionState } from '@holdspace/record/state'
import { inWords } from '@holdspace/record/timeline'
import { type Block, mono, openRow, plain, strong } from './block.ts'
import type { PaperClock } from './record-times.ts'

type Opened = Bodies['session-opened'] & Fact
const modalityWords = { infusion: 'Ketamine infusion', kap: 'Ketamine-assisted psychotherapy' } as const
const sexWords = { female: 'Female', male: 'Male', other: 'Other', unknown: 'Not Known' } as const

export function patientName({ family, given }: Opened['patient']): string {
  return given === '' ? family : `${family}, ${given}`
}

/** `Born 14-Jul-1985 (41y)`, by the age on the day of the session. */
export function bornLine(opened: Opened, zone: string): string {
  return formatBorn(opened.patient.birthDate, dateInZone(opened.occurredAt, zone))
}

/** Who, what, when, under which protocol. */
export function headBlocks(opened: Opened, state: SessionState, clock: PaperClock): readonly Block[] {
  const { patient, protocol } = opened
  const date = formatDate(dateInZone(opened.occurredAt, clock.zone))
  return [
    {
      block: 'title',
      text: 'Medicine session record',
      subtitle: `${modalityWords[protocol.modality]} · ${protocol.route} · ${date} · ${opened.room}`,
    },
    {
      block: 'identity-banner',
      name: patientName(patient),
      born: bornLine(opened, clock.zone),
      sex: sexWords[patient.sex],
      mrn: patient.mrn,
      allergyTitle: patient.allergyTitle,
      allergies: [...patient.allergies],
    },
    { block: 'heading', text: 'Session' },
    {
      block: 'key-values',
      rows: [
        { label: 'Opened', value: [plain(dateTimeInZone(opened.occurredAt, clock.zone))] },
        { label: 'Ended', value: endingRuns(state, clock) },
        {
          label: 'Identity',
          value: [plain(`confirmed by ${opened.identityConfirmedBy.map(identifierWords).join(' and ')}`)],
        },
        { label: 'Protocol', value: [plain(`${protocol.title}, version ${protocol.version}`)] },
        { label: 'Protocol id', value: [mono(protocol.protocolId)] },
        { label: 'Protocol hash', value: [mono(protocol.contentHash)] },
      ],
    },
  ]
}

/** The team in the room, with the times each device joined and left. */
export function peopleBlocks(state: SessionState, clock: PaperClock): readonly Block[] {
  const present = (one: Participant) =>
    `${clock.time(one.joinedAt)} – ${one.leftAt === null ? 'end' : clock.time(one.leftAt)}`
  return [
    { block: 'heading', text: 'Staff present' },
    {
      block: 'table',
      caption: 'Staff present, with times',
      columns: [
        { title: 'Name', align: 'left', parts: 34 },
        { title: 'Role', align: 'left', parts: 22 },
        { title: 'Present', align: 'left', parts: 20 },
        { title: 'Charted on', align: 'left', parts: 24 },
      ],
      rows: state.participants.map((one) =>
        openRow(
          [strong(one.actor.name)],
          [plain(inWords(one.actor.role))],
          [plain(present(one))],
          [plain(one.deviceLabel)],
        ),
      ),
      empty: 'Nobody joined this session.',
    },
  ]
}

/** What had to be answered before a dose: the statements made, the weight, the ride home. */
export function beforeDoseBlocks(opened: Opened, state: SessionState, clock: PaperClock): readonly Block[] {
  const weights = state.weights.map((weight) => ({
    label: 'Weight',
    value: [
      strong(formatKg(weight.weightGrams)),
      plain(
        ` (${formatLb(weight.weightGrams)}), ${clock.time(weight.occurredAt)}, ${weight.actor.name}; read back “${weight.readBack}”`,
      ),
    ],
  }))
  const escort = state.escort
  const escortWords =
    escort === null
      ? 'No ride was confirmed.'
      : `${escort.name} (${escort.relationship}), ${escort.phone}, ${escort.present ? 'present' : 'confirmed'} ${clock.time(escort.occurredAt)}`
  return [
    { block: 'heading', text: 'Before the dose' },
    {
      block: 'table',
      caption: 'Statements made before the dose',
      columns: [
        { title: 'Condition', align: 'left', parts: 32 },
        { title: 'Statement', align: 'left', parts: 46 },
        { title: 'Reference', align: 'left', parts: 22 },
      ],
      rows: opened.attestations.map((one) =>
        openRow([plain(inWords(one.condition))], [plain(one.statement)], [plain(one.reference ?? '')]),
      ),
      empty: 'No statements were recorded.',
    },
    {
      block: 'key-values',
      rows: [
        ...(weights.length === 0 ? [{ label: 'Weight', value: [plain('Not measured in this session.')] }] : weights),
        { label: 'Ride home', value: [plain(escortWords)] },
      ],
    },
  ]
}

function endingRuns(state: SessionState, clock: PaperClock) {
  if (state.ended === null) return [plain('Not ended')]
  const { ending, occurredAt, note } = state.ended
  const told = `${timeInZone(occurredAt, clock.zone)}, ${inWords(ending).toLowerCase()}`
  return [plain(note === undefined || note === '' ? told : `${told}: ${note}`)]
}

function identifierWords(identifier: Opened['identityConfirmedBy'][number]): string {
  return identifier === 'mrn' ? 'MRN' : identifier.replaceAll('-', ' ')
}

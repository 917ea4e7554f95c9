'use client'
import type { GateLine } from '@holdspace/clinic/gates/gate-lines'
import { dayConditions } from '@holdspace/clinic/session/day-conditions'
import { openingConditions } from '@holdspace/clinic/session/open-session'
import type { PatientId } from '@holdspace/kit/ids'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Panel } from '@holdspace/ui/panel'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { nothingAnswered } from './answers.ts'
import { DayAttestation, OpeningAttestation } from './attestation-fields.tsx'
import { GatePanel } from './gate-panel.tsx'
import { IdentityFields, type KnownOfPerson } from './identity-fields.tsx'
import { OnRecord } from './on-record.tsx'
import type { OfferedProtocol } from './protocol-choices.ts'
import { UnusableProtocols } from './unusable-protocols.tsx'
import { keyOf, useOpening } from './use-opening.ts'
import type { VisitRoom } from './visit-today.ts'

type Opening = ReturnType<typeof useOpening>

interface OpenSessionFormProps {
  readonly patientId: PatientId
  readonly protocols: readonly OfferedProtocol[]
  readonly known: readonly KnownOfPerson[]
  readonly opener: string
  /** The protocol of the plan in force, as `id version`; null where there is none. */
  readonly planned: string | null
  /** The room of today's visit; null where none was booked. */
  readonly visit: VisitRoom | null
}

/** One page, one act: protocol and room, who this is, what was seen, what was asked; the gate beside it all the time. */
export function OpenSessionForm({ patientId, protocols, known, opener, planned, visit }: OpenSessionFormProps) {
  const { answers, gate, dose, problems, submit, choose, nameRoom, check, say } = useOpening(patientId, protocols, {
    ...nothingAnswered,
    protocolKey: usableKey(protocols, planned),
    room: visit?.room ?? '',
  })
  const problemAt = (field: string) => {
    const found = problems.find((one) => one.field === field)
    return found === undefined ? {} : { problem: found.sentence }
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Open a session">
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] 2xl:grid-cols-[minmax(0,52rem)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <ProtocolAndRoom protocols={protocols} answers={answers} choose={choose} nameRoom={nameRoom} visit={visit} />
          <Panel title="Who this is">
            <IdentityFields known={known} checked={answers.identifiers} onCheck={check} {...problemAt('identity')} />
          </Panel>
          {answers.protocolKey === null ? null : <OnRecord patientId={patientId} lines={onRecord(gate, dose)} />}
          <Panel title="What you have seen">
            <p className="text-muted">Recorded word for word, as {opener} said it now.</p>
            <ul className="mt-1">
              {openingConditions.map((one) => (
                <OpeningAttestation
                  key={one.condition}
                  one={one}
                  answers={answers}
                  say={say}
                  {...problemAt(one.condition)}
                />
              ))}
            </ul>
          </Panel>
          <AskedToday answers={answers} say={say} />
        </div>
        <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-[calc(var(--banner-height,5rem)+1.25rem)]">
          <GatePanel opening={gate} dose={forTheDose(gate, dose)} />
          <SubmitButton sendingWords="Being opened …" className="w-full">
            Open the session
          </SubmitButton>
        </div>
      </div>
    </Form>
  )
}

interface ProtocolAndRoomProps extends Pick<Opening, 'answers' | 'choose' | 'nameRoom'> {
  readonly protocols: readonly OfferedProtocol[]
  readonly visit: VisitRoom | null
}

function ProtocolAndRoom({ protocols, answers, choose, nameRoom, visit }: ProtocolAndRoomProps) {
  const usable = protocols.filter((one) => one.unusable === null)
  return (
    <Panel title="Protocol and room">
      <div className="flex flex-col gap-5">
        {usable.length === 0 ? (
          <p>No protocol is approved here yet. The medical director approves one under Protocols.</p>
        ) : (
          <RadioGroup
            name="protocolId"
            label="Approved protocol"
            value={answers.protocolKey}
            onChange={choose}
            choices={usable.map((one) => ({
              value: keyOf(one),
              label: one.pin.title,
              note: `${one.pin.route} · version ${one.pin.version}`,
            }))}
          />
        )}
        <UnusableProtocols protocols={protocols.filter((one) => one.unusable !== null)} />
        <TextField
          name="room"
          label="Room"
          value={answers.room}
          onChange={nameRoom}
          maxLength={300}
          autoComplete="off"
          className="max-w-xs"
          {...(visit === null ? {} : { hint: visit.words })}
        />
      </div>
    </Panel>
  )
}

function AskedToday({ answers, say }: Pick<Opening, 'answers' | 'say'>) {
  return (
    <Panel title="Asked today">
      <p className="mb-4 text-muted">The session opens without these, but no dose can be ordered in it.</p>
      <div className="flex flex-col gap-6">
        {dayConditions.map((one) => (
          <DayAttestation key={one.condition} one={one} answers={answers} say={say} />
        ))}
      </div>
    </Panel>
  )
}

/** What only the dose will wait for, as far as it can be known before the room. */
function forTheDose(opening: readonly GateLine[], dose: readonly GateLine[]): readonly GateLine[] {
  const asked = new Set(opening.map(({ id }) => id))
  return dose.filter(({ id, state }) => state !== 'later' && !asked.has(id))
}

/** Each line once, though both gates ask for some of them. */
function onRecord(opening: readonly GateLine[], dose: readonly GateLine[]): readonly GateLine[] {
  const known = new Set(opening.map(({ id }) => id))
  return [...opening, ...dose.filter(({ id }) => !known.has(id))]
}

/** The plan's protocol is chosen beforehand, as long as it can be used at all. */
function usableKey(protocols: readonly OfferedProtocol[], planned: string | null): string | null {
  return protocols.some((one) => one.unusable === null && keyOf(one) === planned) ? planned : null
}

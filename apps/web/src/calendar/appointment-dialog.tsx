'use client'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import { LinkButton } from '@holdspace/ui/link'
import { sayToast } from '@holdspace/ui/toast'
import { type ReactNode, useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { type Calendar, type Line, spanWords, statusWords } from './calendar-words.ts'
import { EndForm } from './end-form.tsx'
import { EscortForm } from './escort-form.tsx'
import { MoveForm } from './move-form.tsx'

export interface AppointmentDialogProps {
  readonly line: Line
  readonly calendar: Pick<Calendar, 'zone' | 'today' | 'serverNow' | 'rooms' | 'members' | 'types' | 'mayBook'>
  readonly onClose: () => void
  readonly onChanged: () => void
}

type Doing = 'look' | 'move' | 'cancelled' | 'no-show' | 'escort'

const titles: { readonly [D in Exclude<Doing, 'look'>]: string } = {
  move: 'Move',
  cancelled: 'Cancel',
  'no-show': 'Did not come',
  escort: 'Ride home',
}

/** One appointment: what it is, and what can be done with it, one thing at a time. */
export function AppointmentDialog(props: AppointmentDialogProps) {
  const { line, calendar, onClose, onChanged } = props
  const [doing, setDoing] = useState<Doing>('look')
  const done = (words: string) => {
    sayToast({ level: 'done', title: words, detail: `${line.type.label}, ${line.initials}` })
    onChanged()
  }
  const forms: { readonly [D in Doing]: ReactNode } = {
    look: <Look {...props} onDoing={setDoing} onDone={done} />,
    move: <MoveForm line={line} calendar={calendar} onDone={done} />,
    cancelled: <EndForm line={line} how="cancelled" onDone={done} />,
    'no-show': <EndForm line={line} how="no-show" onDone={done} />,
    escort: <EscortForm line={line} onDone={done} />,
  }
  const title = `${line.type.label}: ${line.name}`
  return (
    <Dialog
      title={doing === 'look' ? title : `${titles[doing]} · ${title}`}
      isOpen
      wide={doing === 'move'}
      onClose={onClose}
    >
      {forms[doing]}
    </Dialog>
  )
}

interface LookProps extends AppointmentDialogProps {
  readonly onDoing: (doing: Doing) => void
  readonly onDone: (words: string) => void
}

function Look({ line, calendar, onDoing, onDone }: LookProps) {
  const { zone } = calendar
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        <Fact term="When">
          {formatDate(dateInZone(line.startsAt, zone))}, {spanWords(line, zone)}
        </Fact>
        <Fact term="Record number">
          <span data-figures>{line.mrn}</span>
        </Fact>
        {line.room === null ? null : <Fact term="Room">{line.room.name}</Fact>}
        <Fact term="With">{line.people.map((person) => person.name).join(', ') || 'nobody'}</Fact>
        {line.stillNeeded === null ? null : <Fact term="Still needed">{line.stillNeeded.join(' or ')}</Fact>}
        {line.type.stage === 'medicine' ? <Fact term="Ride home">{rideWords(line)}</Fact> : null}
        {line.note === '' ? null : <Fact term="For the desk">{line.note}</Fact>}
        <Fact term="Standing">
          {statusWords[line.status]}
          {line.arrivedAt === null ? '' : ` since ${timeInZone(line.arrivedAt, zone)}`}
        </Fact>
      </dl>
      <Steps line={line} calendar={calendar} onDoing={onDoing} onDone={onDone} />
    </div>
  )
}

function rideWords({ escort }: Line): string {
  if (escort === null) return 'nobody named yet'
  return [escort.name, escort.relationship, escort.phone].filter((part) => part !== '').join(', ')
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted">{term}</dt>
      <dd className="font-strong">{children}</dd>
    </div>
  )
}

function Steps({ line, calendar, onDoing, onDone }: Pick<LookProps, 'line' | 'calendar' | 'onDoing' | 'onDone'>) {
  const trpc = useTRPCClient()
  const checkIn = async (what: 'arrived' | 'undo') => {
    const answer = await attempt(() => trpc.appointment.checkIn.mutate({ appointmentId: line.appointmentId, what }))
    if (answer.ok) return onDone(what === 'arrived' ? 'Checked in' : 'Check-in taken back')
    sayToast({ level: 'high', title: 'Not done', detail: answer.refusal.sentence })
  }
  const isToday = dateInZone(line.startsAt, calendar.zone) === calendar.today
  const { status } = line
  return (
    <div className="flex flex-wrap gap-2 border-line border-t pt-4">
      <LinkButton href={`/people/${line.patientId}`}>Open the chart</LinkButton>
      {!calendar.mayBook ? null : (
        <>
          {isToday && (status === 'booked' || status === 'no-show') ? (
            <Button variant="primary" onPress={() => checkIn('arrived')}>
              Check in
            </Button>
          ) : null}
          {status === 'arrived' ? <Button onPress={() => checkIn('undo')}>Not here after all</Button> : null}
          {line.type.stage === 'medicine' && (status === 'booked' || status === 'arrived') ? (
            <Button onPress={() => onDoing('escort')}>
              {line.escort === null ? 'Name the ride …' : 'Change the ride …'}
            </Button>
          ) : null}
          {status === 'booked' ? <Button onPress={() => onDoing('move')}>Move …</Button> : null}
          {status === 'booked' && line.startsAt <= calendar.serverNow ? (
            <Button onPress={() => onDoing('no-show')}>Did not come …</Button>
          ) : null}
          {status === 'booked' || status === 'arrived' ? (
            <Button variant="danger" onPress={() => onDoing('cancelled')}>
              Cancel it …
            </Button>
          ) : null}
        </>
      )}
    </div>
  )
}

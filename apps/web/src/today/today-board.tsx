'use client'
import { Button } from '@holdspace/ui/button'
import { LinkButton } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { useQuery } from '@tanstack/react-query'
import { Eye, EyeOff } from 'lucide-react'
import { useRef } from 'react'
import type { Answers } from '../outputs.ts'
import { useTRPC } from '../trpc.tsx'
import { DayBoard } from './day-board.tsx'
import { RoomCard } from './room-card.tsx'
import { SessionTable } from './session-table.tsx'
import { useBoardKeys } from './use-board-keys.ts'
import { useNamesShown } from './use-names-shown.ts'

type Board = Answers['session']['board']

export interface TodayBoardProps {
  readonly first: Board
  /** The front desk sees which rooms are in use; what is said in them is the care team's. */
  readonly mayEnter: boolean
  readonly day: Answers['appointment']['day']
}

/** Asked anew every ten seconds; looking on does not count as using the login (S25). */
export function TodayBoard({ first, mayEnter, day }: TodayBoardProps) {
  const trpc = useTRPC()
  const [named, setNamed] = useNamesShown()
  const box = useRef<HTMLDivElement>(null)
  useBoardKeys(box)
  const { data: board } = useQuery(
    trpc.session.board.queryOptions(undefined, {
      initialData: first,
      refetchInterval: 10_000,
      trpc: { context: { background: true } },
    }),
  )
  const inRooms = board.sessions.filter((session) => session.phase !== 'to sign')
  const toSign = board.sessions.filter((session) => session.phase === 'to sign')
  const isEmpty = board.sessions.length === 0 && day.rows.length === 0
  if (isEmpty) return <NothingYet />
  return (
    <div ref={box} className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-title">In the rooms</h2>
        <Button
          variant="quiet"
          size="compact"
          aria-pressed={named}
          icon={named ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
          onPress={() => setNamed(!named)}
        >
          {named ? 'Show initials' : 'Show names'}
        </Button>
      </div>
      {inRooms.length === 0 ? (
        <p className="text-lead text-muted">No session is running.</p>
      ) : (
        <ul className="grid gap-4 md:grid-cols-2 2xl:grid-cols-3">
          {inRooms.map((session) => (
            <RoomCard
              key={session.sessionId}
              session={session}
              zone={board.zone}
              now={board.serverNow}
              named={named}
              mayEnter={mayEnter}
            />
          ))}
        </ul>
      )}
      <DayBoard first={day} named={named} mayEnter={mayEnter} />
      {toSign.length === 0 ? null : (
        <Panel title="Waiting for a signature" flush>
          <SessionTable sessions={toSign} zone={board.zone} named={named} mayEnter={mayEnter} />
        </Panel>
      )}
    </div>
  )
}

function NothingYet() {
  return (
    <Panel>
      <EmptyState
        title="No session is open"
        action={
          <>
            <LinkButton href="/people" variant="primary">
              Find a person
            </LinkButton>
            <LinkButton href="/referrals">Look at referrals</LinkButton>
          </>
        }
      >
        A session is opened from a person’s chart, once identity, eligibility and consents are in order. Its room then
        stands here, with what is due next.
      </EmptyState>
    </Panel>
  )
}

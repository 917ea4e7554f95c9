'use client'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { daysBetween, formatDate } from '@holdspace/kit/calendar-words'
import type { MembershipId } from '@holdspace/kit/ids'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Dialog } from '@holdspace/ui/dialog'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { roleWords } from '../role-words.ts'
import { useTRPCClient } from '../trpc.tsx'
import { EditMember } from './edit-member.tsx'
import { dutyWords } from './paper-words.ts'

type Member = Answers['member']['list'][number]

export interface MemberTableProps {
  readonly members: readonly Member[]
  readonly today: CalendarDate
  readonly ownMembershipId: MembershipId
  readonly mayChange: boolean
}

export function MemberTable({ members, today, ownMembershipId, mayChange }: MemberTableProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [edited, setEdited] = useState<Member | null>(null)
  const [leaving, setLeaving] = useState<Member | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const act = async (done: string, work: () => Promise<unknown>) => {
    const answer = await attempt(work)
    setLeaving(null)
    if (!answer.ok) return setRefused(answer.refusal.sentence)
    setRefused(null)
    sayToast({ level: 'done', title: done })
    router.refresh()
  }
  const signOut = ({ membershipId, displayName }: Member) =>
    act(`${displayName} is signed out everywhere`, () => trpc.account.endMembersLogins.mutate({ membershipId }))
  const setActive = ({ membershipId, displayName }: Member, active: boolean) =>
    act(active ? `${displayName} is back` : `${displayName} is taken out`, () =>
      trpc.member.change.mutate({ membershipId, active }),
    )
  const actions: TableColumn<Member> = {
    key: 'actions',
    header: 'Change',
    align: 'end',
    cell: (member) => (
      <span className="inline-flex flex-wrap justify-end gap-2">
        <Button size="compact" onPress={() => setEdited(member)} aria-label={`Edit ${member.displayName}`}>
          Edit
        </Button>
        {member.membershipId === ownMembershipId ? null : (
          <Standing member={member} onSignOut={signOut} onLeave={setLeaving} onReturn={(one) => setActive(one, true)} />
        )}
      </span>
    ),
  }
  return (
    <Panel flush>
      {refused === null ? null : <Notice level="high" title={refused} live />}
      <DataTable
        caption="Members of the practice"
        columns={[...columnsOn(today), ...(mayChange ? [actions] : [])]}
        rows={members}
        rowKey={(member) => member.membershipId}
      />
      {edited === null ? null : (
        <EditMember
          member={edited}
          isOneself={edited.membershipId === ownMembershipId}
          onClose={() => setEdited(null)}
        />
      )}
      <TakeOut member={leaving} onKeep={() => setLeaving(null)} onTakeOut={(member) => setActive(member, false)} />
    </Panel>
  )
}

interface StandingProps {
  readonly member: Member
  readonly onSignOut: (member: Member) => void
  readonly onLeave: (member: Member) => void
  readonly onReturn: (member: Member) => void
}

function Standing({ member, onSignOut, onLeave, onReturn }: StandingProps) {
  if (!member.active) {
    return (
      <Button size="compact" onPress={() => onReturn(member)}>
        Take back
      </Button>
    )
  }
  return (
    <>
      <Button size="compact" onPress={() => onSignOut(member)}>
        Sign out
      </Button>
      <Button size="compact" onPress={() => onLeave(member)}>
        Take out
      </Button>
    </>
  )
}

interface TakeOutProps {
  readonly member: Member | null
  readonly onKeep: () => void
  readonly onTakeOut: (member: Member) => void
}

function TakeOut({ member, onKeep, onTakeOut }: TakeOutProps) {
  return (
    <Dialog
      title={member === null ? '' : `Take ${member.displayName} out?`}
      role="alertdialog"
      isOpen={member !== null}
      onClose={onKeep}
      actions={
        <>
          <Button onPress={onKeep}>Keep</Button>
          <Button variant="danger" onPress={() => (member === null ? undefined : onTakeOut(member))}>
            Take out
          </Button>
        </>
      }
    >
      Every screen of theirs in this practice ends within seconds. What they wrote and signed stays as it is.
    </Dialog>
  )
}

function columnsOn(today: CalendarDate): readonly TableColumn<Member>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      sortBy: (member) => member.displayName,
      cell: (member) => (
        <>
          <span className="flex flex-wrap items-center gap-2">
            {member.displayName}
            {member.active ? null : <Badge>Taken out</Badge>}
          </span>
          <span className="block font-regular text-muted">{member.email}</span>
        </>
      ),
    },
    {
      key: 'role',
      header: 'Role',
      sortBy: (member) => roleWords[member.role],
      cell: (member) => (
        <>
          {roleWords[member.role]}
          {member.duties.map((duty) => (
            <span key={duty} className="block text-muted">
              {dutyWords[duty]}
            </span>
          ))}
          {member.guestPatients === null ? null : (
            <span className="block text-muted">
              {member.guestPatients.length} named {member.guestPatients.length === 1 ? 'patient' : 'patients'}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'credentials',
      header: 'Papers',
      wideOnly: true,
      cell: (member) => (
        <ul>
          {member.credentials.map((paper) => (
            <li key={`${paper.kind} ${paper.number}`} className="whitespace-nowrap">
              {paper.licenceType ?? paper.kind} {paper.number} <Until expires={paper.expires} today={today} />
            </li>
          ))}
        </ul>
      ),
    },
  ]
}

/** Two months is time to renew a licence without a gap. */
const soonDays = 60

function Until({ expires, today }: { readonly expires: CalendarDate; readonly today: CalendarDate }) {
  const days = daysBetween(today, expires)
  if (days < 0) return <AlertMark level="high">ended {formatDate(expires)}</AlertMark>
  if (days <= soonDays) return <AlertMark level="medium">until {formatDate(expires)}</AlertMark>
  return <span className="text-muted">until {formatDate(expires)}</span>
}

'use client'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { type AccountEvent, accountDetailWords } from './account-words.ts'

const kindWords: { readonly [Kind in AccountEvent['kind']]: string } = {
  'signed-in': 'Signed in',
  'sign-in-refused': 'Sign-in refused',
  'signed-out': 'Signed out',
  unlocked: 'Unlocked the screen',
  'unlock-refused': 'Unlocking refused',
  'stepped-up': 'Entered the password again',
  'step-up-refused': 'Password refused when asked again',
  'password-changed': 'Changed the password',
  'recovery-code-used': 'Used a recovery code',
  'recovery-codes-renewed': 'Made new recovery codes',
  'login-ended': 'Ended one of their logins',
  'all-logins-ended': 'Signed out everywhere',
  'practice-changed': 'Went over from another practice',
  'member-added': 'Became a member',
  'member-changed': 'Membership changed',
  'session-pin-set': 'Set a PIN for the session room',
}

const refusedKinds: ReadonlySet<AccountEvent['kind']> = new Set([
  'sign-in-refused',
  'unlock-refused',
  'step-up-refused',
])

export interface AccountEventsProps {
  readonly events: readonly AccountEvent[]
  readonly zone: string
  readonly members: readonly { readonly accountId: string; readonly displayName: string }[]
}

/** Sign-ins, refused ones, and what was changed about members: the other half of the trail. */
export function AccountEvents({ events, zone, members }: AccountEventsProps) {
  const names = new Map(members.map(({ accountId, displayName }) => [accountId, displayName]))
  return (
    <Panel flush>
      <DataTable
        caption="Sign-ins and changes of members in the last 30 days, newest first"
        columns={columnsIn(zone, names)}
        rows={events}
        rowKey={(event) => event.id}
        empty={<EmptyState title="Nothing in 30 days">Sign-ins and changes of members appear here.</EmptyState>}
      />
    </Panel>
  )
}

function columnsIn(zone: string, names: ReadonlyMap<string, string>): readonly TableColumn<AccountEvent>[] {
  return [
    {
      key: 'at',
      header: 'When',
      cell: (event) => (
        <span className="whitespace-nowrap">
          {formatDate(dateInZone(event.at, zone))} {timeInZone(event.at, zone)}
        </span>
      ),
    },
    { key: 'who', header: 'Who', cell: (event) => event.name ?? '–', sortBy: (event) => event.name ?? '' },
    {
      key: 'what',
      header: 'What',
      sortBy: (event) => kindWords[event.kind],
      cell: (event) =>
        refusedKinds.has(event.kind) ? (
          <AlertMark level="medium">{kindWords[event.kind]}</AlertMark>
        ) : (
          kindWords[event.kind]
        ),
    },
    { key: 'detail', header: 'Detail', cell: (event) => accountDetailWords(event, names), wideOnly: true },
    { key: 'address', header: 'Address', cell: (event) => event.ipAddress || '–', wideOnly: true },
  ]
}

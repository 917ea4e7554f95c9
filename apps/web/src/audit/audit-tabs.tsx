'use client'
import { Tabs } from '@holdspace/ui/tabs'
import { AccessLog, type AccessLogProps } from './access-log.tsx'
import { AccountEvents, type AccountEventsProps } from './account-events.tsx'

/** The two halves of the trail beside each other. */
export function AuditTabs({
  accesses,
  events,
}: {
  readonly accesses: AccessLogProps
  readonly events: AccountEventsProps
}) {
  return (
    <Tabs
      label="Audit"
      items={[
        { id: 'records', label: 'Records', content: <AccessLog {...accesses} /> },
        { id: 'accounts', label: 'Sign-ins and members', content: <AccountEvents {...events} /> },
      ]}
    />
  )
}

'use client'
import { Tabs } from '@holdspace/ui/tabs'
import { AccessLog, type AccessLogProps } from './access-log.tsx'
import { AccountEvents, type AccountEventsProps } from './account-events.tsx'
import { ProofTab, type ProofTabProps } from './proof-tab.tsx'

/** The trail in its two halves, and how far the record itself is proven. */
export function AuditTabs({
  accesses,
  events,
  proof,
}: {
  readonly accesses: AccessLogProps
  readonly events: AccountEventsProps
  readonly proof: ProofTabProps
}) {
  return (
    <Tabs
      label="Audit"
      items={[
        { id: 'records', label: 'Records', content: <AccessLog key={accesses.patientId ?? 'all'} {...accesses} /> },
        { id: 'accounts', label: 'Sign-ins and members', content: <AccountEvents {...events} /> },
        { id: 'proof', label: 'Proof', content: <ProofTab {...proof} /> },
      ]}
    />
  )
}

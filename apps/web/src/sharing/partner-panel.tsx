'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Dialog } from '@holdspace/ui/dialog'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { RegisterPartner } from './register-partner.tsx'
import { ShutOut } from './shut-out.tsx'
import { purposeWords } from './words.ts'

type Partners = Answers['sharing']['partners']
type Partner = Partners['partners'][number]

/** Which systems may ask for a token. What they then see is decided by each patient's release alone. */
export function PartnerPanel({ partners }: { readonly partners: Partners }) {
  const [isRegistering, setRegistering] = useState(false)
  const [leaving, setLeaving] = useState<Partner | null>(null)
  const change: TableColumn<Partner> = {
    key: 'change',
    header: 'Change',
    align: 'end',
    cell: (partner) =>
      partner.status === 'active' ? (
        <Button size="compact" onPress={() => setLeaving(partner)}>
          Shut out
        </Button>
      ) : null,
  }
  return (
    <Panel
      title="Partner systems"
      flush
      actions={partners.mayRegister ? <Button onPress={() => setRegistering(true)}>Register a partner</Button> : null}
    >
      <DataTable
        caption="Partner systems"
        columns={[...columnsIn(partners.zone), ...(partners.mayRevoke ? [change] : [])]}
        rows={partners.partners}
        rowKey={(partner) => partner.partnerId}
        empty={
          <EmptyState title="No partner system">Register one, and patients can release their record to it.</EmptyState>
        }
      />
      <Dialog title="Register a partner system" isOpen={isRegistering} onClose={() => setRegistering(false)} wide>
        <RegisterPartner tokenAddress={partners.tokenAddress} onDone={() => setRegistering(false)} />
      </Dialog>
      <ShutOut partner={leaving} onClose={() => setLeaving(null)} />
    </Panel>
  )
}

function columnsIn(zone: string): readonly TableColumn<Partner>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      sortBy: (partner) => partner.name,
      cell: (partner) => (
        <>
          <span className="flex flex-wrap items-center gap-2">
            {partner.name}
            {partner.status === 'active' ? null : <Badge>Shut out</Badge>}
          </span>
          <span className="block text-muted">{purposeWords[partner.purpose]}</span>
        </>
      ),
    },
    {
      key: 'client',
      header: 'Client id',
      cell: (partner) => <code className="break-all">{partner.clientId}</code>,
    },
    {
      key: 'people',
      header: 'People',
      align: 'end',
      sortBy: (partner) => partner.people,
      cell: (partner) => partner.people,
    },
    { key: 'scopes', header: 'May ask for', wideOnly: true, cell: (partner) => partner.scopes.join(' ') },
    { key: 'keys', header: 'Keys', wideOnly: true, cell: (partner) => partner.keyNames.join(', ') },
    {
      key: 'registered',
      header: 'Registered',
      wideOnly: true,
      sortBy: (partner) => partner.registeredAt,
      cell: (partner) => (
        <>
          {formatDate(dateInZone(partner.registeredAt, zone))}
          <span className="block text-muted">{partner.registeredBy}</span>
        </>
      ),
    },
  ]
}

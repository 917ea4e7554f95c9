'use client'
import { Button } from '@holdspace/ui/button'
import { DataTable } from '@holdspace/ui/data-table'
import { Dialog } from '@holdspace/ui/dialog'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { useState } from 'react'
import { EnterDetails } from './enter-details.tsx'
import type { Fees } from './words.ts'

/** Who bills: what stands on every paper about money. */
export function BillingDetails({ fees }: { readonly fees: Fees }) {
  const [isChanging, setChanging] = useState(false)
  const { profile } = fees
  const change = fees.mayChange ? (
    <Button size="compact" onPress={() => setChanging(true)}>
      {profile === null ? 'Enter the details' : 'Change'}
    </Button>
  ) : null
  return (
    <Panel title="Billing details" flush actions={change}>
      {profile === null ? (
        <EmptyState title="Not entered yet">
          Legal name, tax number and NPI stand on every superbill, invoice and estimate. Papers are made once they are
          here.
        </EmptyState>
      ) : (
        <>
          <p className="px-4 py-3">
            <span className="font-strong">{profile.profile.legalName}</span>
            <span className="block text-muted">
              {profile.profile.addressLines.join(', ')} · {profile.profile.phone} · tax number {profile.profile.taxId} ·
              NPI {profile.profile.groupNpi} · place of service {profile.profile.placeOfService} · due in{' '}
              {profile.profile.termsDays} days
            </span>
          </p>
          <DataTable
            caption="Providers on papers"
            columns={[
              {
                key: 'name',
                header: 'Provider',
                cell: (row) => (row.credential === '' ? row.name : `${row.name}, ${row.credential}`),
              },
              { key: 'performs', header: 'For lines of', cell: (row) => row.performs },
              { key: 'npi', header: 'NPI', cell: (row) => row.npi },
              { key: 'taxonomy', header: 'Taxonomy', wideOnly: true, cell: (row) => row.taxonomy },
            ]}
            rows={profile.profile.providers}
            rowKey={(row) => `${row.performs} ${row.npi}`}
          />
        </>
      )}
      <Dialog title="Billing details" isOpen={isChanging} onClose={() => setChanging(false)} wide>
        <EnterDetails fees={fees} onDone={() => setChanging(false)} />
      </Dialog>
    </Panel>
  )
}

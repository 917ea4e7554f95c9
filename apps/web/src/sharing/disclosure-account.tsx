'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { DataTable } from '@holdspace/ui/data-table'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import type { Answers } from '../outputs.ts'
import { purposeWords, typeWords } from './words.ts'

type Account = Answers['sharing']['accounting']

/** Whose it is, who answers for it and what was told to whom: what the law asks of it, and nothing that is only ours. */
export function DisclosureAccount({ account }: { readonly account: Account }) {
  const { person, mrn } = account.patient
  const day = (at: Account['lines'][number]['first']) => formatDate(dateInZone(at, account.zone))
  const rows = account.lines.map((line) => ({
    ...line,
    key: `${line.partnerName} ${line.purpose} ${line.resourceType}`,
  }))
  return (
    <Panel
      title={`${[...person.given, person.family].join(' ')}, record ${mrn}`}
      actions={<Button onPress={() => window.print()}>Print</Button>}
    >
      <p>
        {account.practiceName} told the following of this record to others from {formatDate(account.from)} to{' '}
        {formatDate(account.today)}, as the patient’s releases allowed.
      </p>
      <DataTable
        caption="Accounting of disclosures"
        columns={[
          { key: 'partner', header: 'To whom', cell: (row) => row.partnerName },
          { key: 'what', header: 'What', cell: (row) => typeWords[row.resourceType] ?? row.resourceType },
          { key: 'why', header: 'What for', cell: (row) => purposeWords[row.purpose] },
          { key: 'first', header: 'First', cell: (row) => day(row.first) },
          { key: 'last', header: 'Last', cell: (row) => day(row.last) },
          { key: 'times', header: 'Times', align: 'end', cell: (row) => row.times },
        ]}
        rows={rows}
        rowKey={(row) => row.key}
        empty={<EmptyState title="Nothing was disclosed">No partner has read anything of this record.</EmptyState>}
      />
    </Panel>
  )
}

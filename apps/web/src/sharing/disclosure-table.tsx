'use client'
import { DataTable } from '@holdspace/ui/data-table'
import { EmptyState } from '@holdspace/ui/states'
import type { Answers } from '../outputs.ts'
import { dateAndTime } from '../people/words.ts'
import { interactionWords, typeWords } from './words.ts'

type Disclosure = Answers['sharing']['ofPatient']['disclosures'][number]

export interface DisclosureTableProps {
  readonly disclosures: readonly Disclosure[]
  readonly zone: string
}

/** The accounting of disclosures the patient may ask for (45 CFR 164.528), newest first. */
export function DisclosureTable({ disclosures, zone }: DisclosureTableProps) {
  const rows = disclosures.map((disclosure, at) => ({ ...disclosure, key: `${disclosure.at} ${at}` }))
  return (
    <DataTable
      caption="What partners have read"
      columns={[
        { key: 'at', header: 'When', cell: (row) => dateAndTime(row.at, zone) },
        { key: 'partner', header: 'Partner', cell: (row) => row.partnerName },
        { key: 'what', header: 'What', cell: (row) => typeWords[row.resourceType] ?? row.resourceType },
        {
          key: 'how',
          header: 'How',
          wideOnly: true,
          cell: (row) => interactionWords[row.interaction] ?? row.interaction,
        },
        { key: 'count', header: 'Items', align: 'end', cell: (row) => row.resourceCount },
      ]}
      rows={rows}
      rowKey={(row) => row.key}
      empty={<EmptyState title="Nothing was read yet">Every read of a partner is entered here at once.</EmptyState>}
    />
  )
}

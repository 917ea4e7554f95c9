import { AlertMark } from '@holdspace/ui/alert-mark'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Panel } from '@holdspace/ui/panel'
import { PatientBanner } from '@holdspace/ui/patient-banner'
import { EmptyState, ErrorState, Skeleton } from '@holdspace/ui/states'
import { allergyStates, type BoardRow, board } from './specimens.ts'

const columns: readonly TableColumn<BoardRow>[] = [
  { key: 'name', header: 'Person', cell: (row) => row.name, sortBy: (row) => row.name },
  { key: 'time', header: 'Time', cell: (row) => row.time, sortBy: (row) => row.time },
  { key: 'visit', header: 'Visit', cell: (row) => row.visit },
  { key: 'room', header: 'Room', cell: (row) => row.room, wideOnly: true },
  { key: 'ready', header: 'Ready', cell: (row) => `${row.ready} of 9`, sortBy: (row) => row.ready, align: 'end' },
  { key: 'missing', header: 'Next', cell: (row) => <AlertMark level={row.level}>{row.missing}</AlertMark> },
]

const names = [
  { familyName: 'Tran', givenNames: 'Minh', preferredName: 'Max' },
  { familyName: 'Featherstonehaugh-Cholmondeley', givenNames: 'Maximiliana Alexandrina Wilhelmina Theodora' },
  { familyName: 'Ó', givenNames: 'Li' },
  { familyName: 'Abbott509', givenNames: 'Adria871' },
]

export function People() {
  return (
    <>
      <Panel title="Patient banner, four allergy states" flush>
        <div className="flex flex-col gap-4 p-4 [&_[data-patient-banner]]:static">
          {allergyStates.map((allergies, index) => (
            <PatientBanner
              key={allergies.state}
              {...(names[index] ?? { familyName: 'Cole', givenNames: 'Sam' })}
              {...(index === 2 ? {} : { born: 'Born 02-Mar-1990 (36y)', gender: 'Female' })}
              {...(index === 3 ? { identifier: '6f1c2a9e-88d4-4b51-9f3f-2a7c51b0d8e7' } : { identifier: '10473' })}
              allergies={allergies}
              {...(index === 1
                ? { treatment: 'Infusion · IV · session 1 of 6', careTeam: 'Dr Ames · R. Nolan RN · L. Okafor LMFT' }
                : {})}
            />
          ))}
        </div>
      </Panel>
      <Panel title="Today" flush>
        <DataTable
          caption="People expected today"
          columns={columns}
          rows={board}
          rowKey={(row) => row.id}
          rowHref={(row) => `/gallery?person=${row.id}`}
        />
      </Panel>
      <Panel title="Nobody yet">
        <EmptyState title="No referrals yet" action={<Button variant="primary">Import a referral</Button>}>
          Bring in a FHIR bundle from the referring clinic. You review everything before anything is created.
        </EmptyState>
      </Panel>
      <div className="grid gap-5 md:grid-cols-2">
        <Panel title="Loading">
          <Skeleton label="Loading people" shape="table" rows={4} />
        </Panel>
        <ErrorState title="The record could not be fetched" action={<Button>Try again</Button>} reference="7c1e-22">
          Holdspace cannot reach its database. What you charted is safe on this device and will be sent when it returns.
        </ErrorState>
      </div>
    </>
  )
}

import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { mayGo } from '../../../src/places.ts'
import { RefusedPage } from '../../../src/refused-page.tsx'
import { AddTask } from '../../../src/tasks/add-task.tsx'
import { TaskInbox } from '../../../src/tasks/task-inbox.tsx'

export const metadata: Metadata = { title: 'Tasks' }

/** What waits for whoever is signed in: theirs, their role's, their duties'. */
export default async function TasksPage() {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const found = await ask((api) => api.task.list({ which: 'mine' }))
  if (!found.ok) return <RefusedPage title="Tasks" refusal={found.refusal} />
  const { role, duties } = here.who
  return (
    <Page
      title="Tasks"
      lede="Yours, and what your role or a duty of yours answers for. What is overdue stands first."
      actions={
        mayGo('task.open', role, duties) ? (
          <AddTask members={found.value.members} mayReadRoster={mayGo('coverage.read', role, duties)} />
        ) : null
      }
    >
      <TaskInbox first={found.value} role={role} />
    </Page>
  )
}

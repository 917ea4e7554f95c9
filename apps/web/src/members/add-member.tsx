'use client'
import { type Role, roles } from '@holdspace/clinic/access/actor'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { roleWords } from '../role-words.ts'
import { useTRPCClient } from '../trpc.tsx'
import { DutyFields, dutiesIn } from './duty-fields.tsx'
import { FirstSignIn } from './first-sign-in.tsx'
import { type PaperDraft, papersFrom } from './paper-drafts.ts'
import { PaperFields } from './paper-fields.tsx'

type HandedOver = NonNullable<Answers['member']['add']['firstSignIn']>

/** Takes somebody in, and shows once what they need to come in for the first time. */
export function AddMember() {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [handOver, setHandOver] = useState<{ readonly name: string; readonly first: HandedOver } | null>(null)
  const added = (name: string, first: HandedOver | null) => {
    if (first !== null) return setHandOver({ name, first })
    sayToast({ level: 'done', title: `${name} is added`, detail: 'They keep the password they already have.' })
    close()
  }
  const close = () => {
    setOpen(false)
    setHandOver(null)
    router.refresh()
  }
  return (
    <>
      <Button variant="primary" onPress={() => setOpen(true)}>
        Add a member
      </Button>
      {/* One dialog for both steps, so that the focus comes back to the button; the second closes only by its own. */}
      {isOpen ? (
        <Dialog
          title={handOver === null ? 'Add a member' : `The first sign-in of ${handOver.name}`}
          isOpen
          wide
          isDismissable={handOver === null}
          onClose={close}
          actions={
            handOver === null ? undefined : (
              <Button variant="primary" onPress={close}>
                I have handed it over
              </Button>
            )
          }
        >
          {handOver === null ? <NewMember onAdded={added} /> : <FirstSignIn {...handOver} />}
        </Dialog>
      ) : null}
    </>
  )
}

function NewMember({ onAdded }: { readonly onAdded: (name: string, first: HandedOver | null) => void }) {
  const { drafts, setDrafts, role, setRole, problems, send } = useAdding(onAdded)
  return (
    <Form onSubmit={send} problems={problems} aria-label="Add a member">
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="name" label="Name" hint="As on the licence: Helen Ames." maxLength={200} autoComplete="off" />
        <TextField
          name="displayName"
          label="As colleagues and papers show it"
          hint="Dr Helen Ames, Mara Quist RN."
          maxLength={200}
          autoComplete="off"
        />
        <TextField
          name="email"
          label="Email"
          hint="They sign in with it."
          type="email"
          maxLength={254}
          autoComplete="off"
        />
        <Select
          name="role"
          label="Role"
          hint="What they may do follows from it."
          choices={roles.map((each) => ({ value: each, label: roleWords[each] }))}
          value={role}
          onChange={(chosen) => setRole(roles.find((each) => each === chosen) ?? null)}
        />
      </div>
      {role === 'outside-therapist' ? (
        <p className="text-muted">A guest reaches nobody until patients are named for them.</p>
      ) : null}
      <PaperFields drafts={drafts} onChange={setDrafts} problems={problems} />
      <DutyFields held={[]} />
      <div>
        <SubmitButton sendingWords="Being added …">Add</SubmitButton>
      </div>
    </Form>
  )
}

function useAdding(onAdded: (name: string, first: HandedOver | null) => void) {
  const trpc = useTRPCClient()
  const [drafts, setDrafts] = useState<readonly PaperDraft[]>([])
  const [role, setRole] = useState<Role | null>(null)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const text = (field: string) => String(data.get(field) ?? '').trim()
    const [name, email, shown] = [text('name'), text('email'), text('displayName')]
    const papers = papersFrom(drafts)
    const missing: FormProblem[] = [
      ...(name === '' ? [{ field: 'name', sentence: 'Enter the name.' }] : []),
      ...(/^\S+@\S+\.\S+$/.test(email)
        ? []
        : [{ field: 'email', sentence: 'Enter an email, like helen@clinic.example.' }]),
      ...(role === null ? [{ field: 'role', sentence: 'Choose the role.' }] : []),
      ...papers.problems,
    ]
    setProblems(missing)
    if (missing.length > 0 || role === null) return
    const displayName = shown === '' ? name : shown
    const credentials = [...papers.credentials]
    const answer = await attempt(() =>
      trpc.member.add.mutate({ email, name, displayName, role, duties: dutiesIn(data), credentials }),
    )
    if (answer.ok) return onAdded(displayName, answer.value.firstSignIn)
    const { field, sentence } = answer.refusal
    setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
  }
  return { drafts, setDrafts, role, setRole, problems, send }
}

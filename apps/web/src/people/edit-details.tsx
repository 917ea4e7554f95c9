'use client'
import type { DetailsForm } from '@holdspace/clinic/chart/change-details'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Dialog } from '@holdspace/ui/dialog'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'
import { detailsIn, NameFields, NotTheSamePerson, OtherFields, wrongDetails } from './details-fields.tsx'
import { useRefused } from './use-details.ts'

export interface EditDetailsProps {
  readonly patientId: PatientId
  readonly form: DetailsForm
  /** The newest change on the screen. */
  readonly seenChange: string | null
}

/** A person’s details, changed by hand; what stood there before stays in the list of changes. */
export function EditDetails(props: EditDetailsProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" onPress={() => setOpen(true)}>
        Change details
      </Button>
      <Dialog title="Change details" isOpen={isOpen} onClose={() => setOpen(false)} wide>
        <EditForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function EditForm({ patientId, form, seenChange, onDone }: EditDetailsProps & { readonly onDone: () => void }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [id] = useState(() => newEntryId(Date.now()))
  const [keepsFormerName, setKeeps] = useState(false)
  const { problems, setProblems, isTwin, told } = useRefused()
  const send = async (data: FormData) => {
    const next = detailsIn(data)
    const wrong = wrongDetails(next)
    setProblems(wrong)
    if (wrong.length > 0) return
    const notTheSamePersonBecause = String(data.get('notTheSamePersonBecause') ?? '').trim()
    const asked = { id, patientId, form: next, seenChange, keepsFormerName, notTheSamePersonBecause }
    if (told(await attempt(() => trpc.people.editDetails.mutate(asked))) === null) return
    onDone()
    router.refresh()
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Change details">
      <NameFields form={form} />
      <Checkbox name="keepsFormerName" isSelected={keepsFormerName} onChange={setKeeps}>
        The name changed (marriage, for instance): keep the one until now as a former name
      </Checkbox>
      <OtherFields form={form} />
      {isTwin ? <NotTheSamePerson /> : null}
      <SubmitButton sendingWords="Being kept …">Keep the changes</SubmitButton>
    </Form>
  )
}

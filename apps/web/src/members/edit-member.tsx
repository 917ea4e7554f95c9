'use client'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { roleWords } from '../role-words.ts'
import { useTRPCClient } from '../trpc.tsx'
import { DutyFields, dutiesIn } from './duty-fields.tsx'
import { draftsOf, papersFrom } from './paper-drafts.ts'
import { PaperFields } from './paper-fields.tsx'

type Member = Answers['member']['list'][number]

export interface EditMemberProps {
  readonly member: Member
  /** Nobody takes themselves out: a practice would be left without its administrator. */
  readonly isOneself: boolean
  readonly onClose: () => void
}

/** What a member answers for and which papers they hold. It counts from the member's next request on. */
export function EditMember({ member, isOneself, onClose }: EditMemberProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [drafts, setDrafts] = useState(() => draftsOf(member.credentials))
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const { credentials, problems: missing } = papersFrom(drafts)
    setProblems(missing)
    if (missing.length > 0) return
    const active = isOneself ? {} : { active: data.has('active') }
    const answer = await attempt(() =>
      trpc.member.change.mutate({
        membershipId: member.membershipId,
        duties: dutiesIn(data),
        credentials: [...credentials],
        ...active,
      }),
    )
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    sayToast({ level: 'done', title: 'Saved', detail: `It counts from ${member.displayName}’s next request on.` })
    onClose()
    router.refresh()
  }
  return (
    <Dialog title={member.displayName} isOpen wide onClose={onClose}>
      <p className="mb-4 text-muted">
        {roleWords[member.role]}, {member.email}
      </p>
      <Form onSubmit={send} problems={problems} aria-label={`Change ${member.displayName}`}>
        <PaperFields drafts={drafts} onChange={setDrafts} problems={problems} />
        <DutyFields held={member.duties} />
        {isOneself ? null : (
          <Checkbox
            name="active"
            defaultSelected={member.active}
            note="Without this every screen of theirs in this practice ends within seconds. What they signed stays."
          >
            Works in this practice
          </Checkbox>
        )}
        <div>
          <SubmitButton sendingWords="Being saved …">Save</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

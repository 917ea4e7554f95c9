'use client'
import { DateFields, type DateParts, dateFromParts, noDate } from '@holdspace/ui/date-fields'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDoorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'
import { PatientHeading } from './patient-frame.tsx'
import { useRefusalWords } from './refusal-words.ts'

/** Name and birth date, before anything of the packet is shown. Nothing here ever says which of them was wrong (M17). */
export function IdentityPage({ onShown }: { readonly onShown: () => void }) {
  const t = useTranslations()
  const words = useRefusalWords()
  const client = useDoorClient()
  const [birthDate, setBirthDate] = useState<DateParts>(noDate)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const show = async (data: FormData) => {
    const given = String(data.get('given') ?? '').trim()
    const family = String(data.get('family') ?? '').trim()
    const born = dateFromParts(birthDate)
    const missing = [
      ...(given === '' ? [{ field: 'given', sentence: t('identity.givenMissing') }] : []),
      ...(family === '' ? [{ field: 'family', sentence: t('identity.familyMissing') }] : []),
      ...(born === null ? [{ field: 'birthDate', sentence: t('identity.birthDateMissing') }] : []),
    ]
    if (born === null || missing.length > 0) return setProblems(missing)
    const answer = await attempt(async () =>
      (await client()).packet.showIdentity.mutate({ given, family, birthDate: born }),
    )
    const isOver = !answer.ok && answer.refusal.code === 'packet-stopped'
    if (answer.ok || isOver) return onShown()
    setProblems([{ sentence: words(answer.refusal) }])
  }
  const bornProblem = problems.find((problem) => problem.field === 'birthDate')?.sentence
  return (
    <>
      <PatientHeading title={t('identity.title')} lede={t('identity.lede')} place="identity" />
      <Form onSubmit={show} problems={problems} problemsTitle={t('form.problems')} aria-label={t('identity.title')}>
        <TextField name="given" label={t('identity.given')} autoComplete="given-name" maxLength={120} />
        <TextField name="family" label={t('identity.family')} autoComplete="family-name" maxLength={120} />
        <DateFields
          name="birthDate"
          label={t('identity.birthDate')}
          partWords={{ day: t('identity.day'), month: t('identity.month'), year: t('identity.year') }}
          onChange={setBirthDate}
          isDateOfBirth
          {...(bornProblem === undefined ? {} : { problem: bornProblem })}
        />
        <SubmitButton size="room">{t('identity.next')}</SubmitButton>
      </Form>
    </>
  )
}

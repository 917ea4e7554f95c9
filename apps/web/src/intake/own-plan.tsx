'use client'
import { patientMeanings } from '@holdspace/clinic/plan/signers'
import { isDrawn } from '@holdspace/kit/drawn-line'
import { Button } from '@holdspace/ui/button'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { useCallback, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { signWords } from '../consents/sign-words.ts'
import { type How, SignatureMark } from '../consents/signature-mark.tsx'
import type { Strokes } from '../consents/signature-pad.tsx'
import { strokePath } from '../consents/stroke-path.ts'
import { doorClient } from '../door-client.ts'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useLanguage } from './language.tsx'
import type { OwnItemProps } from './own-instrument.tsx'
import { ownPlanWords } from './own-plan-words.ts'
import { PatientHeading } from './patient-frame.tsx'
import { useRefusalWords } from './refusal-words.ts'
import { useAsked } from './use-asked.ts'
import { goToPlace } from './use-place.ts'

type Plan = Answers['plan']['own']

/** The plan of the packet, read and signed by the patient themselves. */
export function OwnPlan({ itemId, onDone }: OwnItemProps) {
  const t = useTranslations('frame')
  const say = useRefusalWords()
  const question = useCallback(
    (client: Awaited<ReturnType<typeof doorClient>>) => client.plan.own.query({ itemId }),
    [itemId],
  )
  const asked = useAsked(question)
  if (asked === null) {
    return (
      <p role="status" className="text-muted">
        {t('loading')}
      </p>
    )
  }
  if (!asked.ok) return <Notice level="high" title={say(asked.refusal)} live />
  return asked.value.waits ? (
    <ToSign plan={asked.value} itemId={itemId} onDone={onDone} />
  ) : (
    <NothingToSign itemId={itemId} onDone={onDone} />
  )
}

/** Signed on the clinic's tablet meanwhile, or ended: nobody is asked twice. */
function NothingToSign({ itemId, onDone }: OwnItemProps) {
  const { language } = useLanguage()
  const words = ownPlanWords[language]
  const say = useRefusalWords()
  const [problem, setProblem] = useState<string | null>(null)
  const putAside = async () => {
    const answer = await attempt(async () => (await doorClient()).plan.putOwnAside.mutate({ itemId }))
    if (answer.ok) onDone()
    else setProblem(say(answer.refusal))
  }
  return (
    <>
      <PatientHeading title={words.title} lede={words.nothingToSign} />
      {problem === null ? null : <Notice level="high" title={problem} live />}
      <Button variant="primary" size="room" onPress={() => void putAside()}>
        {words.goOn}
      </Button>
    </>
  )
}

interface ToSignProps extends OwnItemProps {
  readonly plan: Plan
}

function ToSign({ plan, itemId, onDone }: ToSignProps) {
  const { language } = useLanguage()
  const words = ownPlanWords[language]
  const sign = signWords[language]
  const { how, choose, strokes, problems, send } = useSigning({ plan, itemId, onDone })
  const isDisabled = plan.locked !== null
  return (
    <article aria-label={words.title} className="flex flex-col gap-6">
      <PatientHeading title={words.title} lede={words.lede} />
      <p className="-mt-3 text-muted [overflow-wrap:anywhere]">
        {plan.patientName} · {words.version} {plan.version}
      </p>
      {plan.locked === null ? null : (
        <Notice level="medium" title={sign.lockedTitle}>
          {words.locked}
        </Notice>
      )}
      {words.inEnglish === null ? null : <Notice level="low" title={words.inEnglish} />}
      <dl lang="en" className="divide-y divide-line rounded-card border border-line bg-surface">
        {plan.lines.map(({ title, words: said }) => (
          <div key={title} className="flex flex-col gap-0.5 px-4 py-3">
            <dt lang={language} className="text-base text-muted">
              {words.titles[title] ?? title}
            </dt>
            <dd className="[overflow-wrap:anywhere]">{said}</dd>
          </div>
        ))}
      </dl>
      <Form onSubmit={send} problems={problems} problemsTitle={sign.lookAgain} aria-label={sign.yourSignature}>
        <h2 className="text-title">{sign.yourSignature}</h2>
        <p className="leading-relaxed">“{patientMeanings[language]}”</p>
        <SignatureMark
          words={sign}
          how={how}
          onHow={choose}
          strokes={strokes}
          name={plan.patientName}
          isDisabled={isDisabled}
        />
        <p className="text-muted">{words.holds}</p>
        <div className="flex flex-wrap gap-3">
          <SubmitButton sendingWords={sign.signing} isDisabled={isDisabled}>
            {sign.sign}
          </SubmitButton>
          <Button onPress={() => goToPlace(null)}>{sign.notNow}</Button>
        </div>
      </Form>
    </article>
  )
}

function useSigning({ plan, itemId, onDone }: ToSignProps) {
  const { language } = useLanguage()
  const words = signWords[language]
  const say = useRefusalWords()
  const [how, setHow] = useState<How>('drawn')
  const strokes = useRef<Strokes>([])
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  // One id for one intention: pressed twice, or sent again after a broken connection, it is one signature.
  const [id] = useState(() => crypto.randomUUID())
  const send = async (data: FormData) => {
    const typedName = String(data.get('typedName') ?? '').trim()
    if (how === 'drawn' && !isDrawn(strokes.current)) {
      return setProblems([{ field: 'mark', sentence: words.missingMark }])
    }
    if (how === 'typed' && typedName.length < 2) {
      return setProblems([{ field: 'typedName', sentence: words.missingName }])
    }
    const signing =
      how === 'drawn'
        ? { method: how, strokes: strokes.current.map(strokePath).join(' ') }
        : ({ method: how, typedName } as const)
    const signed = { itemId, id, shownHash: plan.contentHash, signing, language }
    const answer = await attempt(async () => (await doorClient()).plan.signOwn.mutate(signed))
    if (answer.ok) onDone()
    else setProblems([{ sentence: say(answer.refusal) }])
  }
  const choose = (chosen: How) => {
    setHow(chosen)
    // What was missing was missing of the other way to sign.
    setProblems([])
  }
  return { how, choose, strokes, problems, send }
}

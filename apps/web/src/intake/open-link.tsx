'use client'
import type { Language } from '@holdspace/clinic/intake/questions'
import { lazy, Suspense, useEffect } from 'react'
import { InLanguage } from './language.tsx'
import { PatientFrame, PatientHeading } from './patient-frame.tsx'
import { Waiting } from './waiting.tsx'

/** Brought beside the words it is said in: the frame stands without it (PF4). */
const bringLink = () => import('./behind-link.tsx')
const BehindLink = lazy(() => bringLink().then((part) => ({ default: part.BehindLink })))

/** What is said before anything was brought: the server draws it with the page, in the language the browser asks for. */
interface SaidFirst {
  readonly language: Language
  readonly title: string
  readonly lede: string
}

/**
 * What stands behind a link. Opening it asks nothing of the server and consumes nothing, so a mail scanner that looks in
 * changes nothing; only the button does (RULINGS 15). What it then finds out is shown here.
 */
export function OpenLink({ token, first }: { readonly token: string; readonly first: SaidFirst }) {
  useEffect(() => {
    bringLink().catch(() => undefined)
  }, [])
  return (
    <InLanguage
      first={null}
      meanwhile={
        <PatientFrame practiceName={null}>
          <BeforeLink {...first} />
        </PatientFrame>
      }
    >
      <PatientFrame practiceName={null}>
        <Suspense fallback={<BeforeLink {...first} />}>
          <BehindLink token={token} />
        </Suspense>
      </PatientFrame>
    </InLanguage>
  )
}

/** The words stand where they stay; the button comes beneath them, once it answers. */
function BeforeLink({ language, title, lede }: SaidFirst) {
  return (
    <>
      <div lang={language}>
        <PatientHeading title={title} lede={lede} />
      </div>
      <Waiting />
    </>
  )
}

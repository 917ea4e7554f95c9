'use client'
import { lazy, Suspense, useEffect } from 'react'
import { InLanguage } from './language.tsx'
import { PatientFrame } from './patient-frame.tsx'
import { FrameAlone, Waiting } from './waiting.tsx'

/** Brought beside the words it is said in: the frame stands without it (PF4). */
const bringLink = () => import('./behind-link.tsx')
const BehindLink = lazy(() => bringLink().then((part) => ({ default: part.BehindLink })))

/**
 * What stands behind a link. Opening it asks nothing of the server and consumes nothing, so a mail scanner that looks in
 * changes nothing; only the button does (RULINGS 15). What it then finds out is shown here.
 */
export function OpenLink({ token }: { readonly token: string }) {
  useEffect(() => {
    bringLink().catch(() => undefined)
  }, [])
  return (
    <InLanguage first={null} meanwhile={<FrameAlone />}>
      <PatientFrame practiceName={null}>
        <Suspense fallback={<Waiting />}>
          <BehindLink token={token} />
        </Suspense>
      </PatientFrame>
    </InLanguage>
  )
}

'use client'
import { type ComponentType, useEffect, useState } from 'react'
import type { FormDone } from './forms/use-chart-form.ts'
import type { OpenForm } from './open-form.ts'

interface RoomFormProps extends FormDone {
  readonly form: OpenForm
}

/** Kept between rooms: what this browser once brought it need not bring again. */
let brought: ComponentType<RoomFormProps> | null = null

const again = 2_000

/**
 * The forms of the room, brought as soon as the room itself stands and the browser is idle: the chart is on the screen
 * first, and every form is on the device long before somebody asks for one, so that charting goes on when the network
 * is lost (RULINGS 14). Bringing is tried until it works.
 */
export function useFormsAtHand(): ComponentType<RoomFormProps> | null {
  const [forms, setForms] = useState<ComponentType<RoomFormProps> | null>(() => brought)
  useEffect(() => {
    if (brought !== null) return setForms(() => brought)
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    const bring = async () => {
      try {
        const { RoomForm } = await import('./room-form.tsx')
        brought = RoomForm
        if (!isGone) setForms(() => RoomForm)
      } catch {
        if (!isGone) timer = setTimeout(bring, again)
      }
    }
    timer = setTimeout(bring, 0)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [])
  return forms
}

export function FormAtHand({
  forms: Forms,
  ...asked
}: RoomFormProps & { readonly forms: ReturnType<typeof useFormsAtHand> }) {
  if (Forms !== null) return <Forms {...asked} />
  return (
    <p role="status" className="text-muted">
      Bringing the form…
    </p>
  )
}

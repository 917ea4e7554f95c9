import { useEffect, useRef, useState } from 'react'
import { IdleClock } from './idle-clock.ts'

const touches = ['pointerdown', 'keydown', 'wheel'] as const
const lookEveryMs = 5_000

/**
 * The lock of the page itself: somebody locked it by hand, or nobody touched it for 15 minutes while the server, which
 * judges otherwise, could not be asked.
 */
export function useOwnLock(isUnreachable: () => boolean) {
  const [isLocked, setLocked] = useState(false)
  const unreachable = useRef(isUnreachable)
  unreachable.current = isUnreachable
  useEffect(() => {
    const idle = new IdleClock(() => performance.now())
    const used = () => idle.used()
    const look = () => {
      if (idle.isOver() && unreachable.current()) setLocked(true)
    }
    for (const touch of touches) window.addEventListener(touch, used, { passive: true, capture: true })
    const timer = setInterval(look, lookEveryMs)
    return () => {
      clearInterval(timer)
      for (const touch of touches) window.removeEventListener(touch, used, { capture: true })
    }
  }, [])
  return { isLocked, lock: () => setLocked(true), open: () => setLocked(false) }
}

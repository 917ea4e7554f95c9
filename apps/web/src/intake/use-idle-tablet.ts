import { useEffect, useRef } from 'react'

/** The server counts the same two minutes (S25); the page clears itself a little before it would be refused. */
const idleMs = 115_000

/** Calls back once nobody has touched the tablet for two minutes. */
export function useIdleTablet(isWatching: boolean, onIdle: () => void): void {
  const idle = useRef(onIdle)
  idle.current = onIdle
  useEffect(() => {
    if (!isWatching) return
    let timer = setTimeout(() => idle.current(), idleMs)
    const touched = () => {
      clearTimeout(timer)
      timer = setTimeout(() => idle.current(), idleMs)
    }
    const signs = ['pointerdown', 'keydown'] as const
    for (const sign of signs) window.addEventListener(sign, touched)
    return () => {
      clearTimeout(timer)
      for (const sign of signs) window.removeEventListener(sign, touched)
    }
  }, [isWatching])
}

'use client'
import { useEffect, useState } from 'react'

const key = 'holdspace-board-names'

/** Whether the board names people: a choice of this device, because the device decides who walks past it (RULINGS 17). */
export function useNamesShown(): readonly [boolean, (shown: boolean) => void] {
  const [shown, setShown] = useState(false)
  useEffect(() => setShown(readKept()), [])
  const choose = (next: boolean) => {
    setShown(next)
    try {
      window.localStorage.setItem(key, next ? '1' : '0')
    } catch {
      // A browser that keeps nothing forgets the choice; initials are what it falls back to.
    }
  }
  return [shown, choose]
}

function readKept(): boolean {
  try {
    return window.localStorage.getItem(key) === '1'
  } catch {
    return false
  }
}

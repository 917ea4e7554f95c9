import { useState } from 'react'

/**
 * A read-back holds for the sentence that was read aloud, and for no other: another unit, another number or a weight that
 * a colleague has just recorded makes another sentence, and the tick falls (M01, M02). Null while there is nothing to read.
 */
export function useReadBack(sentence: string | null) {
  const [readAloud, setReadAloud] = useState<string | null>(null)
  const readBack = readAloud === sentence ? readAloud : null
  return {
    isReadBack: readBack !== null,
    /** What is sent with the press, so that the server orders what was read and nothing else; null while it is not. */
    readBack,
    setReadBack: (isRead: boolean) => setReadAloud(isRead ? sentence : null),
  }
}

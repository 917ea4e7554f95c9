import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { commonPasswords } from './common-passwords.ts'

/** NIST SP 800-63B-4: at least 8 where a second factor is always asked, as it is of all our staff (S15, S18). */
export const shortestPassword = 8
/** Longer than any passphrase anybody types; a limit only so that hashing stays cheap. S15 asks for at least 64. */
export const longestPassword = 200

const ownWords = ['holdspace', 'ketamine', 'esketamine', 'password', 'clinic']

/**
 * Whether a new password will do. No composition rules and no forced change (S15, S17); what is refused is what others
 * would try first: common passwords and words around this person and practice (S16).
 *
 * `context` is the person's name and email and the practice's name; its words of four letters or more count.
 */
export function newPasswordWillDo(password: string, context: readonly string[]): Decision<true> {
  const length = [...password].length
  if (length < shortestPassword) {
    return tooWeak(
      'password-too-short',
      `Choose a password of at least ${shortestPassword} characters; a short sentence is good.`,
    )
  }
  if (length > longestPassword) {
    return tooWeak('password-too-long', `Choose a password of at most ${longestPassword} characters.`)
  }
  const typed = password.toLowerCase()
  if (commonPasswords.has(typed) || new Set(typed).size === 1) {
    return tooWeak('password-common', 'This password is among the first that others would try. Choose another one.')
  }
  const word = contextWords(context).find((contextWord) => typed.includes(contextWord))
  if (word !== undefined) {
    return tooWeak(
      'password-has-context-word',
      `Leave out “${word}”: names of people, practice and product are tried first.`,
    )
  }
  return accept(true)
}

function contextWords(context: readonly string[]): readonly string[] {
  const words = context.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  return [...ownWords, ...words].filter((word) => word.length >= 4)
}

function tooWeak(code: string, sentence: string): Decision<never> {
  return refuse({ family: 'invalid', code, sentence, field: 'newPassword' })
}

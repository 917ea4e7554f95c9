import type { Refusal } from '@holdspace/kit/refusal'

/** Two tabs unlocked at once, or the login was ended meanwhile: the old token is worth nothing any more. */
export const loginReplaced: Refusal = {
  family: 'conflict',
  code: 'login-replaced',
  sentence: 'This login was renewed or ended elsewhere a moment ago. Reload the page.',
}

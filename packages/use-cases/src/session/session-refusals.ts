import type { Refusal } from '@holdspace/kit/refusal'

export const sessionNotFound: Refusal = {
  family: 'not-found',
  code: 'session-not-found',
  sentence: 'There is no such session in this practice.',
}

export const sessionSealed: Refusal = {
  family: 'conflict',
  code: 'session-locked',
  sentence: 'This record is signed and locked. File an addendum instead; the signed content stays as it is.',
}

export const keyReused: Refusal = {
  family: 'unprocessable',
  code: 'key-reused',
  sentence: 'This request was already made with other content. Nothing was changed; send it again as a new request.',
}

import type { Refusal } from '@holdspace/kit/refusal'

/** Said alike of a packet that does not exist, is another practice's, or is not this patient's (S05). */
export const noSuchPacket: Refusal = {
  family: 'not-found',
  code: 'packet-not-found',
  sentence: 'There is no such packet in this practice.',
}

/** A packet that was finished, stopped, taken back or whose last day has passed takes nothing more. */
export const packetNotOpen: Refusal = {
  family: 'conflict',
  code: 'packet-not-open',
  sentence: 'These forms are closed. Send a new packet.',
}

/** The same, said to the patient. */
export const formsClosed: Refusal = {
  family: 'conflict',
  code: 'forms-closed',
  sentence: 'These forms are closed. Please ask your clinic if something should be changed.',
}

export const noSuchForm: Refusal = {
  family: 'not-found',
  code: 'form-not-found',
  sentence: 'This form is not part of what was sent to you.',
}

/** Submitting closes a form (RULINGS 15). */
export const formSubmitted: Refusal = {
  family: 'conflict',
  code: 'form-submitted',
  sentence: 'This form was sent and is closed. Please ask your clinic if something should be changed.',
}

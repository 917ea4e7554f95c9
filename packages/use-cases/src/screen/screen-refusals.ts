import type { Refusal } from '@holdspace/kit/refusal'

export const noSuchInstrument: Refusal = {
  family: 'not-found',
  code: 'instrument-not-found',
  sentence: 'There is no such questionnaire here.',
}

export const noSuchResponse: Refusal = {
  family: 'not-found',
  code: 'response-not-found',
  sentence: 'There is no such questionnaire in this chart.',
}

export const submittedBefore: Refusal = {
  family: 'conflict',
  code: 'response-submitted',
  sentence: 'This questionnaire was sent and is closed. A change is a new one.',
}

export const totalNotPossible: Refusal = {
  family: 'invalid',
  code: 'total-not-possible',
  sentence: 'This questionnaire cannot come to that total. Check it against the paper.',
  field: 'total',
}

export const ratedInFuture: Refusal = {
  family: 'invalid',
  code: 'rated-in-the-future',
  sentence: 'It cannot have been answered in the future. Check the day and the time.',
  field: 'measuredAt',
}

export const scoreEntryOnly: Refusal = {
  family: 'unprocessable',
  code: 'score-entry-only',
  sentence: 'The wording of this instrument may not be kept here. Enter its total, the date and who rated it.',
}

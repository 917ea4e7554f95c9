import type { Refusal } from '@holdspace/kit/refusal'

/**
 * A form keeps its id while it is open, so that sending it twice is one act. Changed after an answer got lost it is
 * another act: what was recorded first stands, and saying “recorded” to the second would be a lie (IK4, IK5).
 */
export const sentBeforeAsAnother: Refusal = {
  family: 'conflict',
  code: 'id-taken',
  sentence:
    'This form was recorded before, and it said something else then. Open the page again and look at what stands.',
}

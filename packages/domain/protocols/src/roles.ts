import { z } from 'zod'

/** Who a protocol may name. The medical director is a duty on a membership; the other four are what people do. */
export const careRole = z.enum(['prescriber', 'nurse', 'therapist', 'front-desk', 'medical-director'])
export type CareRole = z.output<typeof careRole>

import type { PatientId } from '@holdspace/kit/ids'
import { cache } from 'react'
import { ask } from '../ask.ts'

/** Whose chart this is; asked, and put into the access record, once a request. */
export const bannerAsked = cache((patientId: PatientId) => ask((api) => api.people.banner({ patientId })))

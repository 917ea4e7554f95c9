export const planSigners = ['prescriber', 'therapist', 'patient'] as const
export type PlanSigner = (typeof planSigners)[number]

export const signerWords: { readonly [S in PlanSigner]: string } = {
  prescriber: 'Prescriber',
  therapist: 'Therapist',
  patient: 'Patient',
}

/** What each signature says, word for word, on every form a person reads (21 CFR 11.50 as a design bar). */
export const signingMeanings: { readonly [S in PlanSigner]: string } = {
  prescriber: 'I made or reviewed this plan and take responsibility for the treatment it describes.',
  therapist: 'I reviewed this plan and will accompany the treatment it describes.',
  patient: 'I read this plan, or it was read to me, and I agree with it.',
}

/** The patient’s sentence in the language of their pages; what they saw is what is kept. */
export const patientMeanings: { readonly [Language in 'en' | 'es']: string } = {
  en: signingMeanings.patient,
  es: 'He leído este plan, o me lo han leído, y estoy de acuerdo con él.',
}

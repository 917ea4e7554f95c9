import { demographicsForm, medicinesForm, treatmentTrialsForm } from './details-questions.ts'
import { contraindicationForm, historyForm } from './history-questions.ts'
import type { PacketItem, PacketItemKind } from './packet.ts'
import type { ClinicForm } from './questions.ts'

/** The clinic's own forms. Identity, instruments and consents are answered elsewhere. */
export const clinicFormKinds = [
  'demographics',
  'history',
  'medicines',
  'treatment-trials',
  'contraindications',
] as const satisfies readonly PacketItemKind[]
export type ClinicFormKind = (typeof clinicFormKinds)[number]

/** What a new packet takes. A form that was sent before keeps being read by the version in its item. */
export const currentForms: { readonly [Kind in ClinicFormKind]: ClinicForm } = {
  demographics: demographicsForm,
  history: historyForm,
  medicines: medicinesForm,
  'treatment-trials': treatmentTrialsForm,
  contraindications: contraindicationForm,
}

/** Every version that ever went to a patient: an answer is always read by the form it was asked in. */
const everyForm: readonly ClinicForm[] = Object.values(currentForms)

export function isClinicForm(kind: PacketItemKind): kind is ClinicFormKind {
  return (clinicFormKinds as readonly PacketItemKind[]).includes(kind)
}

/** The form behind an item of a packet, by id and version; null for an item that is no form of the clinic. */
export function formOf(item: PacketItem): ClinicForm | null {
  return everyForm.find((form) => form.id === item.kind && form.version === item.ref) ?? null
}

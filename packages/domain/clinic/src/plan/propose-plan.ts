import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import type { Refusal } from '@holdspace/kit/refusal'
import type { Hasher } from '@holdspace/proof/hashing'
import { notInForce, pinProtocol } from '@holdspace/protocols/life-cycle'
import type { PatientLimit } from '@holdspace/protocols/monitor-plan'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { StaffActor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import { type PlanContent, type PlanDraft, planContent } from './plan-content.ts'
import type { Plan } from './plan-version.ts'
import { planProblems } from './plan-within-protocol.ts'

export interface ProposeQuestion {
  readonly actor: StaffActor
  readonly today: CalendarDate
  readonly patientId: PatientId
  readonly draft: PlanDraft
  readonly whyChanged: string
  readonly protocol: ProtocolVersion
  /** The plan this is a new version of; null for a new course. */
  readonly plan: Plan | null
  /** Another plan of this patient that is still open; a new course waits for it to be ended. */
  readonly openPlan: Plan | null
  readonly sha256: Hasher
}

/** May this become the next version of the plan? It is held against the protocol, number by number, and refused by name. */
export function decidePropose(question: ProposeQuestion): Decision<PlanContent> {
  const { actor, today, patientId, draft, protocol, plan, openPlan } = question
  const permitted = permit(actor, 'plan.propose', { today, patientId })
  if (!permitted.ok) return permitted
  if (plan === null && openPlan !== null) return refuse(reasons.planOpen)
  if (plan !== null && plan.ended !== null) return refuse(reasons.planEnded)
  if (plan !== null && question.whyChanged.length < 3) return refuse(reasons.noReason)
  if (draft.reviewBy <= today) return refuse(reasons.reviewPassed)
  const pinned = pinOf(question)
  if (!pinned.ok) return pinned
  if (draft.touch.permission === 'agreed' && draft.touch.kinds.length === 0) return refuse(reasons.touchUnnamed)
  const problems = planProblems(draft, protocol)
  if (problems.length > 0) return refuse(reasons.beyondProtocol(problems))
  const limits = limitsOf(question)
  if (!limits.ok) return limits
  return accept(planContent.parse({ ...draft, ...pinned.value, patientLimits: limits.value }))
}

/** A plan that keeps its protocol version keeps its pin, even when that version was retired meanwhile. */
function pinOf({ plan, protocol, today, sha256 }: ProposeQuestion) {
  const newest = plan?.versions[0].content
  const isKept = newest?.protocolId === protocol.id && newest.protocolVersion === protocol.version
  if (isKept && newest !== undefined && notInForce(protocol, today) !== null) {
    const { protocolHash, protocolTitle, track, route } = newest
    return accept({ protocolHash, protocolTitle, track, route })
  }
  const pin = pinProtocol(protocol, today, sha256)
  if (!pin.ok) return pin
  const { contentHash, title, modality, route } = pin.value
  return accept({ protocolHash: contentHash, protocolTitle: title, track: modality, route })
}

/** Only a prescriber moves a limit for one patient, and their name stays on it when somebody else changes the rest (RULINGS 5). */
function limitsOf({ actor, draft, plan, today }: ProposeQuestion): Decision<readonly PatientLimit[]> {
  const before = plan?.versions[0].content.patientLimits ?? []
  const kept = (limit: PlanDraft['patientLimits'][number]) =>
    before.find(
      (one) =>
        one.ruleId === limit.ruleId &&
        one.item === limit.item &&
        one.value === limit.value &&
        one.reason === limit.reason,
    )
  const limits = draft.patientLimits.map((limit) => kept(limit) ?? { ...limit, setBy: actor.displayName, setOn: today })
  const isChanged = limits.length !== before.length || draft.patientLimits.some((limit) => kept(limit) === undefined)
  return isChanged && actor.role !== 'prescriber' ? refuse(reasons.limitsArePrescribers) : accept(limits)
}

const reasons = {
  planOpen: {
    family: 'conflict',
    code: 'plan-open',
    sentence: 'This person has a plan that is not ended. Change that one, or end it before a new course begins.',
  },
  planEnded: {
    family: 'conflict',
    code: 'plan-ended',
    sentence: 'This plan was ended. A new course begins with a new plan.',
  },
  noReason: {
    family: 'invalid',
    code: 'plan-change-without-reason',
    sentence: 'Say in a few words why the plan changes; everybody who signs reads it.',
    field: 'whyChanged',
  },
  reviewPassed: {
    family: 'invalid',
    code: 'plan-review-passed',
    sentence: 'The day of review must lie ahead.',
    field: 'draft.reviewBy',
  },
  touchUnnamed: {
    family: 'invalid',
    code: 'plan-touch-unnamed',
    sentence: 'Say which kinds of touch are agreed to. Whatever is not named is refused.',
    field: 'draft.touch.kinds',
  },
  limitsArePrescribers: {
    family: 'not-permitted',
    code: 'plan-limits-prescriber-only',
    sentence: 'Only a prescriber sets or changes a limit for one patient. Leave the limits as they are, or ask one.',
    field: 'draft.patientLimits',
  },
  beyondProtocol: (problems: ReturnType<typeof planProblems>): Refusal => ({
    family: 'unprocessable',
    code: problems[0]?.code ?? 'PLAN_BEYOND_PROTOCOL',
    sentence: problems[0]?.sentence ?? 'The plan goes beyond its protocol.',
    field: `draft.${problems[0]?.field ?? ''}`,
    details: problems.map((problem) => problem.sentence),
  }),
} as const

import { dayOfQuestions } from '@holdspace/clinic/screening/day-of-questions'
import { type FixturePerson, helenAmes, maraQuist } from '@holdspace/fixture-clinic/people'

interface Question {
  readonly who: FixturePerson
  readonly input?: () => unknown
  readonly refusedAtHome?: true
}

/** One question for every procedure of screening, questionnaires and outcomes that reaches a record. */
export function screeningQuestions(newId: () => string, patientId: () => string): Record<string, Question> {
  const calm = Object.fromEntries(dayOfQuestions.map((one) => [one.id, one.calm]))
  const assessment = {
    thoughts: 'none',
    intent: 'no',
    plan: 'no',
    means: 'no',
    attempt: 'never',
    protects: 'Her sister',
    safetyPlan: 'not-needed',
  }
  const answers = { '1': 1, '2': 1, '3': 1, '4': 1, '5': 1, '6': 1, '7': 1 }
  return {
    'screening.ofPatient': { who: maraQuist, input: () => ({ patientId: patientId() }) },
    'screening.settle': {
      who: helenAmes,
      input: () => ({
        id: newId(),
        patientId: patientId(),
        rule: 'mania',
        truth: 'no',
        how: 'Asked at length; nothing of the kind.',
      }),
    },
    'screening.decide': {
      who: helenAmes,
      input: () => ({
        decisionId: newId(),
        patientId: patientId(),
        track: 'kap',
        outcome: 'more-information',
        reason: 'Old records are asked for.',
        capacity: 'yes',
        willing: 'yes',
        supported: 'yes',
        acknowledged: [],
      }),
    },
    'screening.decideSafety': {
      who: helenAmes,
      input: () => ({
        decisionId: newId(),
        patientId: patientId(),
        assessment,
        outcome: 'proceed',
        reason: 'Spoke with her for twenty minutes.',
      }),
    },
    'screening.attestDay': {
      who: maraQuist,
      input: () => ({ formId: newId(), patientId: patientId(), answers: calm }),
    },
    // The fixture clinic has one prescriber, and nothing waits for a second signature.
    'screening.override': {
      who: helenAmes,
      refusedAtHome: true,
      input: () => ({
        id: newId(),
        patientId: patientId(),
        decisionId: newId(),
        rule: 'aneurysm',
        reason: 'Coiled in 2019; neurosurgeon agrees.',
      }),
    },
    'instrument.enter': {
      who: maraQuist,
      input: () => ({
        responseId: newId(),
        patientId: patientId(),
        instrumentId: 'gad-7',
        language: 'en',
        mode: 'paper',
        answeredBy: 'patient',
        answers,
      }),
    },
    'instrument.enterTotal': {
      who: maraQuist,
      input: () => ({
        responseId: newId(),
        patientId: patientId(),
        instrumentId: 'isi',
        total: 14,
        ratedBy: 'Dr Helen Ames',
      }),
    },
    'outcome.ofPatient': { who: maraQuist, input: () => ({ patientId: patientId() }) },
  }
}

import { type Act, acts } from '@holdspace/clinic/access/acts'

const words: { readonly [A in Act]: string } = {
  'today.read': 'Looked at today’s board',
  'people.search': 'Searched people',
  'patient.read': 'Opened the chart',
  'patient.edit': 'Changed the chart',
  'referral.import': 'Took in a referral',
  'referral.review': 'Reviewed a referral',
  'referral.accept': 'Decided a referral',
  'session.open': 'Opened a session',
  'session.read': 'Read a session',
  'session.join': 'Joined a session',
  'session.weigh': 'Recorded a weight',
  'session.chart-vitals': 'Charted vitals',
  'session.order-dose': 'Ordered a dose',
  'session.administer': 'Recorded a dose given',
  'session.observe': 'Wrote an observation',
  'session.note-adverse-effect': 'Recorded an adverse effect',
  'session.acknowledge-alert': 'Acknowledged an alert',
  'session.confirm-escort': 'Confirmed the ride home',
  'session.score-discharge': 'Scored discharge',
  'session.correct': 'Corrected an entry',
  'session.withdraw-entry': 'Withdrew an entry',
  'session.call-for-help': 'Called for help',
  'session.end': 'Ended a session',
  'session.sign': 'Signed a session',
  'session.addend': 'Added to a signed session',
  'record.print': 'Opened the printed record',
  'protocol.read': 'Read a protocol',
  'protocol.approve': 'Approved a protocol',
  'release.read': 'Read releases',
  'release.record': 'Recorded a release',
  'release.withdraw': 'Withdrew a release',
  'partner.read': 'Looked at partner systems',
  'partner.register': 'Registered a partner system',
  'partner.revoke': 'Shut out a partner system',
  'audit.read': 'Read this record of accesses',
  'account.manage-own': 'Managed the own account',
  'account.end-any-login': 'Signed somebody out',
  'member.read': 'Looked at the members',
  'member.invite': 'Changed the members',
  'practice.read': 'Looked at the practice',
  'team.read': 'Looked at the care team',
  'team.change': 'Changed the care team',
  'plan.read': 'Read the plan',
  'plan.propose': 'Proposed a plan',
  'plan.sign': 'Signed the plan',
  'plan.take-patient-signature': 'Took the patient’s signature on the plan',
  'plan.end': 'Ended a plan',
  'handoff.read': 'Read handoff notes',
  'handoff.write': 'Wrote a handoff note',
  'handoff.acknowledge': 'Acknowledged a handoff note',
  'message.read': 'Read messages about a person',
  'message.write': 'Wrote a message about a person',
  'note.read': 'Read notes',
  'note.write': 'Wrote a note',
  'note.sign': 'Signed a note',
  'psychotherapy-note.keep': 'Opened their own psychotherapy notes',
  'screening.read': 'Read the screening',
  'screening.attest-day': 'Recorded the answers of the day',
  'screening.decide': 'Decided about eligibility',
  'screening.override': 'Answered for a hard stop as second person',
  'safety.decide': 'Decided about mood and safety',
  'instrument.record': 'Entered a questionnaire',
  'instrument.answer': 'Answered a questionnaire',
  'instrument.read-catalogue': 'Looked at the questionnaires',
  'instrument.switch-wording': 'Switched the wording of a questionnaire',
  'outcome.read': 'Read outcomes',
  'outcome.ask': 'Asked for a measure',
  'outcome.read-practice': 'Looked at the practice’s outcomes',
}

/** What was done, as a sentence fragment; what only a partner's system does (a FHIR interaction) stands as it is. */
export function actWords(act: string): string {
  return isAct(act) ? words[act] : act
}

function isAct(act: string): act is Act {
  return (acts as readonly string[]).includes(act)
}

/** Acts that touch a record, for choosing among them. */
export const choosableActs = acts.filter((act) => /^(patient|people|referral|session|record|release|audit)\./.test(act))

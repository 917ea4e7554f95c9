import { duties, roles } from '@holdspace/clinic/access/actor'
import type { Choice } from '@holdspace/ui/select'
import { dutyWords } from '../members/paper-words.ts'
import type { Answers } from '../outputs.ts'
import { roleWords } from '../role-words.ts'

type Members = Answers['task']['list']['members']

/** Somebody by name, then everybody of a role, then whoever holds a duty. */
export function ownerChoices(members: Members): readonly Choice[] {
  return [
    ...members.map((member) => ({ value: `member ${member.membershipId}`, label: member.name })),
    ...roles
      .filter((role) => role !== 'outside-therapist' && role !== 'auditor')
      .map((role) => ({ value: `role ${role}`, label: `Any ${roleWords[role].toLowerCase()}` })),
    ...duties.map((duty) => ({ value: `duty ${duty}`, label: dutyWords[duty] })),
  ]
}

/** What a choice stands for, as the server takes it; null when nothing was chosen. */
export function ownerChosen(value: string | null) {
  const [kind, name] = (value ?? '').split(' ')
  const role = roles.find((one) => one === name)
  const duty = duties.find((one) => one === name)
  if (kind === 'member' && name !== undefined) return { kind: 'member' as const, membershipId: name }
  if (kind === 'role' && role !== undefined) return { kind: 'role' as const, role }
  return kind === 'duty' && duty !== undefined ? { kind: 'duty' as const, duty } : null
}

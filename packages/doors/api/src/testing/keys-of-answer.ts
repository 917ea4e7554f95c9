/** Names of ours; whatever else stands as a key (an id, a date, a code) is data, and `*` stands for all of it. */
const ourName = /^[a-z][A-Za-z0-9]*$/

/**
 * What has a schema of its own and says nothing of a patient: a protocol's content, and the ids and counts of a line in the
 * access record, whose first page is another one after every act.
 */
const listedElsewhere = new Set(['protocol', 'protocols', 'details'])

/**
 * Every key of an answer by its path, once, sorted: `entries[].actor.name`. Values are left out, and all members of a list
 * count together, so that two answers of one shape have the same keys.
 */
export function keysOfAnswer(answer: unknown): string[] {
  const found = new Set<string>()
  collect(answer, '', found)
  return [...found].toSorted()
}

function collect(value: unknown, path: string, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const one of value) collect(one, `${path}[]`, found)
    return
  }
  for (const [name, member] of Object.entries(value)) {
    const at = `${path}${path === '' ? '' : '.'}${ourName.test(name) ? name : '*'}`
    found.add(at)
    if (!listedElsewhere.has(name)) collect(member, at, found)
  }
}

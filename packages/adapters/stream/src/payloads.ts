/** A notification carries at most 8,000 bytes. Topics are ASCII, so their length is their bytes. */
const payloadBytes = 7_900
const topicForm = /^[a-z0-9:_-]{1,200}$/

/** Topics packed into as few notifications as they fit. */
export function payloadsOf(topics: readonly string[]): string[] {
  const payloads: string[] = []
  let line = ''
  for (const topic of topics) {
    const longer = line === '' ? topic : `${line}\n${topic}`
    if (longer.length > payloadBytes) {
      payloads.push(line)
      line = topic
    } else {
      line = longer
    }
  }
  return line === '' ? payloads : [...payloads, line]
}

/** Names and ids only: a payload passes through the server's memory and logs, where nothing about a patient belongs. */
export function isTopic(topic: string): boolean {
  return topicForm.test(topic)
}

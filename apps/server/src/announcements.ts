import { openStream } from '@holdspace/stream/stream'
import type { Closing } from './closing.ts'
import type { Log } from './request-log.ts'

/** Live updates between all processes on this database; closed before the database is. */
export async function openAnnouncements(appUrl: string, log: Log, opened: Closing) {
  const stream = openStream(appUrl, { onChange: (line) => log('warn', line) })
  opened.add('stream', stream.close)
  return { announce: stream.announce, listen: stream.listen }
}

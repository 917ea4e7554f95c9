import { openStream, type Stream } from '@holdspace/stream/stream'
import type { Closing } from './closing.ts'
import type { Log } from './request-log.ts'

/** How devices hear of each other's entries, in this process and across processes (HOUSE section 7). */
export function openAnnouncements(appUrl: string, log: Log, opened: Closing): Pick<Stream, 'announce' | 'listen'> {
  const stream = openStream(appUrl, { onChange: (line) => log('warn', line) })
  opened.add('stream', stream.close)
  return stream
}

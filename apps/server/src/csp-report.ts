import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from './request-log.ts'

const largestReportBytes = 16 * 1024

/**
 * A browser tells what the content policy stopped. Only the name of the directive is kept: the rest of a report may hold
 * addresses and pieces of a page.
 */
export async function takeCspReport(req: IncomingMessage, res: ServerResponse, log: Log): Promise<void> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req) {
    size += chunk.length
    if (size > largestReportBytes) break
    chunks.push(chunk)
  }
  if (size <= largestReportBytes) {
    for (const directive of directivesIn(Buffer.concat(chunks).toString('utf8')))
      log('warn', 'csp violation', { directive })
  }
  res.writeHead(204)
  res.end()
}

/** Reads both forms: `application/csp-report` and the Reporting API's list. Anything else gives nothing. */
export function directivesIn(text: string): string[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return []
  }
  return (Array.isArray(parsed) ? parsed.slice(0, 20) : [parsed]).flatMap((report: unknown) => {
    const body = field(report, 'csp-report') ?? field(report, 'body')
    const directive =
      field(body, 'effectiveDirective') ?? field(body, 'effective-directive') ?? field(body, 'violated-directive')
    return typeof directive === 'string' && /^[a-z-]{1,40}$/.test(directive) ? [directive] : []
  })
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}

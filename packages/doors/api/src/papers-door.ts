import type { IncomingMessage, ServerResponse } from 'node:http'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { Act } from '@holdspace/clinic/access/acts'
import { permit } from '@holdspace/clinic/access/permit'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { type Decision, refuse } from '@holdspace/kit/decision'
import { sessionId } from '@holdspace/kit/ids'
import type { Refusal } from '@holdspace/kit/refusal'
import { readMoneyPaper } from '@holdspace/use-cases/bill/read-money-paper'
import { readOwnPaper } from '@holdspace/use-cases/consent/own-papers'
import { readConsentPaper } from '@holdspace/use-cases/consent/read-consent-paper'
import type { House } from '@holdspace/use-cases/house'
import { readDataSheet } from '@holdspace/use-cases/sign/read-data-sheet'
import { readPaper } from '@holdspace/use-cases/sign/read-paper'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { makeContext } from './make-context.ts'
import { loginIsLocked, notSignedIn, toTrpcError } from './refusal-codes.ts'

export interface PapersDoorOptions {
  readonly house: House
  /** The caller's address; behind a proxy only the front knows which header to believe. */
  readonly ipAddressOf: (req: IncomingMessage) => string
}

type Paper = { readonly fileName: string; readonly pdf: Uint8Array }

/**
 * Papers as files, for whoever is signed in: `GET /papers/sessions/<id>.pdf` and the other folders below, US Letter unless
 * `?paper=a4`. They are read here and not through tRPC because a browser opens, prints and saves what has an address of
 * its own. Nothing of them stays in a cache (S33). The front has set the other headers.
 */
export function papersDoor(options: PapersDoorOptions): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  return async (req, res) => {
    res.setHeader('cache-control', 'no-store, no-transform')
    res.setHeader('x-content-type-options', 'nosniff')
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.setHeader('allow', 'GET, HEAD')
      return sendSentence(res, 405, 'Papers are only read.')
    }
    // A page of somebody else's may link to a paper, but never draw it into itself.
    if (req.headers['sec-fetch-site'] === 'cross-site' && req.headers['sec-fetch-mode'] !== 'navigate') {
      return sendSentence(res, 403, 'Papers are opened from Holdspace itself.')
    }
    const paper = await findPaper(options, req)
    if (!paper.ok)
      return sendSentence(res, getHTTPStatusCodeFromError(toTrpcError(paper.refusal)), paper.refusal.sentence)
    const { fileName, pdf } = paper.value
    res.writeHead(200, {
      'content-type': 'application/pdf',
      'content-length': pdf.byteLength,
      'content-disposition': `inline; filename="${fileName.replace(/[^\w.-]/g, '-')}"`,
    })
    res.end(req.method === 'HEAD' ? undefined : pdf)
  }
}

/** Every kind of paper by the folder of its address: who may print it, and who reads it. */
const folders: Readonly<Record<string, PaperFolder>> = {
  sessions: {
    act: 'record.print',
    read: (house, actor, id, paper) => {
      const session = sessionId.safeParse(id)
      return session.success ? readPaper(house, actor, { sessionId: session.data, paper }) : refuse(noSuchPaper)
    },
  },
  // The facts of an esketamine session for the programme's monitoring form.
  esketamine: {
    act: 'record.print',
    read: (house, actor, id, paper) => {
      const session = sessionId.safeParse(id)
      return session.success ? readDataSheet(house, actor, { sessionId: session.data, paper }) : refuse(noSuchPaper)
    },
  },
  consents: {
    act: 'consent.read',
    read: (house, actor, consentId, paper) => readConsentPaper(house, actor, { consentId, paper }),
  },
  // Kept at issue, on letter: the bytes that were given out are the bytes that are read.
  money: { act: 'billing.read', read: (house, actor, paperId) => readMoneyPaper(house, actor, { paperId }) },
}

/** What a patient signed, for themselves, while they hold their packet. */
const ownFolder = 'own'

interface PaperFolder {
  readonly act: Act
  readonly read: (
    house: House,
    actor: StaffActor,
    id: string,
    paper: 'letter' | 'a4',
  ) => Promise<Decision<Paper>> | Decision<Paper>
}

async function findPaper({ house, ipAddressOf }: PapersDoorOptions, req: IncomingMessage): Promise<Decision<Paper>> {
  const asked = new URL(req.url ?? '/', 'http://holdspace.invalid')
  const [, named = '', id] = /^\/papers\/([a-z]+)\/([0-9a-f-]{36})\.pdf$/i.exec(asked.pathname) ?? []
  const folder = Object.hasOwn(folders, named) ? folders[named] : undefined
  if ((folder === undefined && named !== ownFolder) || id === undefined) return refuse(noSuchPaper)
  const request = {
    ipAddress: ipAddressOf(req),
    userAgent: (req.headers['user-agent'] ?? '').slice(0, 200),
    isBackground: false,
  }
  const { login, patient } = await makeContext(house, req.headers.cookie, request, () => undefined)
  const paper = asked.searchParams.get('paper') === 'a4' ? 'a4' : 'letter'
  if (folder === undefined) {
    if (patient.kind === 'none') return refuse(noSuchPaper)
    return readOwnPaper(house, patient.actor, { consentId: id.toLowerCase(), paper })
  }
  if (login.kind === 'none') return refuse(notSignedIn)
  if (login.kind === 'locked') return refuse(loginIsLocked)
  const { actor } = login
  // Asked before anything is read, so that nobody learns from the answer whether a paper exists.
  const permitted = permit(actor, folder.act, { today: dateInZone(house.clock(), actor.practiceZone) })
  if (!permitted.ok) return permitted
  return folder.read(house, actor, id.toLowerCase(), paper)
}

const noSuchPaper: Refusal = {
  family: 'not-found',
  code: 'paper-not-found',
  sentence: 'There is no such paper in this practice.',
}

function sendSentence(res: ServerResponse, status: number, sentence: string): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  res.end(`${sentence}\n`)
}

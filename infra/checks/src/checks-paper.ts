import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './finding.ts'

export const checksPaper = 'docs/checks.md'

const counts = { S: 58, R: 15, A: 11, O: 10 } as const

/** Every id there is, in the order of the paper: S01–S58, R1–R15, A1–A11, O1–O10. */
export const checkIds: readonly string[] = Object.entries(counts).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, at) => `${letter}${letter === 'S' ? String(at + 1).padStart(2, '0') : at + 1}`),
)

const states = ['shown', 'in part', 'not yet'] as const
type State = (typeof states)[number]

export interface CheckRow {
  readonly id: string
  readonly line: number
  readonly state: string
  /** The files that show it, each with the id it is cited by there. */
  readonly shownBy: readonly { readonly path: string; readonly citedAs: string }[]
  readonly open: string
}

/** The rows `| S07 | what | state | \`file\`, \`file\` as HE2 | what is open |`. */
export function readChecks(paper: string): CheckRow[] {
  return paper.split('\n').flatMap((text, at) => {
    const [id = '', , state = '', files = '', open = ''] = text
      .split('|')
      .slice(1)
      .map((cell) => cell.trim())
    if (!/^[SRAO]\d+$/.test(id)) return []
    const shownBy = [...files.matchAll(/`([^`]+)`(?: as ([A-Z]+\d+))?/g)].map(([, path = '', as = id]) => ({
      path,
      citedAs: as,
    }))
    return [{ id, line: at + 1, state, shownBy, open }]
  })
}

/** S06 is cited as S06 or S6, in a text of the code: a comment shows nothing. */
function cites(source: string, id: string): boolean {
  const [, letters = '', number = ''] = /^([A-Z]+)0*(\d+)$/.exec(id) ?? []
  const cited = new RegExp(`['"\`].*\\b${letters}0?${number}\\b`)
  return source.split('\n').some((line) => !/^\s*(\/\/|\/?\*)/.test(line) && cited.test(line))
}

/** What a state asks of its row: shown names tests, in part also what is missing, not yet only why. */
const asks: { readonly [S in State]: (row: CheckRow) => boolean } = {
  shown: ({ shownBy }) => shownBy.length > 0,
  'in part': ({ open }) => open !== '',
  'not yet': ({ shownBy, open }) => shownBy.length === 0 && open !== '',
}

function isState(state: string): state is State {
  return states.some((one) => one === state)
}

export function checkFindings(root: string): Finding[] {
  const rows = readChecks(readFileSync(join(root, checksPaper), 'utf8'))
  const finding = (rule: string, line: number, sentence: string) => ({ rule, path: checksPaper, line, sentence })
  const said = rows.map(({ id }) => id)
  const inOrder = said.join(' ') === checkIds.join(' ')
  return [
    ...(inOrder
      ? []
      : [finding('check-ids', 1, `tells of ${said.length} checks, not of each of ${checkIds.length} once`)]),
    ...rows.flatMap((row) => {
      const { id, line, state, shownBy } = row
      return [
        ...(isState(state) && asks[state](row)
          ? []
          : [finding('check-state', line, `${id}: “${state}” does not go with what stands beside it`)]),
        ...shownBy.flatMap(({ path, citedAs }) => {
          if (!existsSync(join(root, path))) return [finding('check-file', line, `${id}: ${path} is not there`)]
          const isCited = cites(readFileSync(join(root, path), 'utf8'), citedAs)
          return isCited ? [] : [finding('check-cited', line, `${id}: no test in ${path} cites ${citedAs}`)]
        }),
      ]
    }),
  ]
}

import { RefusalError } from '@holdspace/kit/refusal'

/** Runs `work` when everything that came before it under the same key is done, whether that went well or not. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>

/**
 * One line of waiting acts a key; lines know nothing of each other and are forgotten when they are empty. Acts of one
 * session that run side by side in a process can only make each other decide again (`head-moved`); in turn, each decides
 * once. The database's own check stays what is relied on: other processes take no turns here.
 *
 * At most `longest` acts wait under a key; one more throws a refusal at once and never runs, so that a flood cannot fill
 * the memory.
 */
export function takeTurns(longest: number): InTurn {
  const lines = new Map<string, { length: number; last: Promise<unknown> }>()
  return (key, work) => {
    const line = lines.get(key) ?? { length: 0, last: Promise.resolve() }
    if (line.length >= longest) throw new RefusalError(tooManyWaiting)
    lines.set(key, line)
    line.length += 1
    const turn = line.last.then(work).finally(() => {
      line.length -= 1
      if (line.length === 0) lines.delete(key)
    })
    // The next act follows this one whether it went well or not.
    line.last = turn.catch(() => undefined)
    return turn
  }
}

const tooManyWaiting = {
  family: 'unavailable',
  code: 'session-busy',
  sentence: 'Too much is being recorded in this session at once. Nothing was lost; it is sent again in a moment.',
} as const

export interface TogetherRules<Job, Answer> {
  readonly inTurn: InTurn
  /** Whether `next` may share a turn with those already chosen for it. */
  readonly fits: (chosen: readonly [Job, ...Job[]], next: Job) => boolean
  /** Does the chosen jobs as one; answers them in the order given. */
  readonly run: (jobs: readonly [Job, ...Job[]]) => Promise<readonly Answer[]>
}

interface Waiting<Job, Answer> {
  readonly job: Job
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * Group commit: a job whose turn comes takes with it what has queued behind it and fits, so one trip to the database
 * serves them all. Nothing waits for company: a job that finds the line empty runs at once, by itself.
 */
export function together<Job, Answer>(rules: TogetherRules<Job, Answer>): (key: string, job: Job) => Promise<Answer> {
  const queues = new Map<string, Waiting<Job, Answer>[]>()
  const runNext = async (key: string): Promise<void> => {
    const queue = queues.get(key) ?? []
    const [first, ...rest] = queue
    // Somebody earlier in the line took this turn's job along.
    if (first === undefined) return
    const chosen: [Waiting<Job, Answer>, ...Waiting<Job, Answer>[]] = [first]
    const left: Waiting<Job, Answer>[] = []
    for (const next of rest) (rules.fits(jobsOf(chosen), next.job) ? chosen : left).push(next)
    if (left.length === 0) queues.delete(key)
    else queues.set(key, left)
    try {
      const answers = await rules.run(jobsOf(chosen))
      for (const [at, one] of chosen.entries()) {
        const answer = answers[at]
        if (answer === undefined) one.reject(new Error('A job that ran together with others got no answer.'))
        else one.resolve(answer)
      }
    } catch (error) {
      for (const one of chosen) one.reject(error)
    }
  }
  return (key, job) =>
    new Promise((resolve, reject) => {
      // A turn begins later than this line, so the job is in the queue by then; a refused one never gets there.
      rules.inTurn(key, () => runNext(key)).catch(reject)
      queues.set(key, [...(queues.get(key) ?? []), { job, resolve, reject }])
    })
}

function jobsOf<Job, Answer>([first, ...rest]: readonly [Waiting<Job, Answer>, ...Waiting<Job, Answer>[]]): [
  Job,
  ...Job[],
] {
  return [first.job, ...rest.map((one) => one.job)]
}

import { RefusalError } from '@holdspace/kit/refusal'

/** Runs `work` when everything that came before it under the same key is done, whether that went well or not. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>

/**
 * One line of waiting acts a key; lines know nothing of each other, and beyond a few are forgotten when empty. Acts of one
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
      if (line.length === 0 && lines.size > idleAtMost) lines.delete(key)
    })
    // The next act follows this one whether it went well or not, and nothing of its answer is kept.
    line.last = turn.then(nothing, nothing)
    return turn
  }
}

const nothing = () => undefined

/**
 * So many keys are kept though nothing waits under them. A Map out of which each act takes what it put in builds its table
 * anew every few acts, and each table it leaves behind keeps what stood in it until the whole heap is swept (decision 0045).
 */
const idleAtMost = 256

const tooManyWaiting = {
  family: 'unavailable',
  code: 'session-busy',
  sentence: 'Too much is being recorded in this session at once. Nothing was lost; it is sent again in a moment.',
} as const

export interface TogetherRules<Job, Answer> {
  readonly inTurn: InTurn
  /** So many jobs may wait under a key; one more is refused at once. */
  readonly longest: number
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

interface Queue<Job, Answer> {
  jobs: readonly Waiting<Job, Answer>[]
  /** A turn that will take jobs along stands in the line and has not begun. */
  hasTurn: boolean
}

/**
 * Group commit: a turn takes along all that has queued and fits, so one trip to the database serves them all. Nothing
 * waits for company: a job that finds the line empty runs at once, by itself. However many jobs wait, one turn stands in
 * the line for them, so other acts of the same key are not pushed back.
 */
export function together<Job, Answer>(rules: TogetherRules<Job, Answer>): (key: string, job: Job) => Promise<Answer> {
  const queues = new Map<string, Queue<Job, Answer>>()

  const takeTurn = (key: string, queue: Queue<Job, Answer>) => {
    if (queue.hasTurn || queue.jobs.length === 0) return
    queue.hasTurn = true
    try {
      // Never rejects: `runNext` tells each job of its own failure.
      void rules.inTurn(key, () => runNext(key, queue))
    } catch (error) {
      queue.hasTurn = false
      for (const one of queue.jobs) one.reject(error)
      queue.jobs = []
      queues.delete(key)
    }
  }

  const runNext = async (key: string, queue: Queue<Job, Answer>) => {
    const [first, ...rest] = queue.jobs
    queue.hasTurn = false
    if (first === undefined) return
    const chosen: Chosen<Job, Answer> = [first]
    const left: Waiting<Job, Answer>[] = []
    for (const next of rest) (rules.fits(jobsOf(chosen), next.job) ? chosen : left).push(next)
    queue.jobs = left
    if (left.length > 0) takeTurn(key, queue)
    else if (queues.size > idleAtMost) queues.delete(key)
    await answer(rules, chosen)
  }

  return (key, job) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(key) ?? { jobs: [], hasTurn: false }
      if (queue.jobs.length >= rules.longest) return reject(new RefusalError(tooManyWaiting))
      queues.set(key, queue)
      queue.jobs = [...queue.jobs, { job, resolve, reject }]
      takeTurn(key, queue)
    })
}

type Chosen<Job, Answer> = [Waiting<Job, Answer>, ...Waiting<Job, Answer>[]]

async function answer<Job, Answer>(rules: TogetherRules<Job, Answer>, chosen: Chosen<Job, Answer>): Promise<void> {
  try {
    const answers = await rules.run(jobsOf(chosen))
    for (const [at, one] of chosen.entries()) {
      const own = answers[at]
      if (own === undefined) one.reject(new Error('A job that ran together with others got no answer.'))
      else one.resolve(own)
    }
  } catch (error) {
    for (const one of chosen) one.reject(error)
  }
}

function jobsOf<Job, Answer>([first, ...rest]: Chosen<Job, Answer>): [Job, ...Job[]] {
  return [first.job, ...rest.map((one) => one.job)]
}

import { existsSync, readFileSync } from 'node:fs'

export const nothing = { passed: 0, failed: 0, skipped: 0 }
export const oneFailed = { passed: 0, failed: 1, skipped: 0 }

export function sum(results) {
  return results.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    nothing,
  )
}

function readReport(path) {
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** A red exit code is never lost: when the report shows no failure (a file that did not load, an unhandled error) one is added. */
function withExit(counted, code) {
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted
}

/** Vitest's JSON report. A test file that could not be loaded has no tests in it and counts as one failure. */
export function countVitest(path, code) {
  const report = readReport(path)
  if (report === undefined) return oneFailed
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const counted = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  return withExit(counted, code)
}

/** Playwright's JSON report. A test that passed only when tried again counts as failed. */
export function countPlaywright(path, code) {
  const report = readReport(path)
  if (report === undefined) return oneFailed
  const { expected, unexpected, flaky, skipped } = report.stats
  return withExit({ passed: expected, failed: unexpected + flaky, skipped }, code)
}

/** A place where a rule of the house is broken, said so that the reader knows what to do about it. */
export interface Finding {
  readonly rule: string
  /** Path from the root of the repository, with forward slashes. */
  readonly path: string
  /** Counted from 1; 1 when the finding is about the file as a whole. */
  readonly line: number
  readonly sentence: string
}

/** `packages/domain/kit/src/ids.ts:12 purity: …`, one line each, as a failing test prints them. */
export function printFindings(findings: readonly Finding[]): string[] {
  return findings.map((one) => `${one.path}:${one.line} ${one.rule}: ${one.sentence}`)
}

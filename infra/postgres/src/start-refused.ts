/** Why the embedded database was not started, in one sentence that says what to do. Matched by `tag`, never by class. */
export class StartRefused extends Error {
  readonly tag = 'start-refused'
}

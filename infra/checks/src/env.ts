/** Where commands are found, for a command that is run with nothing else of the environment. */
export function pathOfCommands(): string {
  return process.env.PATH ?? ''
}

/** For the branch that types say cannot be reached: fails loudly rather than guessing about a patient's record. */
export function impossible(value: never): never {
  throw new Error(`A case nobody planned for: ${JSON.stringify(value)}`)
}

/** `system/Patient.rs` taken apart. Only reading and searching are ever granted. */
export interface Scope {
  readonly text: string
  /** A resource type, or `*`. */
  readonly type: string
  readonly read: boolean
  readonly search: boolean
}

const spelling = /^system\/(\*|[A-Z][A-Za-z]{1,63})\.(read|rs|r|s)$/

/** A scope of system access in v2 (`rs`, `r`, `s`) or v1 spelling (`read`); null for every other, writing included. */
export function parseScope(text: string): Scope | null {
  const [, type, rights] = spelling.exec(text) ?? []
  if (type === undefined || rights === undefined) return null
  const both = rights === 'read' || rights === 'rs'
  return { text, type, read: both || rights === 'r', search: both || rights === 's' }
}

/** The single rights a scope gives, as the token's row keeps them: `Patient.r`, `*.s`. */
export function grantsOf(scopes: readonly Scope[]): string[] {
  const grants = scopes.flatMap(({ type, read, search }) => [
    ...(read ? [`${type}.r`] : []),
    ...(search ? [`${type}.s`] : []),
  ])
  return [...new Set(grants)]
}

/**
 * What of the request is within what the client registered for; never more (S48). A wildcard request narrows to the
 * registered scopes; a single one is granted as far as it is covered.
 */
export function grantedScopes(requested: readonly Scope[], registered: readonly Scope[]): Scope[] {
  const granted = requested.flatMap((wanted) =>
    wanted.type === '*' ? narrowed(wanted, registered) : one(wanted, registered),
  )
  return [...new Map(granted.map((scope) => [scope.text, scope])).values()]
}

function narrowed(wanted: Scope, registered: readonly Scope[]): Scope[] {
  const wildcard = one(
    wanted,
    registered.filter((scope) => scope.type === '*'),
  )
  if (wildcard.length > 0) return wildcard
  return registered.flatMap((scope) => limited(scope.type, wanted.read && scope.read, wanted.search && scope.search))
}

function one(wanted: Scope, registered: readonly Scope[]): Scope[] {
  const covering = registered.filter((scope) => scope.type === '*' || scope.type === wanted.type)
  const read = wanted.read && covering.some((scope) => scope.read)
  const search = wanted.search && covering.some((scope) => scope.search)
  if (read === wanted.read && search === wanted.search) return [wanted]
  return limited(wanted.type, read, search)
}

function limited(type: string, read: boolean, search: boolean): Scope[] {
  if (!read && !search) return []
  return [{ text: `system/${type}.${read ? 'r' : ''}${search ? 's' : ''}`, type, read, search }]
}

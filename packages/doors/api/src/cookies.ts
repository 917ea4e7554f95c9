/**
 * The four cookies. `__Host-` binds each to exactly this host, to secure transport and to the whole path, so that no
 * neighbouring site can plant one (S24). Browsers count `localhost` as secure, so the demo needs no exception.
 */
export const loginCookie = '__Host-holdspace'
export const pendingCookie = '__Host-holdspace-pending'
export const deviceCookie = '__Host-holdspace-device'
/** A patient's packet of forms, on this browser. Never together with a login that is not locked. */
export const packetCookie = '__Host-holdspace-packet'

const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax'
const packetAttributes = 'Path=/; Secure; HttpOnly; SameSite=Strict'
const sevenDaysSeconds = 7 * 24 * 60 * 60
const oneYearSeconds = 365 * 24 * 60 * 60

/** Ends with the browser; our own limits on the server end it sooner (S25). */
export function setLogin(token: string): string {
  return `${loginCookie}=${token}; ${attributes}`
}

export function setPending(token: string): string {
  return `${pendingCookie}=${token}; ${attributes}; Max-Age=600`
}

export function setDevice(token: string): string {
  return `${deviceCookie}=${token}; ${attributes}; Max-Age=${oneYearSeconds}`
}

/** As strict as cookies get: nothing of a packet is ever asked from another site. Our own limits end it sooner. */
export function setPacket(token: string): string {
  return `${packetCookie}=${token}; ${packetAttributes}; Max-Age=${sevenDaysSeconds}`
}

export function clearPacket(): string {
  return `${packetCookie}=; ${packetAttributes}; Max-Age=0`
}

export function clearLogin(): string {
  return `${loginCookie}=; ${attributes}; Max-Age=0`
}

export function clearPending(): string {
  return `${pendingCookie}=; ${attributes}; Max-Age=0`
}

/** The cookies of a request, each as `name=value`. */
export function cookiesIn(header: string | undefined): readonly string[] {
  return header === undefined ? [] : header.split(';').map((pair) => pair.trim())
}

/** The value of one cookie. Our tokens are base64url, so anything else is treated as absent. */
export function cookieOf(pairs: readonly string[], name: string): string | null {
  for (const pair of pairs) {
    if (!pair.startsWith(name) || pair[name.length] !== '=') continue
    const value = pair.slice(name.length + 1)
    if (/^[A-Za-z0-9_-]{20,128}$/.test(value)) return value
  }
  return null
}

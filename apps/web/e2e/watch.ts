import type { BrowserContext } from '@playwright/test'

/** Words that must never stand in an address or lie in a browser: names and texts of the people a test made up. */
const canaries = new Set<string>()

/** Remembers a word of a made-up person and hands it back. */
export function canary(word: string): string {
  canaries.add(word)
  return word
}

export function canariesIn(text: string): string[] {
  return [...canaries].filter((word) => text.includes(word))
}

/**
 * Looks over everything a browser asks for and complains of: only our own origin, nobody's name in an address (S36), no
 * breach of the content security policy, no error nobody caught. `found` is empty at the end of every test.
 */
export class Watch {
  readonly found: string[] = []

  constructor(private readonly origin: string) {}

  /** `door` is the address of another server of the same clinic, where there is one. */
  over(context: BrowserContext, door: string = this.origin): void {
    const { origin } = new URL(door)
    context.on('request', (request) => {
      const url = request.url()
      if (/^(data|blob):/.test(url)) return
      if (new URL(url).origin !== origin) this.found.push(`a foreign request: ${url}`)
      const names = canariesIn(readable(url))
      if (names.length > 0) this.found.push(`a patient’s words in an address: ${names.join(', ')} in ${url}`)
    })
    context.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.found.push(message.text())
    })
    context.on('weberror', (error) => this.found.push(`an error nobody caught: ${error.error().message}`))
  }
}

function readable(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '))
  } catch {
    return url
  }
}

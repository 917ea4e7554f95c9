import type { ServerResponse } from 'node:http'
import { takeRandomBytes } from './random-bytes.ts'

/** Where browsers report what the policy stopped. */
export const reportPath = '/csp-report'

/** 128 random bits, new for every response (S32). */
export function newNonce(): string {
  return takeRandomBytes(16).toString('base64')
}

/**
 * Scripts run only with this response's nonce, or when such a script loads them. Styles may stand in the page, because
 * the component library places pop-overs with style attributes; a style can be ugly but cannot act.
 */
export function contentSecurityPolicy(nonce: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; ${otherSources}`
}

const otherSources = [
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  'report-to csp',
  `report-uri ${reportPath}`,
].join('; ')

/** Devices a clinic's screen has no business with; keeping the screen awake in the session room is one. */
const permissionsPolicy = [
  'accelerometer=()',
  'autoplay=()',
  'camera=()',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'usb=()',
  'screen-wake-lock=(self)',
].join(', ')

const oneYearSeconds = 365 * 24 * 60 * 60

/** The headers every response carries, whoever writes it (S33). `no-store` is the rule; static files say otherwise. */
export function setSecurityHeaders(res: ServerResponse, policy: string): void {
  res.setHeader('content-security-policy', policy)
  res.setHeader('reporting-endpoints', `csp="${reportPath}"`)
  res.setHeader('strict-transport-security', `max-age=${oneYearSeconds}; includeSubDomains`)
  res.setHeader('x-content-type-options', 'nosniff')
  res.setHeader('x-frame-options', 'DENY')
  res.setHeader('referrer-policy', 'no-referrer')
  res.setHeader('cross-origin-opener-policy', 'same-origin')
  res.setHeader('cross-origin-resource-policy', 'same-origin')
  res.setHeader('permissions-policy', permissionsPolicy)
  res.setHeader('cache-control', 'no-store')
}

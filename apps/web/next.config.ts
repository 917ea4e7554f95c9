import type { NextConfig } from 'next'

/**
 * Pages only. The one process in apps/server hands requests in here after it has answered tRPC, event streams, FHIR
 * and health itself (RULINGS 22), so there is no standalone output, no rewrites, and headers are set by the front.
 */
const config: NextConfig = {
  poweredByHeader: false,
  compress: false,
  reactStrictMode: true,
  transpilePackages: [
    '@holdspace/api',
    '@holdspace/clinic',
    '@holdspace/documents',
    '@holdspace/kit',
    '@holdspace/instruments',
    '@holdspace/protocols',
    '@holdspace/record',
    '@holdspace/ui',
  ],
  images: { unoptimized: true },
  devIndicators: false,
}

export default config

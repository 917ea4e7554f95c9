import { defineConfig } from 'vitest/config'

const pure = ['packages/domain/**/*.test.ts']

/**
 * The domain has nothing around it (infra/checks/src/purity.ts), so its tests share what was loaded: loading it anew for each
 * of its files took twice the time of the tests themselves. What has a process, a database or a page around it gets modules
 * of its own for each file.
 */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    exclude: ['**/node_modules/**', '**/dist/**', 'apps/web/e2e/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'domain', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'house',
          include: ['packages/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'infra/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', 'apps/web/e2e/**', ...pure],
          globalSetup: [new URL('./global-setup.ts', import.meta.url).pathname],
        },
      },
    ],
  },
})

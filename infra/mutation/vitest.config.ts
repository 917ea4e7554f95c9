import { defineConfig } from 'vitest/config'

/** No database and no shared setup: the groups' own tests need neither. The root is the copy the mutants live in. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 120_000,
    isolate: false,
  },
})

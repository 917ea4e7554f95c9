/** The one place where the benchmarks read the environment: the browser that `npm run bench` found or brought. */
export const browserPath = process.env.CHROME_PATH ?? ''

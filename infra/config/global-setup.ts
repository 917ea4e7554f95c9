import { setTestRunFolder } from '../../packages/adapters/db/src/testing/env.ts'
import { folderOfRun, stopRunServer } from '../../packages/adapters/db/src/testing/run-server.ts'

/**
 * Names the folder where this run's database will lie; it starts only when a test asks for one, and is gone afterwards.
 */
export default function setup(): () => Promise<void> {
  const folder = folderOfRun(process.pid)
  setTestRunFolder(folder)
  return () => stopRunServer(folder)
}

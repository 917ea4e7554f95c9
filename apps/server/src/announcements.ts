import { EventEmitter } from 'node:events'
import type { Closing } from './closing.ts'
import type { Log } from './request-log.ts'

export async function openAnnouncements(_appUrl: string, _log: Log, _opened: Closing) {
  const emitter = new EventEmitter().setMaxListeners(0)
  return {
    announce: (topic: string) => void emitter.emit(topic),
    listen: (topic: string, heard: () => void) => {
      emitter.on(topic, heard)
      return () => void emitter.off(topic, heard)
    },
  }
}

import type { SessionId } from '@holdspace/kit/ids'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { LinkButton } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import type { Answers } from '../outputs.ts'

type Reading = Answers['session']['readForSigning']

export interface BeforeSigningProps {
  readonly sessionId: SessionId
  readonly reading: Reading
}

/** What stands between the record and a signature, each with where it is mended; and what the record may lack (M06, OB16). */
export function BeforeSigning({ sessionId, reading }: BeforeSigningProps) {
  const { ended, unanswered, devices, missing } = reading
  return (
    <Panel title="Before signing">
      <ul className="flex flex-col gap-4">
        <Line met={ended} yes="The session has ended" no="The session has not ended yet" />
        <Line
          met={unanswered.length === 0}
          yes="Every alert is answered"
          no={unanswered.length === 1 ? '1 alert has no answer' : `${unanswered.length} alerts have no answer`}
          details={unanswered}
        />
        <Line
          met={devices.every((one) => one.waiting === 0)}
          yes="No device says that it holds entries back"
          no="Entries wait on a device"
          details={devices.map((one) => `${one.label}: ${waitingWords(one)}`)}
        />
        {devices.length === 0 ? null : (
          <li className="text-muted">
            A device without a connection cannot say so. Look whether one in the room still has entries on it.
          </li>
        )}
        {missing.length === 0 ? null : <Line met={false} yes="" no="Some entries never arrived" details={missing} />}
      </ul>
      {ended && unanswered.length === 0 ? null : (
        <LinkButton href={`/sessions/${sessionId}`} className="mt-4">
          {ended ? 'Answer them in the room' : 'Back to the room'}
        </LinkButton>
      )}
    </Panel>
  )
}

function waitingWords({ lastDeviceSeq, waiting }: Reading['devices'][number]): string {
  if (waiting > 0) return `${waiting} waiting`
  if (lastDeviceSeq === 0) return 'looked on, sent nothing'
  return lastDeviceSeq === 1 ? '1 entry arrived' : `${lastDeviceSeq} entries arrived`
}

interface LineProps {
  readonly met: boolean
  readonly yes: string
  readonly no: string
  readonly details?: readonly string[]
}

function Line({ met, yes, no, details = [] }: LineProps) {
  return (
    <li>
      <AlertMark level={met ? 'done' : 'medium'} look="plain">
        {met ? yes : no}
      </AlertMark>
      {details.length === 0 ? null : (
        <ul className="mt-1 flex flex-col gap-0.5 pl-5 text-muted">
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
    </li>
  )
}

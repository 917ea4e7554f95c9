import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { openSmtp } from './smtp-sender.ts'

/** A mail server of a few words: enough of SMTP to take a message, or to refuse one. */
interface FakeServer {
  readonly url: string
  readonly taken: string[]
}

let server: Server | null = null
afterEach(() => {
  server?.close()
  server = null
})

function answering(recipientReply: string): Promise<FakeServer> {
  const taken: string[] = []
  const talk = (socket: Socket) => {
    let data: string[] | null = null
    let rest = ''
    socket.write('220 mail.example ESMTP\r\n')
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (data !== null) {
          if (line !== '.') data.push(line)
          else {
            taken.push(data.join('\n'))
            data = null
            socket.write('250 kept\r\n')
          }
          continue
        }
        const verb = line.slice(0, 4).toUpperCase()
        if (verb === 'RCPT') socket.write(`${recipientReply}\r\n`)
        else if (verb === 'DATA') {
          data = []
          socket.write('354 go on\r\n')
        } else if (verb === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 fine\r\n')
      }
    })
  }
  return new Promise((resolve) => {
    server = createServer(talk).listen(0, '127.0.0.1', () => {
      const address = server?.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve({ url: `smtp://127.0.0.1:${port}?ignoreTLS=true`, taken })
    })
  })
}

const mail = {
  id: '018f0000-0000-7000-8000-00000000aa01',
  fromName: 'Marigold House',
  to: 'ana@patients.example',
  subject: 'Formularios de Marigold House',
  text: 'Hola, Ana:\n\nhttps://marigold.example/p/abc',
}

it('given a server that takes it, then the message arrives whole, once, under its own id', async () => {
  const { url, taken } = await answering('250 ok')
  const sender = openSmtp(url, 'marigold.example')
  expect(await sender.send(mail)).toEqual({ outcome: 'sent', reply: '250', isFinal: true })
  sender.close()
  expect(taken).toHaveLength(1)
  expect(taken[0]).toContain('Message-ID: <018f0000-0000-7000-8000-00000000aa01@marigold.example>')
  expect(taken[0]).toContain('From: Marigold House <no-reply@marigold.example>')
  expect(taken[0]).toContain('https://marigold.example/p/abc')
})

it('given an address that does not exist, then it fails for good and repeats no address', async () => {
  const { url } = await answering('550 no such ana@patients.example')
  const sender = openSmtp(url, 'marigold.example')
  expect(await sender.send(mail)).toEqual({ outcome: 'failed', reply: 'EENVELOPE 550', isFinal: true })
  sender.close()
})

it('given a full mailbox or no server at all, then it may be tried again', async () => {
  const { url } = await answering('452 mailbox full')
  const busy = openSmtp(url, 'marigold.example')
  expect(await busy.send(mail)).toMatchObject({ outcome: 'failed', isFinal: false })
  busy.close()
  const nobody = openSmtp('smtp://127.0.0.1:1', 'marigold.example')
  expect(await nobody.send(mail)).toMatchObject({ outcome: 'failed', isFinal: false })
  nobody.close()
})

it('given a name with a line end, then it adds no header of its own', async () => {
  const { url, taken } = await answering('250 ok')
  const sender = openSmtp(url, 'marigold.example')
  await sender.send({ ...mail, subject: 'Forms\r\nBcc: stranger@example.com', to: 'ana@patients.example' })
  sender.close()
  expect(taken[0]).not.toMatch(/^Bcc:/m)
})

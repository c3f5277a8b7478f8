import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTextEdit, textOf } from '@/components/files/make-text-edit'
import { openDocument } from '@/lib/changes/plan'
import { unwrap } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { ctrlStoreOn } from '../support/ctrl-store-on'
import { editOn } from '../support/edit-on'
import { playSession } from '../support/smtp-session'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const PATH = mailRootPath('spam-address.tab')
const BEFORE = '# \x8e\xd0\x93\xe0\r\x01\n"*@other.test"\textra\n'

describe.skipIf(!XMAIL_HOME)('a file that is changed as text', () => {
  let xmail: RealXmail
  let store: MailRootStore
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '' })
    store = ctrlStoreOn(xmail)
  })
  afterAll(async () => {
    await store?.close()
    await xmail?.stop()
  })

  const replyTo = async (from: string) => {
    const client = unwrap(parseAddress('127.0.0.1'))
    const answers = await playSession({ port: xmail.smtpPort, from: '127.0.0.1' }, { client, from })
    return answers.at(-1)?.reply
  }
  /** What a person does in the editor: the text with a line more, or without it. */
  const write = async (change: (text: string) => string) => {
    const snapshot = unwrap(await store.readSnapshot([PATH]))
    const doc = unwrap(openDocument(snapshot.files.get(PATH), PATH))
    const { edit } = makeTextEdit(PATH, doc, change(textOf(doc)))
    if (!edit) throw new Error('nothing to change')
    await editOn(store, edit)
  }

  it('refuses the sender that a line was written for, and keeps every other byte', async () => {
    await xmail.put(PATH, BEFORE)
    expect(await replyTo('someone@sender.test')).toMatch(/^250 /)
    await write((text) => `${text}"*@sender.test"\n`)
    expect(await xmail.get(PATH)).toBe(`${BEFORE}"*@sender.test"\n`)
    expect(await replyTo('someone@sender.test')).toMatch(/^504 /)
    expect(await replyTo('someone@third.test')).toMatch(/^250 /)
    await write((text) => text.replace('"*@sender.test"\n', ''))
    expect(await xmail.get(PATH)).toBe(BEFORE)
    expect(await replyTo('someone@sender.test')).toMatch(/^250 /)
  })
})

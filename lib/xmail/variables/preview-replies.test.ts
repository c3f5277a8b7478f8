import { describe, expect, it } from 'vitest'
import { previewReplies } from './preview-replies'

const lines = (name: string, text: string | null, custom: string | null = null) =>
  previewReplies(name, text, custom).map(({ stage, line }) => `${stage} ${line}`)

describe('previewReplies', () => {
  it('sends a text raw while a client connects, and with CustomSMTPMessage in a session', () => {
    expect(lines('SmtpMsgIPBan', '550 Go away', 'see example.test')).toEqual(['connect 550 Go away'])
    expect(lines('SmtpMsgIPBanSpammers', '550 Spam', 'see example.test')).toEqual([
      'connect 550 Spam',
      'mail 550 Spam - see example.test',
    ])
    expect(lines('SmtpMsgIPBanMaps', '550 Listed', 'x')).toEqual(['connect 550 Listed (bl.example.org)'])
    expect(lines('SmtpMsgIPBanSpamAddress', '504 No', 'x')).toEqual(['mail 504 No - x'])
    expect(lines('CustomSMTPMessage', 'see example.test')).toEqual([
      'reply 550 Relay denied - see example.test',
    ])
  })

  it('says what XMail says of its own', () => {
    expect(lines('SmtpMsgIPBan', null)).toEqual([
      'connect 421 [XMail 1.27 ESMTP Server] service not available (-130), closing transmission channel',
    ])
    expect(lines('SmtpMsgIPBanSpammers', null)).toEqual([
      'connect 421 [XMail 1.27 ESMTP Server] service not available (-107), closing transmission channel',
      'mail 551 Server access forbidden by your IP',
    ])
    expect(lines('SmtpMsgIPBanMaps', null)).toEqual([
      'connect 550 Denied due inclusion of your IP inside (bl.example.org)',
    ])
    expect(lines('SmtpMsgIPBanSpamAddress', null)).toEqual(['mail 504 You are registered as spammer'])
  })

  it('has nothing to say of what is no reply', () => expect(lines('RootDomain', 'x')).toEqual([]))
})

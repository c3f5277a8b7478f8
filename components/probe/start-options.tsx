'use client'

import { useTranslations } from 'next-intl'
import { CopyBlock } from './copy-block'

/** The three places that say with which options XMail starts (semantics.md 10.2), and what to write there. */
const PLACES = [
  {
    key: 'systemd',
    text: '# systemctl edit xmail\n[Service]\nEnvironment="MAIL_CMD_LINE=-F-"\n\n# systemctl restart xmail',
  },
  {
    key: 'initScript',
    text: 'XMAIL_CMD_LINE="-F-"\n\n# /etc/init.d/xmail restart',
  },
  {
    key: 'windows',
    text: 'reg add "HKLM\\SOFTWARE\\GNU\\XMail" /v MAIL_CMD_LINE /t REG_SZ /d "-F-" /f\r\nnet stop XMail\r\nnet start XMail',
  },
] as const

/** The option that opens no port at all, to copy. */
export function StartOptions() {
  const t = useTranslations('finger')
  return (
    <div className="space-y-3 text-sm">
      <p className="text-ink-2">{t('byOptionLead')}</p>
      {PLACES.map(({ key, text }) => (
        <div key={key}>
          <p className="mb-1 font-medium">{t(`option_${key}`)}</p>
          <CopyBlock text={text} label={t(`option_${key}`)} />
          <p className="mt-1 text-xs text-ink-2">{t(`option_${key}Hint`)}</p>
        </div>
      ))}
    </div>
  )
}
